package org.handfast.persistence.table;

import java.time.Instant;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/** A claim. */
@Entity
@Table(name = "claim")
class ClaimRow {
    @EmbeddedId
    Id id;

    Instant until;

    @Embeddable
    record Id(String scope, byte[] claimed, String protocol) {}
}

package org.handfast.persistence.table;

import java.time.Instant;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/** An item that a protocol keeps. */
@Entity
@Table(name = "item")
class ItemRow {
    @EmbeddedId
    Id id;

    byte[] content;
    Instant since;
    Instant until;

    /** In the order of the primary key: rows of another order are looked for by H2 without an index. */
    @Embeddable
    record Id(String scope, byte[] itemKey, String protocol) {}
}

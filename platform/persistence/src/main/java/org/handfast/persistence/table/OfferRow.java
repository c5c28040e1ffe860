package org.handfast.persistence.table;

import java.time.Instant;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/** An offer. */
@Entity
@Table(name = "offer")
class OfferRow {
    @EmbeddedId
    Id id;

    byte[] sealedSecret;
    Instant until;
    int triesLeft;
    String approval;
    String madeBy;
    long version;

    @Embeddable
    record Id(String id, String protocol) {}
}

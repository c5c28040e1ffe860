package org.handfast.persistence.table;

import java.time.Instant;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** A relation between two devices. */
@Entity
@Table(name = "peering")
class PeeringRow {
    @EmbeddedId
    Id id;

    boolean proposerFirst;
    String standing;

    /** As JSON; see {@link Json}. */
    String shown;

    /** As JSON. */
    String facts;

    Instant since;

    @Nullable
    String reason;

    long version;

    /** The two ends in the order of their characters. */
    @Embeddable
    record Id(String a, String b, String protocol) {}
}

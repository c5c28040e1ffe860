package org.handfast.persistence.table;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** A flight record. */
@Entity
@Table(name = "flight")
class FlightRow {
    @Id
    UUID id;

    String protocol;
    String conversationKey;

    @Nullable
    String address;

    @Nullable
    String remote;

    String phase;
    String label;

    @Nullable
    String outcome;

    String reason;
    Instant startedAt;

    @Nullable
    Instant endedAt;

    /** The timeline as JSON; see {@link Json}. */
    String entries;

    long messagesIn;
    long messagesOut;
}

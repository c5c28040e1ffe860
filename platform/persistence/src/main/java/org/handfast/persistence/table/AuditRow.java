package org.handfast.persistence.table;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** A row of the audit log. Once it is written only its place in the chain can be filled in. */
@Entity
@Table(name = "audit")
class AuditRow {
    /** Counts up as rows come. */
    @Id
    long arrival;

    @Column(updatable = false)
    UUID id;

    @Column(updatable = false)
    Instant happenedAt;

    @Column(updatable = false)
    String actor;

    @Column(updatable = false)
    String action;

    @Column(updatable = false)
    String subject;

    @Column(updatable = false)
    String detail;

    /** Its sequence in the chain, once it is sealed. */
    @Nullable
    Long place;

    byte @Nullable [] hash;
}

package org.handfast.persistence.table;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** A device, without what it has several of. */
@Entity
@Table(name = "device")
class DeviceRow {
    @Id
    UUID id;

    String name;

    /** The name in lower case, as Java folds it: databases disagree about the letters of other alphabets. */
    String foldedName;

    String kind;
    String trust;
    String trustReason;

    @Nullable
    String approvedBy;

    @Nullable
    Instant approvedAt;

    Instant firstSeen;

    @Nullable
    Instant lastSeen;

    /** What lists are ordered by: when it was approved, else first seen. */
    Instant listedAt;

    long version;
}

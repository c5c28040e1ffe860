package org.handfast.persistence.table;

import java.time.Instant;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.handfast.core.registry.DeviceRecord.Approved;

/** An approval as two columns that are both filled or both null. */
final class Approval {

    private Approval() {}

    static @Nullable String by(Optional<Approved> approval) {
        return approval.map(Approved::by).orElse(null);
    }

    static @Nullable Instant at(Optional<Approved> approval) {
        return approval.map(Approved::at).orElse(null);
    }

    static Optional<Approved> of(@Nullable String by, @Nullable Instant at) {
        return by == null || at == null ? Optional.empty() : Optional.of(new Approved(by, at));
    }
}

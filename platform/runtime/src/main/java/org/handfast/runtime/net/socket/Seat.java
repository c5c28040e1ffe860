package org.handfast.runtime.net.socket;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.handfast.core.limit.AddressGroup;
import org.handfast.core.limit.LinkGuard;

/** One connection's place among those that the guard counts. Not thread-safe: its event loop's. */
public final class Seat {

    private final LinkGuard guard;
    private @Nullable AddressGroup taken;

    /** A seat that is not taken. */
    public Seat(LinkGuard guard) {
        this.guard = guard;
    }

    /**
     * Takes it for an address, instead of the one before if there was one.
     *
     * @return why not, or empty if it is taken
     */
    public Optional<String> take(AddressGroup group) {
        if (group.equals(taken)) {
            return Optional.empty();
        }
        leave();
        Optional<String> refused = guard.open(group);
        if (refused.isEmpty()) {
            taken = group;
        }
        return refused;
    }

    /** Counts it out, if it is taken. */
    public void leave() {
        if (taken != null) {
            guard.closed(taken);
            taken = null;
        }
    }
}

package org.handfast.core.access;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.handfast.core.limit.AddressGroup;
import org.handfast.core.limit.Limit;
import org.handfast.core.limit.Limits;
import org.handfast.core.time.Timers;

/** Counts tries to sign in, right or wrong, by where they come from. Thread-safe. */
final class Tries {

    private static final Duration WINDOW = Duration.ofMinutes(10);

    private final Timers timers;
    private final Limits limits;
    private final Map<AddressGroup, Window> windows = new HashMap<>();

    private record Window(Instant since, int tries) {}

    Tries(Timers timers, Limits limits) {
        this.timers = timers;
        this.limits = limits;
    }

    /** Counts one; how long to wait if that is one too many. */
    synchronized Optional<Duration> count(AddressGroup from) {
        Instant now = timers.now();
        windows.values().removeIf(w -> !now.isBefore(w.since().plus(WINDOW)));
        Window window = windows.getOrDefault(from, new Window(now, 0));
        if (window.tries() >= limits.of(Limit.PASSWORD_TRIES)) {
            return Optional.of(Duration.between(now, window.since().plus(WINDOW)));
        }
        windows.put(from, new Window(window.since(), window.tries() + 1));
        return Optional.empty();
    }

    /** Forgets what was counted: whoever came from there has shown who they are. */
    synchronized void forget(AddressGroup from) {
        windows.remove(from);
    }
}

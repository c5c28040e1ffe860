package org.handfast.core.mailbox;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

import org.handfast.core.time.Timers;

/** Gathers changes and tells of them all at once, a second after the first. Thread-safe. */
final class SizeNews {

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Timers timers;
    private final Runnable tell;
    private final AtomicBoolean changed = new AtomicBoolean();

    SizeNews(Timers timers, Runnable tell) {
        this.timers = timers;
        this.tell = tell;
    }

    /** Something changed. */
    void changed() {
        if (!changed.get() && changed.compareAndSet(false, true)) {
            timers.after(PAUSE, this::fire);
        }
    }

    private void fire() {
        changed.set(false);
        tell.run();
    }
}

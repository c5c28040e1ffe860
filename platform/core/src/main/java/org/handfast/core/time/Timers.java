package org.handfast.core.time;

import java.time.Duration;
import java.time.Instant;

/** A clock and what runs later by it. Thread-safe. */
public interface Timers {

    /** The time. */
    Instant now();

    /** Runs {@code task} once after {@code delay}, on a thread of the timers: it must be short and not block. */
    Timer after(Duration delay, Runnable task);

    /** Something that will run. */
    interface Timer {

        /** Keeps it from running, if it has not begun. */
        void cancel();
    }
}

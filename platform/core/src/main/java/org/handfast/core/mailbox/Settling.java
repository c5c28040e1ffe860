package org.handfast.core.mailbox;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

import org.handfast.core.registry.ProtocolAddress;
import org.handfast.core.time.Timers;

/** Parcels that were written and wait to be let go: all equally long, so one timer does for them. Thread-safe. */
final class Settling {

    private final Timers timers;
    private final Duration pause;
    private final Consumer<Written> settle;
    private final Deque<Written> queue = new ArrayDeque<>();
    private boolean armed;

    /** A parcel that was written to a link, and when it is let go. */
    record Written(ProtocolAddress mailbox, LinkCursor link, long number, Instant due) {}

    Settling(Timers timers, Duration pause, Consumer<Written> settle) {
        this.timers = timers;
        this.pause = pause;
        this.settle = settle;
    }

    /** A parcel was written just now. */
    synchronized void add(ProtocolAddress mailbox, LinkCursor link, long number) {
        queue.addLast(new Written(mailbox, link, number, timers.now().plus(pause)));
        if (!armed) {
            arm(pause);
        }
    }

    private void arm(Duration after) {
        armed = true;
        timers.after(after, this::fire);
    }

    private void fire() {
        due().forEach(settle);
    }

    private synchronized List<Written> due() {
        Instant now = timers.now();
        List<Written> due = new ArrayList<>();
        while (!queue.isEmpty() && isDue(queue.getFirst(), now)) {
            due.add(queue.removeFirst());
        }
        armed = false;
        if (!queue.isEmpty()) {
            arm(Duration.between(now, queue.getFirst().due()));
        }
        return due;
    }

    /** One that were to wait longer than any does was written before the clock was set back. */
    private boolean isDue(Written written, Instant now) {
        return !now.isBefore(written.due()) || now.isBefore(written.due().minus(pause));
    }
}

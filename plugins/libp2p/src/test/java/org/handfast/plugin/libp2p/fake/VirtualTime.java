package org.handfast.plugin.libp2p.fake;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;

import org.handfast.api.transport.TransportHost;

/** Time that passes when a test says so: what is due runs in order, and what is due at once in the order it was asked for. */
public final class VirtualTime {

    private static final Instant START = Instant.parse("2026-11-30T08:00:00Z");

    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(Comparator.comparing(Task::at).thenComparing(Task::number));
    private Instant now = START;
    private long count;

    private record Task(Instant at, long number, Runnable what) {}

    /** What it is now. */
    public Instant now() {
        return now;
    }

    /** Runs something after a while. */
    public TransportHost.Timer after(Duration delay, Runnable what) {
        return at(now.plus(delay), what);
    }

    /** Runs something then. */
    public TransportHost.Timer at(Instant then, Runnable what) {
        var task = new Task(then, count++, what);
        tasks.add(task);
        return () -> tasks.remove(task);
    }

    /** Lets so much pass. */
    public void pass(Duration time) {
        passUntil(() -> false, time);
    }

    /** Lets time pass until something is so, at most so much; true if it is. */
    public boolean passUntil(BooleanSupplier done, Duration most) {
        Instant end = now.plus(most);
        while (!done.getAsBoolean()) {
            Task next = tasks.peek();
            if (next == null || next.at().isAfter(end)) {
                now = end;
                return done.getAsBoolean();
            }
            tasks.remove();
            now = next.at().isAfter(now) ? next.at() : now;
            next.what().run();
        }
        return true;
    }
}

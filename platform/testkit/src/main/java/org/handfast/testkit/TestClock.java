package org.handfast.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

import org.handfast.core.time.Timers;

/** Time that stands still until a test turns it. Thread-safe. */
public final class TestClock implements Timers {

    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(Comparator.comparing(Task::at).thenComparing(Task::order));
    private Instant now;
    private long order;

    private record Task(Instant at, long order, Runnable work) {}

    /** A clock that shows a time. */
    public TestClock(Instant start) {
        this.now = start;
    }

    @Override
    public synchronized Instant now() {
        return now;
    }

    @Override
    public synchronized Timer after(Duration delay, Runnable work) {
        var task = new Task(now.plus(delay), order++, work);
        tasks.add(task);
        return () -> cancel(task);
    }

    private synchronized void cancel(Task task) {
        tasks.remove(task);
    }

    /** Lets time pass; what comes due runs at its own time, and {@code between} after each. */
    public void advance(Duration time, Runnable between) {
        Instant end = now().plus(time);
        for (Task task = nextUntil(end); task != null; task = nextUntil(end)) {
            task.work().run();
            between.run();
        }
        synchronized (this) {
            now = end;
        }
    }

    private synchronized @org.jspecify.annotations.Nullable Task nextUntil(Instant end) {
        Task next = tasks.peek();
        if (next == null || next.at().isAfter(end)) {
            return null;
        }
        now = next.at().isAfter(now) ? next.at() : now;
        return tasks.poll();
    }

    /** Sets the clock, as an operator or a time server does; nothing comes due by it. */
    public synchronized void set(Instant time) {
        now = time;
    }

    /** How many tasks wait. */
    public synchronized int waiting() {
        return tasks.size();
    }
}

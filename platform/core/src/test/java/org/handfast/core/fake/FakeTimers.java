package org.handfast.core.fake;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.handfast.core.time.Timers;

/** Time that a test turns. For one thread. */
public final class FakeTimers implements Timers {

    public static final Instant BEGINNING = Instant.parse("2026-03-01T12:00:00Z");

    private final List<Task> tasks = new ArrayList<>();
    private Instant now = BEGINNING;

    private record Task(Instant at, Runnable work) {}

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public Timer after(Duration delay, Runnable work) {
        var task = new Task(now.plus(delay), work);
        tasks.add(task);
        return () -> tasks.remove(task);
    }

    /** Lets time pass; what comes due runs at its own time. */
    public void pass(Duration time) {
        Instant end = now.plus(time);
        for (var next = next(end); next != null; next = next(end)) {
            tasks.remove(next);
            now = next.at().isAfter(now) ? next.at() : now;
            next.work().run();
        }
        now = end;
    }

    private Task next(Instant end) {
        return tasks.stream()
                .filter(t -> !t.at().isAfter(end))
                .min(Comparator.comparing(Task::at))
                .orElse(null);
    }

    /** How many tasks wait. */
    public int waiting() {
        return tasks.size();
    }
}

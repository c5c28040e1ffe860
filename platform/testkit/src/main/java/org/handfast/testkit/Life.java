package org.handfast.testkit;

import java.time.Duration;
import java.time.Instant;

import org.handfast.core.conversation.Workers;
import org.handfast.core.time.Timers;

/** The threads and timers of one run of a node: once it is over, none of them does anything more, as after a kill. */
final class Life {

    private final Timers timers;
    private final Workers workers;
    private boolean over;

    Life(Timers timers, Workers workers) {
        this.timers = timers;
        this.workers = workers;
    }

    void end() {
        over = true;
    }

    boolean lives() {
        return !over;
    }

    Timers timers() {
        return new Timers() {
            @Override
            public Instant now() {
                return timers.now();
            }

            @Override
            public Timer after(Duration delay, Runnable task) {
                return timers.after(delay, () -> live(task));
            }
        };
    }

    Workers workers() {
        return new Workers() {
            @Override
            public void execute(Runnable task) {
                workers.execute(() -> live(task));
            }

            @Override
            public void replace(Thread stuck) {
                workers.replace(stuck);
            }
        };
    }

    private void live(Runnable task) {
        if (!over) {
            task.run();
        }
    }
}

package org.handfast.runtime.time;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.handfast.core.time.Timers;

/** The machine's clock, to the microsecond, and one thread that runs what is due. Thread-safe. */
public final class SystemTimers implements Timers, AutoCloseable {

    private static final System.Logger LOG = System.getLogger(SystemTimers.class.getName());

    private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("handfast-timers").daemon().factory());

    /** Timers of which none runs yet. */
    public SystemTimers() {
        executor.setRemoveOnCancelPolicy(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
        if (executor.isShutdown()) {
            return () -> {};
        }
        Future<?> scheduled = executor.schedule(() -> run(task), delay.toNanos(), TimeUnit.NANOSECONDS);
        return () -> scheduled.cancel(false);
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "A timer's task failed", e);
        }
    }

    /** Runs nothing more. */
    @Override
    public void close() {
        executor.shutdownNow();
    }
}

package org.handfast.core.conversation;

import java.time.Duration;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.handfast.core.limit.Limit;
import org.handfast.core.limit.Limits;
import org.handfast.core.time.Timers;

/**
 * Brackets every call into a plugin: its class loader, and a deadline. A call past its deadline is abandoned: its
 * conversation goes on without it and its thread is replaced. Thread-safe.
 */
final class PluginCalls {

    private final Timers timers;
    private final Workers workers;
    private final Duration deadline;

    PluginCalls(Timers timers, Workers workers, Limits limits) {
        this.timers = timers;
        this.workers = workers;
        this.deadline = Duration.ofMillis(limits.of(Limit.STEP_MILLISECONDS));
    }

    /** Thrown on the thread of a call that came back after it was abandoned: whoever sees it must do nothing more. */
    static final class Abandoned extends RuntimeException {
        private static final long serialVersionUID = 1;

        Abandoned() {
            super("the call was abandoned", null, false, false);
        }
    }

    /** The clock of one call, which stands still while the hub itself does something for the plugin. */
    static final class Bracket {
        private final Duration deadline;
        private final Timers timers;
        private final Runnable abandon;
        private Timers.@Nullable Timer watchdog;
        private boolean over;
        private boolean abandoned;

        private Bracket(Duration deadline, Timers timers, Runnable abandon) {
            this.deadline = deadline;
            this.timers = timers;
            this.abandon = abandon;
        }

        private synchronized void start() {
            watchdog = timers.after(deadline, this::late);
        }

        private void late() {
            synchronized (this) {
                if (over || watchdog == null) {
                    return;
                }
                abandoned = true;
            }
            abandon.run();
        }

        private synchronized void stop() {
            if (watchdog != null) {
                watchdog.cancel();
                watchdog = null;
            }
        }

        private synchronized void finish() {
            stop();
            over = true;
            if (abandoned) {
                throw new Abandoned();
            }
        }

        /** Does the hub's own work within the call, on the hub's time. */
        <T> T pausing(ClassLoader own, Supplier<T> work) {
            stop();
            Thread thread = Thread.currentThread();
            ClassLoader plugin = thread.getContextClassLoader();
            thread.setContextClassLoader(own);
            try {
                return work.get();
            } finally {
                thread.setContextClassLoader(plugin);
                synchronized (this) {
                    if (abandoned) {
                        throw new Abandoned();
                    }
                    start();
                }
            }
        }
    }

    /** A call, given its bracket. */
    interface Call<T> {
        T run(Bracket bracket);
    }

    /**
     * Calls into a plugin.
     *
     * @param onAbandoned run by the watchdog, once, if the call does not come back in time
     * @throws Abandoned if it came back too late
     */
    <T> T call(Installed<?> plugin, Runnable onAbandoned, Call<T> call) {
        Thread thread = Thread.currentThread();
        var bracket = new Bracket(deadline, timers, () -> {
            plugin.health().abandoned();
            workers.replace(thread);
            onAbandoned.run();
        });
        ClassLoader own = thread.getContextClassLoader();
        thread.setContextClassLoader(plugin.loader());
        bracket.start();
        try {
            return call.run(bracket);
        } finally {
            thread.setContextClassLoader(own);
            bracket.finish();
        }
    }
}

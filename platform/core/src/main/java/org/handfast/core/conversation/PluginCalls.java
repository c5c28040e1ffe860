package org.handfast.core.conversation;

import java.io.PrintWriter;
import java.io.Writer;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.handfast.api.Fault;
import org.handfast.core.limit.Limit;
import org.handfast.core.limit.Limits;
import org.handfast.core.text.Line;
import org.handfast.core.time.Timers;

/**
 * Brackets every call into a plugin: its class loader, a deadline, and whatever it throws. A call past its deadline is
 * abandoned: its conversation goes on without it and its thread is replaced. Thread-safe.
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

    /** A plugin threw something that is no {@link Fault}; the message says what. */
    static final class Threw extends RuntimeException {
        private static final long serialVersionUID = 1;
        private static final int LONGEST = 500;

        private Threw(String what, @Nullable Throwable thrown) {
            super(what, thrown);
        }

        /** What was thrown goes with it for the log, if it can be printed at all: its class is the plugin's. */
        static Threw of(Throwable thrown) {
            try {
                thrown.printStackTrace(new PrintWriter(Writer.nullWriter()));
                return new Threw(Line.of(thrown.toString(), LONGEST), thrown);
            } catch (Throwable alsoThrown) {
                return new Threw(thrown.getClass().getName(), null);
            }
        }

        /** What was thrown, as its class and message. */
        String what() {
            return String.valueOf(getMessage());
        }
    }

    /** The clock of one call, which stands still while the hub itself does something for the plugin. */
    static final class Bracket {
        private final Duration deadline;
        private final Timers timers;
        private final Runnable abandon;
        private Duration left;
        private Instant since = Instant.MIN;
        private Timers.@Nullable Timer watchdog;
        private int stretch;
        private boolean abandoned;

        private Bracket(Duration deadline, Timers timers, Runnable abandon) {
            this.deadline = deadline;
            this.left = deadline;
            this.timers = timers;
            this.abandon = abandon;
        }

        private synchronized void start() {
            int own = ++stretch;
            since = timers.now();
            watchdog = timers.after(left, () -> late(own));
        }

        /** A watchdog that was called off at the very moment it ran belongs to a stretch that is over. */
        private void late(int of) {
            synchronized (this) {
                if (watchdog == null || of != stretch) {
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
                left = left.minus(spent());
            }
        }

        /** No stretch lasts much longer than the deadline: if one seems to, or to have lasted less than no time, the clock was set. */
        private Duration spent() {
            Duration spent = Duration.between(since, timers.now());
            return spent.isNegative() || spent.compareTo(deadline.multipliedBy(2)) > 0 ? Duration.ZERO : spent;
        }

        private synchronized void finish() {
            stop();
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
     * @param onAbandoned run once, on a worker, if the call does not come back in time
     * @throws Fault as the plugin, or what it looked up, threw it
     * @throws Threw for anything else that the plugin threw, errors included
     * @throws Abandoned if it came back too late
     */
    <T> T call(Installed<?> plugin, Runnable onAbandoned, Call<T> call) {
        Thread thread = Thread.currentThread();
        var bracket = new Bracket(deadline, timers, () -> abandon(plugin, thread, onAbandoned));
        ClassLoader own = thread.getContextClassLoader();
        bracket.start();
        try {
            thread.setContextClassLoader(plugin.loader());
            return call.run(bracket);
        } catch (Abandoned late) {
            throw late;
        } catch (Throwable thrown) {
            throw asTheHubKnowsIt(thrown);
        } finally {
            thread.setContextClassLoader(own);
            bracket.finish();
        }
    }

    /** A fault that is whole and plain is passed on; of one that is not, only what it says, since it may be the plugin's own class. */
    static RuntimeException asTheHubKnowsIt(Throwable thrown) {
        if (!(thrown instanceof Fault fault)) {
            return Threw.of(thrown);
        }
        try {
            String code = Line.of(fault.code(), Threw.LONGEST);
            String detail = Line.of(fault.detail(), Threw.LONGEST);
            return fault.getClass() == Fault.class
                            && code.equals(fault.code())
                            && detail.equals(fault.detail())
                            && fault.category() != null
                    ? fault
                    : new Fault(Objects.requireNonNull(fault.category()), code, detail, fault);
        } catch (Throwable notEvenAFault) {
            return Threw.of(fault);
        }
    }

    /** On the watchdog's thread, which must not be held up. */
    private void abandon(Installed<?> plugin, Thread stuck, Runnable onAbandoned) {
        workers.replace(stuck);
        workers.execute(() -> {
            try {
                onAbandoned.run();
            } finally {
                plugin.health().abandoned();
            }
        });
    }
}

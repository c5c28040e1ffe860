package org.handfast.core.conversation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

import org.handfast.core.limit.Limit;
import org.handfast.core.limit.Limits;
import org.handfast.core.time.Timers;

/** Counts what a plugin does wrong, and has it stopped past the limits. Thread-safe. */
final class PluginHealth {

    private static final Duration WINDOW = Duration.ofHours(1);

    private static final System.Logger LOG = System.getLogger(PluginHealth.class.getName());

    private final String plugin;
    private final Timers timers;
    private final Limits limits;
    private final Consumer<String> stop;
    private final Deque<Instant> failures = new ArrayDeque<>();
    private int abandoned;
    private boolean stopped;

    /** {@code stop} is called once, with a sentence. */
    PluginHealth(String plugin, Timers timers, Limits limits, Consumer<String> stop) {
        this.plugin = plugin;
        this.timers = timers;
        this.limits = limits;
        this.stop = stop;
    }

    /** Something failed: logged in full the first time in an hour, in a line after that, since a peer may repeat it. */
    void failed(String where, String what, Throwable cause) {
        Instant now = timers.now();
        boolean tooMany;
        synchronized (this) {
            failures.addLast(now);
            while (failures.getFirst().isBefore(now.minus(WINDOW))) {
                failures.removeFirst();
            }
            tooMany = failures.size() >= limits.of(Limit.PLUGIN_FAILURES) && !stopped;
            stopped |= tooMany;
            LOG.log(
                    System.Logger.Level.ERROR,
                    "Plugin " + plugin + " failed in " + where + ": " + what,
                    failures.size() == 1 ? cause : null);
        }
        if (tooMany) {
            stop.accept("failed " + limits.of(Limit.PLUGIN_FAILURES) + " times within an hour, last: " + what);
        }
    }

    /** It did not come back from a call. */
    void abandoned() {
        boolean tooMany;
        synchronized (this) {
            abandoned++;
            tooMany = abandoned >= limits.of(Limit.ABANDONED_CALLS) && !stopped;
            stopped |= tooMany;
        }
        if (tooMany) {
            stop.accept("did not come back from " + limits.of(Limit.ABANDONED_CALLS)
                    + " calls; only a restart of the hub frees their threads");
        }
    }
}

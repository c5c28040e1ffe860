package org.handfast.core.conversation;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import org.handfast.api.Fault;
import org.handfast.core.limit.Limit;
import org.handfast.core.limit.Limits;
import org.handfast.core.time.Timers;

/** The named timers of one conversation. Touched by its consumer alone. */
final class ConversationTimers {

    private final Timers timers;
    private final int most;
    private final Inbox inbox;
    private final Map<String, Running> running = new HashMap<>();

    /** Identity is what tells a timer from one that was started anew under its name. */
    private static final class Running {
        private Timers.Timer timer = () -> {};
    }

    /** What a timer that ran out does, on the consumer. */
    interface Fired {
        void fired(String timer);
    }

    ConversationTimers(Timers timers, Limits limits, Inbox inbox) {
        this.timers = timers;
        this.most = limits.of(Limit.TIMERS);
        this.inbox = inbox;
    }

    void start(String name, Duration after, Fired fired) {
        cancel(name);
        if (running.size() >= most) {
            throw new Fault(
                    Fault.Category.PLUGIN_FAULT, "too-many-timers", "The plugin has " + most + " timers running.");
        }
        var one = new Running();
        running.put(name, one);
        one.timer = timers.after(
                after,
                () -> inbox.tell(() -> {
                    if (running.remove(name, one)) {
                        fired.fired(name);
                    }
                }));
    }

    void cancel(String name) {
        Running one = running.remove(name);
        if (one != null) {
            one.timer.cancel();
        }
    }

    void cancelAll() {
        running.values().forEach(r -> r.timer.cancel());
        running.clear();
    }

    int size() {
        return running.size();
    }
}

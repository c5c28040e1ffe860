package org.handfast.core.conversation;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import org.handfast.core.time.Timers;

/** The named timers of one conversation. Touched by its consumer alone. */
final class ConversationTimers {

    /** As good as never, and still a time that can be added to any other. */
    private static final Duration LONGEST = Duration.ofDays(3_650);

    private final Timers timers;
    private final Inbox inbox;
    private final Map<String, Running> running = new HashMap<>();

    /** Identity is what tells a timer from one that was started anew under its name. */
    private static final class Running {
        private final Instant due;
        private Timers.Timer timer = () -> {};

        Running(Instant due) {
            this.due = due;
        }
    }

    /** What a timer that ran out does, on the consumer. */
    interface Fired {
        void fired(String timer);
    }

    ConversationTimers(Timers timers, Inbox inbox) {
        this.timers = timers;
        this.inbox = inbox;
    }

    void start(String name, Duration after, Fired fired) {
        cancel(name);
        Duration most = most(after);
        var one = new Running(timers.now().plus(most));
        running.put(name, one);
        one.timer = timers.after(
                most,
                () -> inbox.tell(() -> {
                    if (running.remove(name, one)) {
                        fired.fired(name);
                    }
                }));
    }

    /** As long as is waited in place of {@code after}. */
    static Duration most(Duration after) {
        return after.compareTo(LONGEST) < 0 ? after : LONGEST;
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

    /** Those that run, and when they run out. */
    Map<String, Instant> due() {
        Map<String, Instant> due = new HashMap<>();
        running.forEach((name, one) -> due.put(name, one.due));
        return due;
    }

    /** The names of those that run. */
    Set<String> names() {
        return new HashSet<>(running.keySet());
    }
}

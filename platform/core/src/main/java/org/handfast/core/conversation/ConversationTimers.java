package org.handfast.core.conversation;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.handfast.core.time.Timers;

/** The named timers of one conversation. Touched by its consumer alone, but for {@link #next}. */
final class ConversationTimers {

    /** As good as never, and still a time that can be added to any other. */
    private static final Duration LONGEST = Duration.ofDays(3_650);

    private final Timers timers;
    private final Inbox inbox;
    private final Map<String, Running> running = new HashMap<>();
    private volatile Optional<Instant> next = Optional.empty();

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

    /** Starts one that runs out at a time, or at once if that is past. */
    void start(String name, Instant due, Fired fired) {
        cancel(name);
        Instant now = timers.now();
        var one = new Running(due);
        running.put(name, one);
        changed();
        one.timer = timers.after(
                due.isAfter(now) ? Duration.between(now, due) : Duration.ZERO,
                () -> inbox.tell(() -> {
                    if (running.remove(name, one)) {
                        changed();
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
            changed();
        }
    }

    void cancelAll() {
        running.values().forEach(r -> r.timer.cancel());
        running.clear();
        changed();
    }

    private void changed() {
        next = running.values().stream().map(r -> r.due).min(Comparator.naturalOrder());
    }

    /** When the next of them runs out, if one runs. From any thread. */
    Optional<Instant> next() {
        return next;
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

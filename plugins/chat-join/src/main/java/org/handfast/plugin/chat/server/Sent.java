package org.handfast.plugin.chat.server;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a member has broadcast, to know repeats by.
 *
 * @param last the last number that came, by epoch
 */
record Sent(Map<Long, Long> last) {

    static final Sent NOTHING = new Sent(Map.of());

    Sent {
        last = Map.copyOf(last);
    }

    /** With one more, without what is of epochs that are over; empty if it is a repeat. */
    Optional<Sent> plus(long epoch, long seq, Epochs epochs) {
        if (seq <= last.getOrDefault(epoch, 0L)) {
            return Optional.empty();
        }
        Map<Long, Long> next = new HashMap<>();
        epochs.live().filter(last::containsKey).forEach(live -> next.put(live, last.get(live)));
        next.put(epoch, seq);
        return Optional.of(new Sent(next));
    }
}

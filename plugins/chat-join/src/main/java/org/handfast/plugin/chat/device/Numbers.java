package org.handfast.plugin.chat.device;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.handfast.plugin.chat.wire.Identity;

/**
 * The numbers of broadcasts: this client's last of the newest epoch, and everybody else's, to know repeats by.
 *
 * @param own how many it has sent under the newest key
 * @param seen the last number of each member and epoch
 */
record Numbers(long own, Map<Of, Long> seen) {

    static final Numbers NONE = new Numbers(0, Map.of());

    /** Whose numbers. */
    record Of(long epoch, Identity from) {}

    Numbers {
        seen = Map.copyOf(seen);
    }

    Numbers sent() {
        return new Numbers(own + 1, seen);
    }

    /** With one more that came; empty if it is a repeat. */
    Optional<Numbers> came(long epoch, Identity from, long seq) {
        var of = new Of(epoch, from);
        if (seq <= seen.getOrDefault(of, 0L)) {
            return Optional.empty();
        }
        var more = new HashMap<>(seen);
        more.put(of, seq);
        return Optional.of(new Numbers(own, more));
    }

    /** A new key begins; what is of epochs that are over is forgotten. */
    Numbers under(Keyring keys) {
        var kept = new HashMap<>(seen);
        kept.keySet()
                .removeIf(of -> keys.ended().stream().noneMatch(e -> e.key().epoch() == of.epoch()));
        return new Numbers(0, kept);
    }
}

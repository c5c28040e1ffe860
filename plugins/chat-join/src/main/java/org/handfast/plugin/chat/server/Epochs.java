package org.handfast.plugin.chat.server;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/**
 * The numbers of a room's keys: each is ordered once, the newest is the one to use, and what was written under those before it is
 * passed on for a while.
 *
 * @param current the newest; 0 before the first
 * @param ended those that ended a while ago, the newest first
 */
record Epochs(long current, List<Ended> ended) {

    static final Epochs NONE = new Epochs(0, List.of());

    private static final Duration GRACE = Duration.ofSeconds(10);

    /** One that was the newest until then. */
    record Ended(long epoch, Instant at) {

        boolean good(Instant now) {
            return now.isBefore(at.plus(GRACE));
        }
    }

    Epochs {
        ended = List.copyOf(ended);
    }

    /** The next is ordered. */
    Epochs next(Instant now) {
        List<Ended> before = new ArrayList<>();
        if (current > 0) {
            before.add(new Ended(current, now));
        }
        ended.stream().filter(e -> e.good(now)).forEach(before::add);
        return new Epochs(current + 1, before);
    }

    /** True if what is written under it is passed on. */
    boolean good(long epoch, Instant now) {
        return epoch == current || ended.stream().anyMatch(e -> e.epoch() == epoch && e.good(now));
    }

    /** Those that may be good. */
    LongStream live() {
        return LongStream.concat(LongStream.of(current), ended.stream().mapToLong(Ended::epoch));
    }
}

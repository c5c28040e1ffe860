package org.handfast.plugin.libp2p.yamux;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/** What is left of a rate: a bucket that fills by itself. Not thread-safe. */
final class Allowance {

    private final YamuxLimits.Rate rate;
    private final Supplier<Instant> now;
    private long used;
    private Instant since;

    Allowance(YamuxLimits.Rate rate, Supplier<Instant> now) {
        this.rate = rate;
        this.now = now;
        since = now.get();
    }

    /** Takes one; false if there is none. */
    boolean take() {
        Instant time = now.get();
        long seconds = Duration.between(since, time).toSeconds();
        if (seconds > 0) {
            used = Math.max(0, used - Math.min(seconds, rate.burst()) * rate.perSecond());
            since = since.plusSeconds(seconds);
        }
        if (used >= rate.burst()) {
            return false;
        }
        used++;
        return true;
    }
}

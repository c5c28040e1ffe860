package org.handfast.plugin.libp2p.swarm;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * How often each of many may do something: so many times at once, then one more each {@code pause}. Bounded: who was seen longest
 * ago is forgotten. Not thread-safe.
 *
 * @param <K> who
 */
public final class RateLimit<K> {

    private static final int MOST = 4096;

    private final int burst;
    private final Duration pause;
    /** When each would be as if nothing had been done. */
    private final Map<K, Instant> settled = new LinkedHashMap<>();

    public RateLimit(int burst, Duration pause) {
        this.burst = burst;
        this.pause = pause;
    }

    /** True, and counted, if somebody may do it now. */
    public boolean allows(K who, Instant now) {
        @Nullable Instant known = settled.remove(who);
        Instant from = known == null || known.isBefore(now) ? now : known;
        boolean allowed = !from.plus(pause).isAfter(now.plus(pause.multipliedBy(burst)));
        settled.put(who, allowed ? from.plus(pause) : from);
        if (settled.size() > MOST) {
            settled.remove(settled.keySet().iterator().next());
        }
        return allowed;
    }
}

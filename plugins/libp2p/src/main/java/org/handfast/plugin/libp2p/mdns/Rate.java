package org.handfast.plugin.libp2p.mdns;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** How much is let through: in each second so much of one source, and so much of all of them together. */
final class Rate {

    private static final Duration WINDOW = Duration.ofSeconds(1);

    private final int each;
    private final int all;
    private final Map<String, Integer> bySource = new HashMap<>();
    private Instant since = Instant.MIN;
    private int count;

    Rate(int each, int all) {
        this.each = each;
        this.all = all;
    }

    /** True if one more is let through; it counts then. */
    boolean allows(String source, Instant now) {
        if (now.isBefore(since) || !now.isBefore(since.plus(WINDOW))) {
            since = now;
            count = 0;
            bySource.clear();
        }
        if (count >= all || bySource.getOrDefault(source, 0) >= each) {
            return false;
        }
        count++;
        bySource.merge(source, 1, Integer::sum);
        return true;
    }
}

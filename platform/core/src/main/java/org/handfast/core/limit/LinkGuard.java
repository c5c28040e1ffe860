package org.handfast.core.limit;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.handfast.core.time.Timers;

/** Decides whether a peer may open one more link, before a byte of it is read, or ask once more. Thread-safe. */
public final class LinkGuard {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Timers timers;
    private final Limits limits;
    private final Map<AddressGroup, Usage> usage = new HashMap<>();
    private int open;
    private Instant swept;

    private static final class Usage {
        int open;
        int opensInWindow;
        int requestsInWindow;
        Instant window;

        Usage(Instant now) {
            window = now;
        }
    }

    /** A guard with no link open. */
    public LinkGuard(Timers timers, Limits limits) {
        this.timers = timers;
        this.limits = limits;
        this.swept = timers.now();
    }

    /**
     * Counts a link in; {@link #closed} must follow if it was let in.
     *
     * @return why not, or empty if it may
     */
    public synchronized Optional<String> open(AddressGroup from) {
        Instant now = timers.now();
        sweep(now);
        Usage peer = peer(from, now);
        if (peer.opensInWindow >= limits.of(Limit.OPENS_PER_ADDRESS)) {
            return Optional.of("too many links a minute from " + from.name());
        }
        peer.opensInWindow++;
        if (open >= limits.of(Limit.LINKS)) {
            return Optional.of("the hub has as many links as it takes");
        }
        if (peer.open >= limits.of(Limit.LINKS_PER_ADDRESS)) {
            return Optional.of("too many links open from " + from.name());
        }
        peer.open++;
        open++;
        return Optional.empty();
    }

    /**
     * Counts a request by HTTP.
     *
     * @return how long to wait before the next, or empty if it may be answered
     */
    public synchronized Optional<Duration> request(AddressGroup from) {
        Instant now = timers.now();
        sweep(now);
        Usage peer = peer(from, now);
        if (peer.requestsInWindow >= limits.of(Limit.REQUESTS_PER_ADDRESS)) {
            return Optional.of(Duration.between(now, peer.window.plus(MINUTE)));
        }
        peer.requestsInWindow++;
        return Optional.empty();
    }

    private Usage peer(AddressGroup from, Instant now) {
        Usage peer = usage.computeIfAbsent(from, a -> new Usage(now));
        if (!now.isBefore(peer.window.plus(MINUTE))) {
            peer.window = now;
            peer.opensInWindow = 0;
            peer.requestsInWindow = 0;
        }
        return peer;
    }

    /** Counts a link out. */
    public synchronized void closed(AddressGroup from) {
        var peer = usage.get(from);
        if (peer != null && peer.open > 0) {
            peer.open--;
            open--;
        }
    }

    /** How many links are open. */
    public synchronized int links() {
        return open;
    }

    /** How many addresses it keeps count of. */
    synchronized int known() {
        return usage.size();
    }

    private void sweep(Instant now) {
        if (now.isBefore(swept.plus(MINUTE))) {
            return;
        }
        swept = now;
        usage.values().removeIf(u -> u.open == 0 && !now.isBefore(u.window.plus(MINUTE)));
    }
}

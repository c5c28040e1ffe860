package org.handfast.plugin.libp2p.kad;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

import org.handfast.api.Bytes;
import org.handfast.api.Crypto;
import org.handfast.api.transport.TransportHost;
import org.handfast.plugin.libp2p.swarm.Swarm;

/**
 * Keeps the table good and the records where they belong: looks for this node's own neighbours at the start, soon after somebody
 * new is there, and every five minutes, each time with the records behind it; and into each part of the key space every ten
 * minutes.
 */
final class Upkeep {

    private static final Duration SELF = Duration.ofMinutes(5);
    private static final Duration REFRESH = Duration.ofMinutes(10);
    private static final Duration ALONE = Duration.ofSeconds(10);
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration NOT_AGAIN = Duration.ofSeconds(10);
    /** How many bits a drawn key can be made to share with this node's place, in about twice as many tries as it has values. */
    private static final int MOST_BITS = 8;

    private static final int KEY = 32;

    private final Swarm swarm;
    private final Crypto crypto;
    private final RoutingTable table;
    private final Lookups lookups;
    private final Publisher publisher;
    private final boolean canBootstrap;
    private final KadId self;
    private TransportHost.@Nullable Timer next;
    private TransportHost.@Nullable Timer refresh;
    private Instant due = Instant.MAX;
    private Instant looked = Instant.MIN;
    private boolean over;

    Upkeep(Swarm swarm, Crypto crypto, RoutingTable table, Lookups lookups, Publisher publisher, boolean canBootstrap) {
        this.swarm = swarm;
        this.crypto = crypto;
        this.table = table;
        this.lookups = lookups;
        this.publisher = publisher;
        this.canBootstrap = canBootstrap;
        this.self = KadId.of(crypto, swarm.self());
    }

    void start() {
        look();
        refresh = swarm.after(REFRESH, this::refresh);
    }

    void stop() {
        over = true;
        if (next != null) {
            next.cancel();
        }
        if (refresh != null) {
            refresh.cancel();
        }
    }

    /** Somebody new is in the table. */
    void entered() {
        Instant now = swarm.now();
        Duration wait =
                looked.plus(NOT_AGAIN).isAfter(now.plus(SOON)) ? Duration.between(now, looked.plus(NOT_AGAIN)) : SOON;
        if (now.plus(wait).isBefore(due)) {
            schedule(wait);
        }
    }

    private void schedule(Duration wait) {
        if (next != null) {
            next.cancel();
        }
        if (!over) {
            due = swarm.now().plus(wait);
            next = swarm.after(wait, this::look);
        }
    }

    private void look() {
        looked = swarm.now();
        schedule(table.size() == 0 && canBootstrap ? ALONE : SELF);
        lookups.closest(swarm.self().multihash(), result -> {
            if (!over) {
                publisher.publish();
            }
        });
    }

    private void refresh() {
        if (over) {
            return;
        }
        refresh = swarm.after(REFRESH, this::refresh);
        for (int bits = 0; bits <= Math.min(table.deepest(), MOST_BITS); bits++) {
            lookups.closest(keyThatShares(bits), result -> {});
        }
    }

    /** A key whose place shares so many bits with this node's, or, if the draw is unlucky, another number. */
    private Bytes keyThatShares(int bits) {
        Bytes key = crypto.random(KEY);
        for (int tries = 4 << bits; tries > 0 && self.shared(KadId.of(crypto, key)) != bits; tries--) {
            key = crypto.random(KEY);
        }
        return key;
    }
}

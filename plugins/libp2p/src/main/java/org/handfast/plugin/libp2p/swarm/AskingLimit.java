package org.handfast.plugin.libp2p.swarm;

import java.time.Duration;
import java.time.Instant;

import org.handfast.plugin.libp2p.multiaddr.IpGroup;
import org.handfast.plugin.libp2p.peer.PeerId;
import org.handfast.plugin.libp2p.swarm.Swarm.PeerStream;

/**
 * How often a peer may ask for something, and how often all peers of its group of addresses together: peer ids cost nothing. Those of
 * one machine or one local network are many behind few addresses, so they count one by one only. Not thread-safe.
 */
public final class AskingLimit {

    private static final int BURST_OF_GROUP = 800;
    private static final Duration PAUSE_OF_GROUP = Duration.ofMillis(5);

    private final RateLimit<PeerId> peers;
    private final RateLimit<IpGroup> groups = new RateLimit<>(BURST_OF_GROUP, PAUSE_OF_GROUP);

    /** A peer may ask {@code burst} times at once, then once more each {@code pause}. */
    public AskingLimit(int burst, Duration pause) {
        this.peers = new RateLimit<>(burst, pause);
    }

    /** True, and counted, if whoever is at the other end of a stream may ask now. */
    public boolean allows(PeerStream from, Instant now) {
        return peers.allows(from.peer(), now)
                && IpGroup.of(from.remote())
                        .filter(group -> !group.local())
                        .map(group -> groups.allows(group, now))
                        .orElse(true);
    }
}

package org.handfast.plugin.libp2p.swarm;

import java.util.HashMap;
import java.util.Map;

import org.handfast.plugin.libp2p.peer.PeerId;

/** How many streams of a protocol each peer has open, and how many it may have. Not thread-safe. */
public final class OpenStreams {

    private final int most;
    private final Map<PeerId, Integer> open = new HashMap<>();

    /** None yet; each peer may have so many. */
    public OpenStreams(int most) {
        this.most = most;
    }

    /** Counts one more; false, and counts none, if a peer has as many as it may. */
    public boolean take(PeerId peer) {
        if (open.getOrDefault(peer, 0) >= most) {
            return false;
        }
        open.merge(peer, 1, Integer::sum);
        return true;
    }

    /** One that was taken is closed. */
    public void give(PeerId peer) {
        open.computeIfPresent(peer, (p, count) -> count > 1 ? count - 1 : null);
    }
}

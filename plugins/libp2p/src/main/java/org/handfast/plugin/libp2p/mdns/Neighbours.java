package org.handfast.plugin.libp2p.mdns;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.handfast.plugin.libp2p.multiaddr.Multiaddr;
import org.handfast.plugin.libp2p.peer.PeerId;

/** Who is near, each until a time. Bounded: who was heard of longest ago gives way. Not thread-safe. */
final class Neighbours {

    static final int MOST = 256;

    private final Map<PeerId, Neighbour> near = new LinkedHashMap<>();

    private record Neighbour(List<Multiaddr> addresses, Instant until) {}

    /** True if a peer is known to be at these addresses now, in any order. */
    boolean knows(PeerId peer, List<Multiaddr> addresses, Instant now) {
        Neighbour known = near.get(peer);
        return known != null
                && known.until().isAfter(now)
                && known.addresses().size() == addresses.size()
                && known.addresses().containsAll(addresses);
    }

    /** A peer is near until then. */
    void heard(PeerId peer, List<Multiaddr> addresses, Instant until) {
        near.remove(peer);
        near.put(peer, new Neighbour(addresses, until));
        for (var eldest = near.keySet().iterator(); near.size() > MOST; ) {
            eldest.next();
            eldest.remove();
        }
    }

    /** A peer is near no more. */
    void gone(PeerId peer) {
        near.remove(peer);
    }

    /** Who is near now, and where: who was heard of last is last. */
    Map<PeerId, List<Multiaddr>> at(Instant now) {
        near.values().removeIf(neighbour -> !neighbour.until().isAfter(now));
        Map<PeerId, List<Multiaddr>> found = new LinkedHashMap<>();
        near.forEach((peer, neighbour) -> found.put(peer, neighbour.addresses()));
        return found;
    }
}

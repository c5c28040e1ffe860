package org.handfast.plugin.libp2p.swarm;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.handfast.plugin.libp2p.multiaddr.Multiaddr;
import org.handfast.plugin.libp2p.peer.PeerId;

/**
 * Where peers may be, each address until a time: what they said themselves, and what was heard in the local network, where anybody
 * can say anything of anybody; neither drives out the other. Bounded: of peers the one that was heard of longest ago gives way, of
 * addresses the oldest. Not thread-safe.
 */
public final class PeerBook {

    private static final int PEERS = 2_000;
    private static final int NEAR = 256;
    private static final int ADDRESSES = 16;

    private final Source said = new Source(PEERS);
    private final Source near = new Source(NEAR);

    /** A peer said that it is at these addresses until then. */
    public void add(PeerId peer, List<Multiaddr> addresses, Instant until) {
        said.add(peer, addresses, until);
    }

    /** Somebody in the local network said that a peer is at these until then. */
    public void addNear(PeerId peer, List<Multiaddr> addresses, Instant until) {
        near.add(peer, addresses, until);
    }

    /** Where a peer may be now: what it said itself comes first, and what was heard last. */
    public List<Multiaddr> addresses(PeerId peer, Instant now) {
        Set<Multiaddr> found = new LinkedHashSet<>(said.addresses(peer, now));
        found.addAll(near.addresses(peer, now));
        return List.copyOf(found);
    }

    private static final class Source {

        private final int most;
        private final Map<PeerId, Map<Multiaddr, Instant>> known = new LinkedHashMap<>();

        Source(int most) {
            this.most = most;
        }

        void add(PeerId peer, List<Multiaddr> addresses, Instant until) {
            if (addresses.isEmpty()) {
                return;
            }
            Map<Multiaddr, Instant> of = known.remove(peer);
            Map<Multiaddr, Instant> now = of == null ? new LinkedHashMap<>() : of;
            for (Multiaddr address : addresses) {
                Instant before = now.remove(address);
                now.put(address, before != null && before.isAfter(until) ? before : until);
            }
            shrink(now, ADDRESSES);
            known.put(peer, now);
            shrink(known, most);
        }

        List<Multiaddr> addresses(PeerId peer, Instant now) {
            List<Multiaddr> found = new ArrayList<>();
            known.getOrDefault(peer, Map.of()).forEach((address, until) -> {
                if (until.isAfter(now)) {
                    found.addFirst(address);
                }
            });
            return found;
        }

        private static <K, V> void shrink(Map<K, V> map, int most) {
            for (var eldest = map.keySet().iterator(); map.size() > most; ) {
                eldest.next();
                eldest.remove();
            }
        }
    }
}

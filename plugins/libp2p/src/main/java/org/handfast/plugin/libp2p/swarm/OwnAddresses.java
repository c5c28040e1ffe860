package org.handfast.plugin.libp2p.swarm;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import org.handfast.api.transport.SocketPlace;
import org.handfast.plugin.libp2p.multiaddr.Multiaddr;

/**
 * Where this node can be reached: what it was told to announce, what others have seen of it, what it listens on; those reached
 * from farthest first. Loopback only if there is nothing else. Not thread-safe.
 */
final class OwnAddresses {

    private final List<Multiaddr> announced;
    private final Supplier<List<Multiaddr>> observed;
    private final Supplier<List<SocketPlace>> listening;
    private Known known;

    /** What they were worked out from, and come to: asked for much more often than they change. */
    private record Known(List<Multiaddr> observed, List<SocketPlace> places, List<Multiaddr> addresses) {
        Known {
            observed = List.copyOf(observed);
            places = List.copyOf(places);
            addresses = List.copyOf(addresses);
        }
    }

    /**
     * @param announced by configuration
     * @param observed seen by others, and confirmed
     * @param listening by the sockets
     */
    OwnAddresses(List<Multiaddr> announced, Supplier<List<Multiaddr>> observed, Supplier<List<SocketPlace>> listening) {
        this.announced = announced.stream().distinct().toList();
        this.observed = observed;
        this.listening = listening;
        this.known = new Known(List.of(), List.of(), this.announced);
    }

    List<Multiaddr> now() {
        List<Multiaddr> seen = observed.get();
        List<SocketPlace> places = listening.get();
        if (!known.places().equals(places) || !known.observed().equals(seen)) {
            known = new Known(seen, places, inOrder(seen, places));
        }
        return known.addresses();
    }

    private List<Multiaddr> inOrder(List<Multiaddr> seen, List<SocketPlace> places) {
        Set<Multiaddr> found = new LinkedHashSet<>(announced);
        found.addAll(seen);
        List<Multiaddr> near = new ArrayList<>();
        List<Multiaddr> loopback = new ArrayList<>();
        for (SocketPlace place : places) {
            Multiaddr address = Multiaddr.tcp(place.host(), place.port());
            if (address.isLoopback()) {
                loopback.add(address);
            } else if (address.isPrivate()) {
                near.add(address);
            } else {
                found.add(address);
            }
        }
        found.addAll(near);
        return found.isEmpty() ? loopback : List.copyOf(found);
    }
}

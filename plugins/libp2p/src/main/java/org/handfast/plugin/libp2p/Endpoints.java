package org.handfast.plugin.libp2p;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.handfast.plugin.libp2p.multiaddr.Multiaddr;
import org.handfast.plugin.libp2p.peer.PeerId;

/**
 * Who is to be dialled, and where: as text, multiaddrs of one peer with spaces between, each with {@code /p2p/} at its end; or
 * that end alone, for a peer whose addresses are known.
 */
record Endpoints(PeerId peer, List<Multiaddr> addresses) {

    private static final String PEER = "/p2p/";
    private static final int MOST = 32;

    /** What a text names; empty if it names nobody, or more than one. */
    static Optional<Endpoints> parse(String text) {
        String[] parts = text.strip().split("\\s+");
        if (parts.length > MOST) {
            return Optional.empty();
        }
        Optional<PeerId> peer = Optional.empty();
        List<Multiaddr> addresses = new ArrayList<>();
        for (String part : parts) {
            int at = part.lastIndexOf(PEER);
            Optional<PeerId> named = at < 0 ? Optional.empty() : PeerId.parse(part.substring(at + PEER.length()));
            if (named.isEmpty() || peer.isPresent() && !peer.equals(named)) {
                return Optional.empty();
            }
            peer = named;
            if (at > 0) {
                Optional<Multiaddr> address = Multiaddr.parse(part.substring(0, at));
                if (address.isEmpty()) {
                    return Optional.empty();
                }
                addresses.add(address.get());
            }
        }
        return peer.map(p -> new Endpoints(p, List.copyOf(addresses)));
    }

    /** As text. */
    static String text(PeerId peer, List<Multiaddr> addresses) {
        return addresses.isEmpty()
                ? PEER + peer
                : addresses.stream()
                        .map(a -> a.withPeer(peer).toString())
                        .reduce((a, b) -> a + " " + b)
                        .orElseThrow();
    }
}

package org.handfast.plugin.libp2p.kad;

import java.util.List;
import java.util.Optional;

import org.handfast.api.Bytes;
import org.handfast.api.Fault;
import org.handfast.plugin.libp2p.multiaddr.Multiaddr;
import org.handfast.plugin.libp2p.peer.PeerId;
import org.handfast.plugin.libp2p.wire.Protobuf;
import org.handfast.plugin.libp2p.wire.ProtobufWriter;

/**
 * A peer that is named to another, on the wire (libp2p specs, kad-dht).
 *
 * @param addresses where it is said to be, without the peer; of those that came, the first 16
 */
record KadPeer(PeerId peer, List<Multiaddr> addresses) {

    /** The most addresses of one that are read. */
    private static final int MOST_READ = 16;

    /** So many of at most so many bytes are sent, so that 20 peers and a record fit into a message. */
    private static final int MOST_SENT = 8;

    private static final int LONGEST_SENT = 56;

    KadPeer {
        addresses = List.copyOf(addresses);
    }

    Bytes encode() {
        var out = new ProtobufWriter().put(1, peer.multihash());
        addresses.stream()
                .filter(a -> a.bytes().size() <= LONGEST_SENT)
                .limit(MOST_SENT)
                .forEach(a -> out.put(2, a.bytes()));
        return out.bytes();
    }

    /** Reads one; empty if its id or its form is wrong. Addresses of unknown kinds are passed over. */
    static Optional<KadPeer> decode(Bytes message) {
        try {
            Protobuf fields = Protobuf.read(message);
            return fields.bytes(1).map(PeerId::new).map(peer -> new KadPeer(peer, addresses(fields.all(2), peer)));
        } catch (Fault wrong) {
            return Optional.empty();
        }
    }

    private static List<Multiaddr> addresses(List<Bytes> spelled, PeerId peer) {
        return spelled.stream()
                .limit(MOST_READ)
                .flatMap(bytes -> address(bytes).stream())
                .filter(a -> a.peer().isEmpty() || a.peer().get().equals(peer))
                .map(Multiaddr::withoutPeer)
                .filter(a -> !a.bytes().isEmpty())
                .distinct()
                .toList();
    }

    private static Optional<Multiaddr> address(Bytes bytes) {
        try {
            return Optional.of(Multiaddr.decode(bytes));
        } catch (Fault unknownKind) {
            return Optional.empty();
        }
    }
}

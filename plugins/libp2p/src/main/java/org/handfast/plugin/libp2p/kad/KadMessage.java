package org.handfast.plugin.libp2p.kad;

import java.util.List;
import java.util.Optional;

import org.handfast.api.Bytes;
import org.handfast.api.Fault;
import org.handfast.plugin.libp2p.multiaddr.IpGroup;
import org.handfast.plugin.libp2p.multiaddr.Multiaddr;
import org.handfast.plugin.libp2p.wire.LengthPrefixed;
import org.handfast.plugin.libp2p.wire.Protobuf;
import org.handfast.plugin.libp2p.wire.ProtobufWriter;

/**
 * A question or an answer (libp2p specs, kad-dht, RPC messages).
 *
 * @param key what it is about; empty if it is about nothing
 * @param closer peers that are closer to the key; of those that came, the first 24
 */
record KadMessage(Type type, Bytes key, Optional<KadRecord> record, List<KadPeer> closer) {

    /** The most bytes of one, as the original peers have it. */
    static final int LONGEST = 16_384;

    private static final int PEERS = 24;

    /** What it is; the numbers on the wire are the ordinals. */
    enum Type {
        PUT_VALUE,
        GET_VALUE,
        ADD_PROVIDER,
        GET_PROVIDERS,
        FIND_NODE,
        PING
    }

    KadMessage {
        closer = List.copyOf(closer);
    }

    /** Asks for peers that are close to a key. */
    static KadMessage findNode(Bytes key) {
        return new KadMessage(Type.FIND_NODE, key, Optional.empty(), List.of());
    }

    /** Asks for a record, and for peers that are close to its key. */
    static KadMessage getValue(Bytes key) {
        return new KadMessage(Type.GET_VALUE, key, Optional.empty(), List.of());
    }

    /** Asks to keep a record. */
    static KadMessage putValue(Bytes key, Bytes value) {
        return new KadMessage(Type.PUT_VALUE, key, Optional.of(new KadRecord(key, value, Optional.empty())), List.of());
    }

    /** The same as it is to be taken from whoever is at {@code remote}: without addresses that cannot be meant. */
    KadMessage from(Multiaddr remote) {
        return new KadMessage(
                type,
                key,
                record,
                closer.stream()
                        .map(p -> new KadPeer(p.peer(), IpGroup.plausible(p.addresses(), remote)))
                        .toList());
    }

    /** Behind its size, as it is sent. */
    Bytes framed() {
        var out = new ProtobufWriter().put(1, type.ordinal());
        if (!key.isEmpty()) {
            out.put(2, key);
        }
        record.ifPresent(r -> out.put(3, r.encode()));
        closer.forEach(peer -> out.put(8, peer.encode()));
        return LengthPrefixed.frame(out.bytes());
    }

    /** Reads one, without its size; peers that are spelled wrong are passed over. A PEER_FAULT if it is none. */
    static KadMessage decode(Bytes message) {
        Protobuf fields = Protobuf.read(message);
        long type = fields.number(1).orElse(0);
        if (type < 0 || type >= Type.values().length) {
            throw Fault.peer("bad-kad-message", "A message of Kademlia has the unknown type " + type + ".");
        }
        return new KadMessage(
                Type.values()[(int) type],
                fields.bytes(2).orElse(Bytes.EMPTY),
                fields.bytes(3).map(KadRecord::decode),
                fields.all(8).stream()
                        .limit(PEERS)
                        .flatMap(peer -> KadPeer.decode(peer).stream())
                        .toList());
    }
}

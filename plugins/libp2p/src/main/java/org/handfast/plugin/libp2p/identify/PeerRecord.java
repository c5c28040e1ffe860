package org.handfast.plugin.libp2p.identify;

import java.util.List;
import java.util.Optional;

import org.handfast.api.Bytes;
import org.handfast.api.Crypto;
import org.handfast.api.Fault;
import org.handfast.api.KeyPair;
import org.handfast.plugin.libp2p.multiaddr.Multiaddr;
import org.handfast.plugin.libp2p.peer.PeerId;
import org.handfast.plugin.libp2p.wire.Protobuf;
import org.handfast.plugin.libp2p.wire.ProtobufWriter;

/**
 * Where a peer says it is, to be signed by it (libp2p RFC 0003, with the domain and payload type that are in use).
 *
 * @param sequence of two the higher is newer; at least 0
 * @param addresses without the peer, of the kinds that are known here; the first 32 of them
 */
record PeerRecord(PeerId peer, long sequence, List<Multiaddr> addresses) {

    /** What it is signed as. */
    static final String DOMAIN = "libp2p-peer-record";

    /** The type of its payload: the multicodec libp2p-peer-record. */
    static final Bytes TYPE = Bytes.hex("0301");

    private static final int ADDRESSES = 32;

    PeerRecord {
        addresses = List.copyOf(addresses);
    }

    /** Signs it, by the hub's identity among peers. */
    Envelope sign(Crypto crypto) {
        KeyPair own = crypto.peerIdentity();
        var payload = new ProtobufWriter().put(1, peer.multihash()).put(2, sequence);
        addresses.forEach(
                a -> payload.put(3, new ProtobufWriter().put(1, a.bytes()).bytes()));
        return Envelope.seal(crypto, own, DOMAIN, TYPE, payload.bytes());
    }

    /** The record in an envelope that {@code peer} must have signed. A PEER_FAULT if it did not, or it says another peer. */
    static PeerRecord open(Crypto crypto, Bytes envelope, PeerId peer) {
        Envelope signed = Envelope.decode(envelope);
        if (!signed.type().equals(TYPE) || !signed.isGood(crypto, DOMAIN)) {
            throw Fault.peer("bad-peer-record", "The signature of the peer's record is not good.");
        }
        Protobuf fields = Protobuf.read(signed.payload());
        long sequence = fields.number(2).orElse(0);
        if (!PeerId.of(signed.key()).equals(peer)
                || !fields.bytes(1).equals(Optional.of(peer.multihash()))
                || sequence < 0) {
            throw Fault.peer("bad-peer-record", "The peer's record is that of another peer.");
        }
        List<Bytes> spelled = fields.all(3).stream()
                .limit(ADDRESSES)
                .flatMap(a -> Protobuf.read(a).bytes(1).stream())
                .toList();
        return new PeerRecord(peer, sequence, IdentifyMessage.addresses(spelled, ADDRESSES));
    }
}

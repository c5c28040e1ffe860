package org.handfast.plugin.libp2p.identify;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

import org.handfast.api.Bytes;
import org.handfast.api.Fault;
import org.handfast.plugin.libp2p.multiaddr.Multiaddr;
import org.handfast.plugin.libp2p.wire.LengthPrefixed;
import org.handfast.plugin.libp2p.wire.Protobuf;
import org.handfast.plugin.libp2p.wire.ProtobufWriter;

/**
 * What a peer says of itself (libp2p specs, identify). In a push, what is missing is unchanged.
 *
 * @param publicKey as {@link org.handfast.plugin.libp2p.peer.PublicKeys} spells it
 * @param listen where it listens, of the kinds that are known here; the first 32 of them
 * @param protocols what it accepts streams of; the first 128 that are not too long
 * @param observed where it sees the other end; some say the peer with it
 * @param protocolVersion what family of protocols it belongs to
 * @param agent what program it is
 * @param signedRecord an {@link Envelope} with its {@link PeerRecord}
 */
record IdentifyMessage(
        Optional<Bytes> publicKey,
        List<Multiaddr> listen,
        List<String> protocols,
        Optional<Multiaddr> observed,
        Optional<String> protocolVersion,
        Optional<String> agent,
        Optional<Bytes> signedRecord) {

    /** The most bytes of one, as others have it. */
    static final int LONGEST = 8192;

    private static final int ADDRESSES = 32;
    private static final int PROTOCOLS = 128;
    private static final int TEXT = 140;

    IdentifyMessage {
        listen = List.copyOf(listen);
        protocols = List.copyOf(protocols);
    }

    /** Behind its size, as it is sent. */
    Bytes framed() {
        var out = new ProtobufWriter();
        publicKey.ifPresent(key -> out.put(1, key));
        listen.forEach(address -> out.put(2, address.bytes()));
        protocols.forEach(protocol -> out.put(3, protocol));
        observed.ifPresent(address -> out.put(4, address.bytes()));
        protocolVersion.ifPresent(version -> out.put(5, version));
        agent.ifPresent(name -> out.put(6, name));
        signedRecord.ifPresent(envelope -> out.put(8, envelope));
        return LengthPrefixed.frame(out.bytes());
    }

    /** Reads one, without its size. A PEER_FAULT if it is none. */
    static IdentifyMessage decode(Bytes message) {
        Protobuf fields = Protobuf.read(message);
        return new IdentifyMessage(
                fields.bytes(1),
                addresses(fields.all(2), ADDRESSES),
                fields.all(3).stream()
                        .filter(name -> !name.isEmpty() && name.size() <= TEXT)
                        .limit(PROTOCOLS)
                        .map(IdentifyMessage::printable)
                        .toList(),
                fields.bytes(4).flatMap(IdentifyMessage::address),
                fields.bytes(5).filter(text -> text.size() <= TEXT).map(IdentifyMessage::printable),
                fields.bytes(6).filter(text -> text.size() <= TEXT).map(IdentifyMessage::printable),
                fields.bytes(8));
    }

    /** Those addresses that are of a kind known here, without the peer, at most so many. */
    static List<Multiaddr> addresses(List<Bytes> spelled, int most) {
        return spelled.stream()
                .limit(most)
                .flatMap(bytes -> address(bytes).stream())
                .map(Multiaddr::withoutPeer)
                .filter(address -> !address.bytes().isEmpty())
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

    /** The text, with a question mark for each character that a terminal may take for more than a character. */
    private static String printable(Bytes text) {
        return StandardCharsets.UTF_8.decode(text.buffer()).toString().replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", "?");
    }
}

package org.handfast.plugin.libp2p.noise;

import java.util.List;

import org.handfast.api.Bytes;
import org.handfast.api.Crypto;
import org.handfast.api.Fault;
import org.handfast.api.Key;
import org.handfast.plugin.libp2p.peer.PeerId;
import org.handfast.plugin.libp2p.peer.PublicKeys;
import org.handfast.plugin.libp2p.wire.Protobuf;
import org.handfast.plugin.libp2p.wire.ProtobufWriter;

/**
 * What libp2p says within the handshake (libp2p specs, noise): who one is, and what one would speak next.
 *
 * @param identity an Ed25519 key
 * @param signature that of the identity over the static key
 * @param muxers multiplexers, the best liked first; none means that one does not decide here
 */
record HandshakePayload(Key identity, Bytes signature, List<String> muxers) {

    private static final int IDENTITY = 1;
    private static final int SIGNATURE = 2;
    private static final int EXTENSIONS = 4;
    private static final int MUXERS = 2;

    HandshakePayload {
        muxers = List.copyOf(muxers);
    }

    Bytes encode() {
        var writer =
                new ProtobufWriter().put(IDENTITY, PublicKeys.encode(identity)).put(SIGNATURE, signature);
        if (!muxers.isEmpty()) {
            var extensions = new ProtobufWriter();
            muxers.forEach(muxer -> extensions.put(MUXERS, muxer));
            writer.put(EXTENSIONS, extensions.bytes());
        }
        return writer.bytes();
    }

    static HandshakePayload decode(Bytes bytes) {
        Protobuf message = Protobuf.read(bytes);
        return new HandshakePayload(
                PublicKeys.decode(message.bytes(IDENTITY).orElse(Bytes.EMPTY)),
                message.bytes(SIGNATURE).orElse(Bytes.EMPTY),
                message.message(EXTENSIONS).map(e -> e.texts(MUXERS)).orElse(List.of()));
    }

    PeerId peer() {
        return PeerId.of(identity);
    }

    /** Refuses a payload whose identity has not signed the static key that it came with. */
    void requireSigned(Crypto crypto, Key staticKey) {
        if (!crypto.verify(identity, StaticKey.signed(staticKey), signature)) {
            throw Fault.peer("bad-identity", "The peer does not prove that it is who it says.");
        }
    }
}

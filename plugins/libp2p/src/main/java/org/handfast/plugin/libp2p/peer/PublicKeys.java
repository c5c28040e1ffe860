package org.handfast.plugin.libp2p.peer;

import org.handfast.api.Bytes;
import org.handfast.api.Fault;
import org.handfast.api.Key;

/** Ed25519 public keys in the one spelling that libp2p hashes: a protobuf with the type 1 and the key (specs, peer-ids). */
public final class PublicKeys {

    /** How many bytes one has. */
    public static final int SIZE = 36;

    private static final Bytes PREFIX = Bytes.hex("08011220");

    private PublicKeys() {}

    /** A key as a protobuf. */
    public static Bytes encode(Key key) {
        return Bytes.join(PREFIX, key.bytes());
    }

    /**
     * The key in a protobuf; whether it is a point of the curve is not looked at.
     *
     * @throws Fault PEER_FAULT if it is not Ed25519, or spelled another way
     */
    public static Key decode(Bytes protobuf) {
        if (!isKey(protobuf)) {
            throw Fault.peer("bad-public-key", "The peer's public key is not Ed25519, or not in its canonical form.");
        }
        return new Key(Key.Algorithm.ED25519, protobuf.from(PREFIX.size()));
    }

    /** True for what {@link #decode} takes. */
    static boolean isKey(Bytes protobuf) {
        return protobuf.size() == SIZE && protobuf.startsWith(PREFIX);
    }
}

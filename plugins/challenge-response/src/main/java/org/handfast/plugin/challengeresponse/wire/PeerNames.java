package org.handfast.plugin.challengeresponse.wire;

import java.util.Optional;

import org.handfast.api.Address;
import org.handfast.api.Base58;
import org.handfast.api.Bytes;
import org.handfast.api.Crypto;
import org.handfast.api.Key;

/** How the Ed25519 key of a peer is spelled (libp2p specs, peer-ids). */
public final class PeerNames {

    private static final Bytes PROTOBUF = Bytes.hex("08011220");
    private static final Bytes IDENTITY = Bytes.hex("0024");
    private static final int KEY = 32;
    private static final int HASH = 16;

    private PeerNames() {}

    /** The key as a protobuf, 36 bytes. */
    public static Bytes publicKey(Key key) {
        return Bytes.join(PROTOBUF, key.bytes());
    }

    /** The peer id in base58: {@code 12D3KooW…}. */
    public static String peerId(Key key) {
        return Base58.encode(Bytes.join(IDENTITY, publicKey(key)));
    }

    /** The peer id as the address of a device. */
    public static Address address(Key key) {
        return new Address(peerId(key));
    }

    /** The key that a peer id spells; empty if it spells none, or the hash of one. */
    public static Optional<Key> key(String peerId) {
        Bytes before = Bytes.join(IDENTITY, PROTOBUF);
        return Base58.decode(peerId)
                .filter(b -> b.size() == before.size() + KEY && b.startsWith(before))
                .map(b -> new Key(Key.Algorithm.ED25519, b.from(before.size())));
    }

    /** The first half of the BLAKE3 of the protobuf, in hexadecimal. */
    public static String hash(Key key, Crypto crypto) {
        return crypto.blake3(publicKey(key)).slice(0, HASH).hex();
    }
}

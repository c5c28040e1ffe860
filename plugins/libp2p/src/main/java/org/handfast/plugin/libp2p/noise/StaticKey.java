package org.handfast.plugin.libp2p.noise;

import org.handfast.api.Bytes;
import org.handfast.api.Crypto;
import org.handfast.api.Key;
import org.handfast.api.KeyPair;

/**
 * The X25519 key pair that a process shows in its handshakes, with its identity's word for it (libp2p specs, noise). Made once, since
 * the signature costs; never kept.
 *
 * @param pair the key pair
 * @param identity who it belongs to, an Ed25519 key
 * @param signature that of the identity
 */
public record StaticKey(KeyPair pair, Key identity, Bytes signature) {

    private static final Bytes PREFIX = Bytes.utf8("noise-libp2p-static-key:");

    /** A new one of the hub's identity among peers. */
    public static StaticKey generate(Crypto crypto) {
        KeyPair pair = crypto.generate(Key.Algorithm.X25519);
        KeyPair identity = crypto.peerIdentity();
        return new StaticKey(pair, identity.publicKey(), crypto.sign(identity, signed(pair.publicKey())));
    }

    /** What the signature is over. */
    static Bytes signed(Key key) {
        return Bytes.join(PREFIX, key.bytes());
    }
}

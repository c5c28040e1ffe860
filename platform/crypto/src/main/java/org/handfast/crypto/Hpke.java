package org.handfast.crypto;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

import org.handfast.api.Bytes;
import org.handfast.api.Crypto.Aead;

/**
 * One message by HPKE (RFC 9180) in mode_auth: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, ChaCha20-Poly1305. Over this
 * package's own primitives, since an event run again must draw the same ephemeral key, which Bouncy Castle's HPKE draws by
 * itself. Thread-safe.
 */
final class Hpke {

    private static final int KEY = 32;
    private static final int MODE_AUTH = 2;
    /** No salt: to HMAC the same as an empty one. */
    private static final byte[] NONE = new byte[Hmac.SIZE];

    private static final Bytes VERSION = Bytes.utf8("HPKE-v1");
    private static final Bytes KEM_SUITE = Bytes.join(Bytes.utf8("KEM"), Bytes.hex("0020"));
    private static final Bytes SUITE = Bytes.join(Bytes.utf8("HPKE"), Bytes.hex("002000010003"));

    private final Curve.Agreement curve;
    private final Ciphers ciphers;

    Hpke(Curve.Agreement curve, Ciphers ciphers) {
        this.curve = curve;
        this.ciphers = ciphers;
    }

    /** The encapsulated key, then the ciphertext; empty if {@code peer} is no key. */
    Optional<Bytes> seal(
            HeldKeyPair ephemeral, HeldKeyPair own, Bytes peer, Bytes info, Bytes associated, Bytes plain) {
        Bytes encapsulated = ephemeral.publicKey().bytes();
        Bytes context = Bytes.join(encapsulated, peer, own.publicKey().bytes());
        return both(curve.agree(ephemeral.privateKey(), peer), curve.agree(own.privateKey(), peer))
                .map(dh -> schedule(dh, context, info))
                .map(keys -> Bytes.join(
                        encapsulated,
                        Bytes.wrap(ciphers.seal(
                                Aead.CHACHA20_POLY1305, keys.key, keys.nonce, associated, plain.toArray()))));
    }

    /** What was sealed by {@code peer} for {@code own}; empty if anything about it is different. */
    Optional<Bytes> open(HeldKeyPair own, Bytes peer, Bytes info, Bytes associated, Bytes sealed) {
        if (sealed.size() < KEY + Ciphers.TAG_SIZE) {
            return Optional.empty();
        }
        Bytes encapsulated = sealed.slice(0, KEY);
        Bytes context = Bytes.join(encapsulated, own.publicKey().bytes(), peer);
        return both(curve.agree(own.privateKey(), encapsulated), curve.agree(own.privateKey(), peer))
                .map(dh -> schedule(dh, context, info))
                .flatMap(keys -> ciphers.open(
                        Aead.CHACHA20_POLY1305,
                        keys.key,
                        keys.nonce,
                        associated,
                        sealed.from(KEY).toArray()))
                .map(Bytes::wrap);
    }

    private static Optional<byte[]> both(Optional<SecretBytes> one, Optional<SecretBytes> other) {
        return one.flatMap(first -> other.map(second -> {
            byte[] joined = Arrays.copyOf(first.array(), 2 * KEY);
            System.arraycopy(second.array(), 0, joined, KEY, KEY);
            return joined;
        }));
    }

    private record Keys(byte[] key, byte[] nonce) {}

    /** Sections 4.1 and 5.1, without a pre-shared key. */
    private static Keys schedule(byte[] dh, Bytes kemContext, Bytes info) {
        byte[] agreed = extract(KEM_SUITE, NONE, "eae_prk", Bytes.wrap(dh));
        byte[] shared = expand(KEM_SUITE, agreed, "shared_secret", kemContext, KEY);
        byte[] secret = extract(SUITE, shared, "secret", Bytes.EMPTY);
        Bytes context = Bytes.join(
                Bytes.u8(MODE_AUTH),
                Bytes.wrap(extract(SUITE, NONE, "psk_id_hash", Bytes.EMPTY)),
                Bytes.wrap(extract(SUITE, NONE, "info_hash", info)));
        try {
            return new Keys(
                    expand(SUITE, secret, "key", context, Ciphers.KEY_SIZE),
                    expand(SUITE, secret, "base_nonce", context, Ciphers.NONCE_SIZE));
        } finally {
            Stream.of(dh, agreed, shared, secret).forEach(b -> Arrays.fill(b, (byte) 0));
        }
    }

    private static byte[] extract(Bytes suite, byte[] salt, String label, Bytes secret) {
        return Hmac.of(salt, VERSION, suite, Bytes.utf8(label), secret);
    }

    private static byte[] expand(Bytes suite, byte[] key, String label, Bytes info, int size) {
        return Hmac.expand(key, Bytes.join(Bytes.u8(0), Bytes.u8(size), VERSION, suite, Bytes.utf8(label), info), size);
    }
}

package org.handfast.api;

import java.util.List;
import java.util.Optional;

import org.osgi.annotation.versioning.ProviderType;

/**
 * The hub's crypto, for one event. Deterministic: the same event run again draws the same random bytes and makes the
 * same keys. Safe to call from the thread of the step only.
 */
@ProviderType
public interface Crypto {

    /** Random bytes of the event, {@code size} of them, at most 65,536. */
    Bytes random(int size);

    /** BLAKE3 of the parts, one after the other: 32 bytes. */
    Bytes blake3(Bytes... parts);

    /** SHA-256 of the parts, one after the other. */
    Bytes sha256(Bytes... parts);

    /** HMAC-SHA256 of the parts, one after the other. */
    Bytes hmac(Secret key, Bytes... parts);

    /** HMAC-SHA256 whose result is a key itself, and so never seen. */
    Secret hmacSecret(Secret key, Bytes... parts);

    /** HKDF-SHA256 (RFC 5869); an empty salt is 32 zero bytes. */
    Secret derive(Secret secret, Bytes salt, Bytes info, int size);

    /** HKDF-Extract (RFC 5869) with SHA-256; an empty salt is 32 zero bytes. */
    Secret extract(Secret secret, Bytes salt);

    /** HKDF-Extract (RFC 5869) with SHA-256 whose salt is a secret too, as in a chain of keys. */
    Secret extract(Secret secret, Secret salt);

    /** HKDF-Expand (RFC 5869) with SHA-256, of a key of 32 bytes that {@link #extract} made. */
    Secret expand(Secret key, Bytes info, int size);

    /** The same, cut into keys of 32 bytes; 1 to 255 of them. */
    List<Secret> expandKeys(Secret key, Bytes info, int count);

    /** A handle on bytes that are a secret from now on; at least one. */
    Secret secret(Bytes bytes);

    /** A new key pair. */
    KeyPair generate(Key.Algorithm algorithm);

    /**
     * The key in its one canonical form: what a key must go through before it is kept or looked up.
     *
     * @return empty if it is not a point of the curve, or of low order, or with a part of low order
     */
    Optional<Key> canonical(Key key);

    /**
     * Key agreement: the x coordinate for P-256, the u coordinate for X25519. The algorithms of the two must be the same. A
     * PEER_FAULT if the key is not valid.
     */
    Secret agree(KeyPair own, Key peer);

    /** Ed25519 (RFC 8032) over {@code message}. */
    Bytes sign(KeyPair own, Bytes message);

    /**
     * The hub's own signature, Ed25519. What is signed must say what it is: JSON in its canonical form (it begins with an
     * opening brace), what a JWS signs (RFC 7515, section 5.1; it begins with {@code eyJ}), or bytes that begin with a label
     * under {@link Bytes#lp}. Anything else is a PLUGIN_FAULT.
     */
    Bytes signAsHub(Bytes message);

    /**
     * The hub's identity among peers that reach each other without it in between, an Ed25519 key pair of its own. It signs
     * nothing but challenges of 32 bytes, static Noise keys of libp2p (after {@code noise-libp2p-static-key:}) and peer records
     * of libp2p in their envelope; anything else is a PLUGIN_FAULT.
     */
    KeyPair peerIdentity();

    /** True if {@code signature} is {@code key}'s over {@code message}; strict about canonical form, false for a malformed key. */
    boolean verify(Key key, Bytes message, Bytes signature);

    /** Encrypts; ciphertext followed by the 16-byte tag. A nonce, 12 bytes, must never be used twice under a key. */
    Bytes seal(Aead algorithm, Secret key, Bytes nonce, Bytes associated, Bytes plain);

    /** Decrypts what {@link #seal} made. Empty if it was not made with this key, nonce and associated data. */
    Optional<Bytes> open(Aead algorithm, Secret key, Bytes nonce, Bytes associated, Bytes sealed);

    /**
     * HPKE (RFC 9180), one message from a sender that is authenticated by its key: mode_auth, DHKEM(X25519, HKDF-SHA256),
     * HKDF-SHA256, ChaCha20-Poly1305. Who has the recipient's private key can open it, and could have made it.
     *
     * @param own the sender's X25519 key pair
     * @param peer the recipient's X25519 key; a PEER_FAULT if it is not valid
     * @return the encapsulated key, 32 bytes, followed by the ciphertext
     */
    Bytes sealFrom(KeyPair own, Key peer, Bytes info, Bytes associated, Bytes plain);

    /**
     * The same from the hub, by the key that {@link Hub#agreement} names. What it is for must be said: {@code info} begins with
     * a label under {@link Bytes#lp}, or it is a PLUGIN_FAULT.
     */
    Bytes sealAsHub(Key peer, Bytes info, Bytes associated, Bytes plain);

    /** Opens what {@link #sealFrom} of {@code peer} made for {@code own}; empty if it is anything else. */
    Optional<Bytes> openFrom(KeyPair own, Key peer, Bytes info, Bytes associated, Bytes sealed);

    /** Whether two byte strings are equal, in time that depends on their lengths alone. */
    boolean same(Bytes a, Bytes b);

    /** Authenticated encryption, 256-bit keys, 96-bit nonces, 128-bit tags. */
    enum Aead {
        AES_256_GCM,
        CHACHA20_POLY1305
    }
}

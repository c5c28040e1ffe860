package org.handfast.crypto;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.handfast.api.Bytes;
import org.handfast.api.Crypto;
import org.handfast.api.Fault;
import org.handfast.api.Key;
import org.handfast.api.KeyPair;
import org.handfast.api.Secret;
import org.handfast.core.crypto.Sha256;

/** The crypto of one event. What a plugin misuses is a PLUGIN_FAULT. Not thread-safe. */
final class EventCrypto implements Crypto {

    private static final int MOST_RANDOM = 65_536;

    /** What a header in JSON begins with in base64url. */
    private static final Bytes JWS = Bytes.utf8("eyJ");

    private final Curves curves;
    private final Ciphers ciphers;
    private final HeldKeyPair identity;
    private final HeldKeyPair agreement;
    private final HeldKeyPair peer;
    private final SeedStream stream;

    EventCrypto(
            Curves curves,
            Ciphers ciphers,
            HeldKeyPair identity,
            HeldKeyPair agreement,
            HeldKeyPair peer,
            SeedStream stream) {
        this.curves = curves;
        this.ciphers = ciphers;
        this.identity = identity;
        this.agreement = agreement;
        this.peer = peer;
        this.stream = stream;
    }

    @Override
    public Bytes random(int size) {
        if (size < 0 || size > MOST_RANDOM) {
            throw Misuse.of("wrong-size", "asked for " + size + " random bytes; it may have 0 to " + MOST_RANDOM);
        }
        return Bytes.wrap(stream.next(size));
    }

    @Override
    public Bytes blake3(Bytes... parts) {
        return Blake3.of(parts);
    }

    @Override
    public Bytes sha256(Bytes... parts) {
        return Sha256.of(parts);
    }

    @Override
    public Bytes hmac(Secret key, Bytes... parts) {
        return Bytes.wrap(Hmac.of(Misuse.held(key).array(), parts));
    }

    @Override
    public Secret hmacSecret(Secret key, Bytes... parts) {
        return new SecretBytes(Hmac.of(Misuse.held(key).array(), parts));
    }

    @Override
    public Secret derive(Secret secret, Bytes salt, Bytes info, int size) {
        requireDerivable(size);
        return Hmac.derive(Misuse.held(secret).array(), salt, info, size);
    }

    @Override
    public Secret extract(Secret secret, Bytes salt) {
        return new SecretBytes(Hmac.extract(Misuse.held(secret).array(), salt));
    }

    @Override
    public Secret extract(Secret secret, Secret salt) {
        return new SecretBytes(Hmac.of(
                Misuse.held(salt).array(), Bytes.wrap(Misuse.held(secret).array())));
    }

    @Override
    public Secret expand(Secret key, Bytes info, int size) {
        return new SecretBytes(expanded(key, info, size));
    }

    @Override
    public List<Secret> expandKeys(Secret key, Bytes info, int count) {
        byte[] keys = expanded(key, info, Math.clamp((long) count * Hmac.SIZE, 0, Integer.MAX_VALUE));
        return IntStream.range(0, count)
                .<Secret>mapToObj(i -> new SecretBytes(Arrays.copyOfRange(keys, i * Hmac.SIZE, (i + 1) * Hmac.SIZE)))
                .toList();
    }

    private static byte[] expanded(Secret key, Bytes info, int size) {
        requireDerivable(size);
        SecretBytes held = Misuse.held(key);
        if (held.size() != Hmac.SIZE) {
            throw Misuse.of("wrong-size", "gave HKDF a key of " + held.size() + " bytes to expand; it takes 32");
        }
        return Hmac.expand(held.array(), info, size);
    }

    private static void requireDerivable(int size) {
        if (size < 1 || size > Hmac.MOST_DERIVED) {
            throw Misuse.of("wrong-size", "asked HKDF for " + size + " bytes; it has 1 to " + Hmac.MOST_DERIVED);
        }
    }

    @Override
    public Secret secret(Bytes bytes) {
        if (bytes.isEmpty()) {
            throw Misuse.of("wrong-size", "made a secret of no bytes");
        }
        return new SecretBytes(bytes.toArray());
    }

    @Override
    public KeyPair generate(Key.Algorithm algorithm) {
        return curves.generate(algorithm, stream);
    }

    @Override
    public Optional<Key> canonical(Key key) {
        return curves.of(key.algorithm()).canonical(key.bytes()).map(bytes -> new Key(key.algorithm(), bytes));
    }

    @Override
    public Secret agree(KeyPair own, Key peer) {
        HeldKeyPair pair = Misuse.held(own);
        Key.Algorithm algorithm = pair.publicKey().algorithm();
        Curve.Agreement curve =
                curves.agreement(algorithm).orElseThrow(() -> Misuse.algorithm("agree on a secret", algorithm));
        if (peer.algorithm() != algorithm) {
            throw Misuse.of("wrong-algorithm", "would agree on a secret for " + algorithm + " and " + peer.algorithm());
        }
        return curve.agree(pair.privateKey(), peer.bytes())
                .orElseThrow(() -> Fault.peer("bad-key", "The peer's key is not a valid key for " + algorithm + "."));
    }

    @Override
    public Bytes sign(KeyPair own, Bytes message) {
        HeldKeyPair pair = Misuse.held(own);
        if (pair.isPeer() && !PeerSignatures.allow(message)) {
            throw Misuse.of("not-for-this-key", "would have the hub's identity among peers sign what is not for it");
        }
        return signing("sign", pair.publicKey().algorithm()).sign(pair, message);
    }

    @Override
    public Bytes signAsHub(Bytes message) {
        if (!isCanonicalJson(message) && !isLabelled(message) && !message.startsWith(JWS)) {
            throw Misuse.of("unlabelled-message", "would have the hub sign what does not say what it is");
        }
        return signing("sign", Key.Algorithm.ED25519).sign(identity, message);
    }

    @Override
    public KeyPair peerIdentity() {
        return peer;
    }

    private static boolean isCanonicalJson(Bytes message) {
        return !message.isEmpty() && message.at(0) == '{';
    }

    /** True for LP(label) ‖ …, the label of 1 to 255 printable characters of ASCII. */
    private static boolean isLabelled(Bytes message) {
        if (message.size() < 3 || message.at(0) != 0) {
            return false;
        }
        int size = message.at(1);
        if (size == 0 || message.size() < 2 + size) {
            return false;
        }
        for (int i = 2; i < 2 + size; i++) {
            if (message.at(i) < ' ' || message.at(i) > '~') {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean verify(Key key, Bytes message, Bytes signature) {
        return signing("verify", key.algorithm()).verify(key.bytes(), message, signature);
    }

    private Curve.Signing signing(String doing, Key.Algorithm algorithm) {
        return curves.signing(algorithm).orElseThrow(() -> Misuse.algorithm(doing, algorithm));
    }

    @Override
    public Bytes seal(Aead algorithm, Secret key, Bytes nonce, Bytes associated, Bytes plain) {
        return Bytes.wrap(ciphers.seal(algorithm, cipherKey(key), cipherNonce(nonce), associated, plain.toArray()));
    }

    @Override
    public Optional<Bytes> open(Aead algorithm, Secret key, Bytes nonce, Bytes associated, Bytes sealed) {
        return ciphers.open(algorithm, cipherKey(key), cipherNonce(nonce), associated, sealed.toArray())
                .map(Bytes::wrap);
    }

    private static byte[] cipherKey(Secret key) {
        SecretBytes held = Misuse.held(key);
        if (held.size() != Ciphers.KEY_SIZE) {
            throw Misuse.of("wrong-size", "gave a cipher a key of " + held.size() + " bytes; it takes 32");
        }
        return held.array();
    }

    private static byte[] cipherNonce(Bytes nonce) {
        if (nonce.size() != Ciphers.NONCE_SIZE) {
            throw Misuse.of("wrong-size", "gave a cipher a nonce of " + nonce.size() + " bytes; it takes 12");
        }
        return nonce.toArray();
    }

    @Override
    public Bytes sealFrom(KeyPair own, Key peer, Bytes info, Bytes associated, Bytes plain) {
        return hpke().seal(
                        curves.generate(Key.Algorithm.X25519, stream),
                        forHpke(own),
                        forHpke(peer),
                        info,
                        associated,
                        plain)
                .orElseThrow(() -> Fault.peer("bad-key", "The peer's key is not a valid key for X25519."));
    }

    @Override
    public Bytes sealAsHub(Key peer, Bytes info, Bytes associated, Bytes plain) {
        if (!isLabelled(info)) {
            throw Misuse.of("unlabelled-info", "would have the hub seal without saying what for");
        }
        return sealFrom(agreement, peer, info, associated, plain);
    }

    @Override
    public Optional<Bytes> openFrom(KeyPair own, Key peer, Bytes info, Bytes associated, Bytes sealed) {
        return hpke().open(forHpke(own), forHpke(peer), info, associated, sealed);
    }

    private Hpke hpke() {
        return new Hpke(
                curves.agreement(Key.Algorithm.X25519)
                        .orElseThrow(() -> Misuse.algorithm("agree on a secret", Key.Algorithm.X25519)),
                ciphers);
    }

    private static HeldKeyPair forHpke(KeyPair own) {
        forHpke(own.publicKey());
        return Misuse.held(own);
    }

    private static Bytes forHpke(Key key) {
        if (key.algorithm() != Key.Algorithm.X25519) {
            throw Misuse.algorithm("seal from one to another", key.algorithm());
        }
        return key.bytes();
    }

    @Override
    public boolean same(Bytes a, Bytes b) {
        return MessageDigest.isEqual(a.toArray(), b.toArray());
    }
}

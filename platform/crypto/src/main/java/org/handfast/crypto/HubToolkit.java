package org.handfast.crypto;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.function.Supplier;

import org.handfast.api.Bytes;
import org.handfast.api.Crypto;
import org.handfast.api.Hub;
import org.handfast.api.Key;
import org.handfast.api.KeyPair;
import org.handfast.api.Secret;
import org.handfast.core.crypto.Toolkit;

/** The hub's crypto over its keys. Thread-safe. */
public final class HubToolkit implements Toolkit {

    private static final System.Logger LOG = System.getLogger(HubToolkit.class.getName());

    /** The code of the hub's identity among peers, whatever pairing it is kept with. */
    private static final byte PEER = 4;

    private final Hub hub;
    private final HeldKeyPair identity;
    private final HeldKeyPair agreement;
    private final HeldKeyPair peer;
    private final SecureRandom random;
    private final Curves curves;
    private final Ciphers ciphers = new Ciphers();
    private final Sealer pairs;
    private final Sealer secrets;

    /**
     * A toolkit that signs and verifies by the fastest library that works on this machine.
     *
     * @param keys what it seals under, and who it is
     * @param name what the hub calls itself
     * @param random where bytes that nobody can foretell come from
     */
    public HubToolkit(HubKeys keys, String name, SecureRandom random) {
        this(keys, name, random, logged(Ed25519Library.fastest()));
    }

    private static Ed25519Library logged(Ed25519Library library) {
        LOG.log(System.Logger.Level.INFO, "Ed25519 is done by " + library.title() + ".");
        return library;
    }

    /** The same for a program that soon ends, and so is done before native code is loaded. */
    public static HubToolkit portable(HubKeys keys, String name, SecureRandom random) {
        return new HubToolkit(keys, name, random, new BouncyEd25519());
    }

    private HubToolkit(HubKeys keys, String name, SecureRandom random, Ed25519Library library) {
        this.hub = new Hub(keys.id(), name, keys.signing(), keys.agreement());
        this.identity = keys.identity();
        this.agreement = keys.agreementPair();
        this.peer = keys.peer();
        this.random = random;
        this.curves = new Curves(library);
        this.pairs = keys.sealer("key-pair", random);
        this.secrets = keys.sealer("secret", random);
    }

    @Override
    public Hub hub() {
        return hub;
    }

    @Override
    public Bytes random(int size) {
        var bytes = new byte[size];
        random.nextBytes(bytes);
        return Bytes.wrap(bytes);
    }

    @Override
    public Crypto forEvent(Supplier<Bytes> seed) {
        return new EventCrypto(curves, ciphers, identity, agreement, peer, new SeedStream(seed));
    }

    /** What is sealed: the algorithm (u8) ‖ the private key ‖ the public key, which to work out again takes longest. */
    @Override
    public Bytes seal(KeyPair pair, String context) {
        HeldKeyPair held = Misuse.held(pair);
        Bytes publicKey = held.publicKey().bytes();
        byte[] plain = ByteBuffer.allocate(1 + Curve.PRIVATE_SIZE + publicKey.size())
                .put(held.isPeer() ? PEER : code(held.publicKey().algorithm()))
                .put(held.privateKey().array())
                .put(publicKey.buffer())
                .array();
        return pairs.seal(context, plain);
    }

    @Override
    public KeyPair openKeyPair(Bytes sealed, String context) {
        var plain = ByteBuffer.wrap(pairs.open(context, sealed));
        byte code = plain.get();
        Key.Algorithm algorithm = code == PEER ? Key.Algorithm.ED25519 : algorithm(code);
        var privateKey = new byte[Curve.PRIVATE_SIZE];
        plain.get(privateKey);
        var publicKey = new byte[plain.remaining()];
        plain.get(publicKey);
        var pair = new HeldKeyPair(new Key(algorithm, Bytes.wrap(publicKey)), new SecretBytes(privateKey));
        return code == PEER ? pair.asPeer() : pair;
    }

    private static byte code(Key.Algorithm algorithm) {
        return switch (algorithm) {
            case P256 -> 1;
            case X25519 -> 2;
            case ED25519 -> 3;
        };
    }

    private static Key.Algorithm algorithm(byte code) {
        return switch (code) {
            case 1 -> Key.Algorithm.P256;
            case 2 -> Key.Algorithm.X25519;
            case 3 -> Key.Algorithm.ED25519;
            default ->
                throw Sealer.fault(
                        "sealed-version",
                        "What was sealed is a key pair of a kind that this Handfast does not know. A newer one wrote it.");
        };
    }

    @Override
    public Bytes seal(Secret secret, String context) {
        return secrets.seal(context, Misuse.held(secret).array().clone());
    }

    @Override
    public Secret openSecret(Bytes sealed, String context) {
        return new SecretBytes(secrets.open(context, sealed));
    }
}

package org.handfast.crypto;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;

import org.handfast.api.Bytes;
import org.handfast.api.Fault;
import org.handfast.api.Key;
import org.handfast.core.crypto.Sha256;

/**
 * The long-lived keys of a hub, or of a device: the master key, under which it seals what it keeps, and its identity, an
 * Ed25519 key pair for signing and an X25519 one for agreement. Does not print. Immutable.
 */
public final class HubKeys {

    private static final String MASTER_FILE = "master.key";
    private static final int MASTER_SIZE = 32;
    private static final String IDENTITY_FILE = "identity.key";
    private static final String IDENTITY = "identity";
    /** What the identity among peers is derived by, as the document of challenge-response has it. */
    private static final Bytes NETWORK_IDENTITY = Bytes.utf8("spacedrive-network-identity");

    private static final int IDENTITY_SIZE = 2 * Curve.PRIVATE_SIZE;

    private final SecretBytes master;
    private final HeldKeyPair signing;
    private final HeldKeyPair agreement;
    private final HeldKeyPair peer;

    private HubKeys(SecretBytes master, SecretBytes signing, SecretBytes agreement) {
        var curves = Curves.portable();
        this.master = master;
        this.signing = curves.pair(Key.Algorithm.ED25519, signing);
        this.agreement = curves.pair(Key.Algorithm.X25519, agreement);
        this.peer = curves.pair(
                        Key.Algorithm.ED25519,
                        Hmac.derive(master.array(), Bytes.EMPTY, NETWORK_IDENTITY, Curve.PRIVATE_SIZE))
                .asPeer();
    }

    /** Fresh keys that no file holds. */
    public static HubKeys generate(SecureRandom random) {
        return new HubKeys(
                secret(random, MASTER_SIZE), secret(random, Curve.PRIVATE_SIZE), secret(random, Curve.PRIVATE_SIZE));
    }

    private static SecretBytes secret(SecureRandom random, int size) {
        var bytes = new byte[size];
        random.nextBytes(bytes);
        return new SecretBytes(bytes);
    }

    /**
     * The keys in the data folder's {@code keys}; fresh ones, kept there from now on, if there is no such folder yet.
     *
     * @param dataFolder a folder that is there
     * @throws Fault CONFIGURATION, with a sentence that says what to do, if they cannot be read or kept safe
     */
    public static HubKeys open(Path dataFolder, SecureRandom random) {
        var folder = new KeyFolder(dataFolder);
        if (!folder.exists()) {
            folder.create(generate(random).files(random));
        }
        HubKeys keys = read(folder, random);
        folder.settle();
        return keys;
    }

    private Map<String, byte[]> files(SecureRandom random) {
        byte[] identity = ByteBuffer.allocate(IDENTITY_SIZE)
                .put(signing.privateKey().array())
                .put(agreement.privateKey().array())
                .array();
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put(MASTER_FILE, master.array());
        files.put(
                IDENTITY_FILE,
                sealer(IDENTITY, random).seal(IDENTITY_FILE, identity).toArray());
        return files;
    }

    private static HubKeys read(KeyFolder folder, SecureRandom random) {
        var master = new SecretBytes(folder.read(MASTER_FILE, MASTER_SIZE));
        Bytes sealed = Bytes.wrap(folder.read(IDENTITY_FILE, Sealer.OVERHEAD + IDENTITY_SIZE));
        try {
            var identity =
                    ByteBuffer.wrap(new Sealer(master, IDENTITY, random, new Ciphers()).open(IDENTITY_FILE, sealed));
            return new HubKeys(master, next(identity), next(identity));
        } catch (Fault e) {
            throw KeyFolder.fault(
                    "keys-do-not-match",
                    IDENTITY_FILE + " cannot be opened with " + MASTER_FILE + ": " + e.detail(),
                    e);
        }
    }

    private static SecretBytes next(ByteBuffer keys) {
        var key = new byte[Curve.PRIVATE_SIZE];
        keys.get(key);
        return new SecretBytes(key);
    }

    /** Seals for one purpose under the master key. */
    Sealer sealer(String purpose, SecureRandom random) {
        return new Sealer(master, purpose, random, new Ciphers());
    }

    /** Who they make the hub: the lower-case hex of SHA-256 of its Ed25519 key. */
    public String id() {
        return Sha256.of(signing.publicKey().bytes()).hex();
    }

    /** The public Ed25519 key. */
    public Key signing() {
        return signing.publicKey();
    }

    /** The Ed25519 key pair, which no plugin gets hold of. */
    HeldKeyPair identity() {
        return signing;
    }

    /** The X25519 key pair, which no plugin gets hold of. */
    HeldKeyPair agreementPair() {
        return agreement;
    }

    /** The Ed25519 key pair that it is known by among peers. */
    HeldKeyPair peer() {
        return peer;
    }

    /** The public X25519 key. */
    public Key agreement() {
        return agreement.publicKey();
    }

    @Override
    public String toString() {
        return "HubKeys[" + id() + "]";
    }
}

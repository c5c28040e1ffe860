package org.handfast.crypto;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

import org.handfast.api.Bytes;
import org.handfast.api.Fault;
import org.handfast.core.crypto.PasswordHasher;
import org.handfast.crypto.PhcHash.Cost;

/**
 * Argon2id (RFC 9106), by Bouncy Castle: 32 MiB and two passes for new hashes, what the hash says for others. At most two
 * run at a time and eight wait; more are turned away, so that a flood of sign-ins takes neither the heap nor the threads.
 * Thread-safe.
 */
public final class Argon2idHasher implements PasswordHasher {

    private static final Cost COST = new Cost(32 * 1024, 2, 1);
    private static final int SALT_SIZE = 16;
    private static final int HASH_SIZE = 32;
    private static final int LONGEST_PASSWORD = 1024;

    private final SecureRandom random;
    private final Gate gate = new Gate(2, 8);

    /** A hasher that draws its salts from {@code random}. */
    public Argon2idHasher(SecureRandom random) {
        this.random = random;
    }

    @Override
    public String hash(char[] password) {
        byte[] utf8 = utf8(password)
                .orElseThrow(() -> new Fault(
                        Fault.Category.OPERATOR_INPUT,
                        "bad-password",
                        "A password is text of at most " + LONGEST_PASSWORD + " characters."));
        var salt = new byte[SALT_SIZE];
        random.nextBytes(salt);
        try {
            byte[] hash = argon2id(utf8, COST, salt, HASH_SIZE);
            return new PhcHash(COST, Bytes.wrap(salt), Bytes.wrap(hash)).text();
        } finally {
            Arrays.fill(utf8, (byte) 0);
        }
    }

    @Override
    public boolean matches(char[] password, String hash) {
        return PhcHash.parse(hash)
                .flatMap(wanted -> utf8(password).map(utf8 -> matches(utf8, wanted)))
                .orElse(false);
    }

    private boolean matches(byte[] utf8, PhcHash wanted) {
        try {
            byte[] hash = argon2id(
                    utf8, wanted.cost(), wanted.salt().toArray(), wanted.hash().size());
            return MessageDigest.isEqual(hash, wanted.hash().toArray());
        } finally {
            Arrays.fill(utf8, (byte) 0);
        }
    }

    private byte[] argon2id(byte[] password, Cost cost, byte[] salt, int size) {
        return gate.pass(() -> {
            var generator = new Argon2BytesGenerator();
            generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                    .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                    .withSalt(salt)
                    .withMemoryAsKB(cost.memory())
                    .withIterations(cost.passes())
                    .withParallelism(cost.lanes())
                    .build());
            var hash = new byte[size];
            generator.generateBytes(password, hash);
            return hash;
        });
    }

    /** The password's UTF-8, without a trace in a String; empty if it is too long or has half a surrogate pair. */
    private static Optional<byte[]> utf8(char[] password) {
        if (password.length > LONGEST_PASSWORD) {
            return Optional.empty();
        }
        var encoded = ByteBuffer.allocate(3 * password.length);
        try {
            if (StandardCharsets.UTF_8
                    .newEncoder()
                    .encode(CharBuffer.wrap(password), encoded, true)
                    .isError()) {
                return Optional.empty();
            }
            return Optional.of(Arrays.copyOf(encoded.array(), encoded.position()));
        } finally {
            Arrays.fill(encoded.array(), (byte) 0);
        }
    }
}

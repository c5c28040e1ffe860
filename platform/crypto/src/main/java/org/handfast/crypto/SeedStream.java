package org.handfast.crypto;

import java.security.GeneralSecurityException;
import java.util.function.Supplier;
import javax.crypto.Cipher;
import javax.crypto.spec.ChaCha20ParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import org.jspecify.annotations.Nullable;

import org.handfast.api.Bytes;

/**
 * The random bytes of one event: the ChaCha20 key stream (RFC 8439, section 2.4) under the event's seed, with a zero
 * nonce and blocks counted from 0. Fine for secrets if the seed is: 32 bytes, drawn for this, used once. The bytes depend
 * on how many were drawn before, not on the sizes of the draws. Not thread-safe.
 */
final class SeedStream {

    static final int SEED_SIZE = 32;

    private static final byte[] NONCE = new byte[12];

    private final Supplier<Bytes> seed;
    private @Nullable Cipher cipher;

    /** The stream of a seed, which is not asked for until it is drawn from, as most events never do. */
    SeedStream(Supplier<Bytes> seed) {
        this.seed = seed;
    }

    /** The next bytes, {@code size} of them. */
    byte[] next(int size) {
        if (size == 0) {
            return new byte[0];
        }
        if (cipher == null) {
            cipher = begin(seed.get());
        }
        return cipher.update(new byte[size]);
    }

    private static Cipher begin(Bytes seed) {
        if (seed.size() != SEED_SIZE) {
            throw new IllegalArgumentException("a seed has 32 bytes, this has " + seed.size());
        }
        var key = new SecretKeySpec(seed.toArray(), "ChaCha20");
        try {
            var cipher = Cipher.getInstance("ChaCha20");
            cipher.init(Cipher.ENCRYPT_MODE, key, new ChaCha20ParameterSpec(NONCE, 0));
            return cipher;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform has no ChaCha20", e);
        }
    }
}

package org.handfast.testkit;

import java.security.SecureRandom;
import java.util.Random;

/** Randomness that a seed decides: for tests, and only for them. */
public final class SeededRandom extends SecureRandom {

    private static final long serialVersionUID = 1;

    private final Random random;

    /** The bytes of a seed. */
    public SeededRandom(long seed) {
        this.random = new Random(seed);
    }

    @Override
    public void nextBytes(byte[] bytes) {
        random.nextBytes(bytes);
    }
}

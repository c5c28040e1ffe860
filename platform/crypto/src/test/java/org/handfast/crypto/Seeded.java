package org.handfast.crypto;

import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;

/** Random numbers that are the same in every run of a test. */
final class Seeded {

    private Seeded() {}

    static SecureRandom random(long seed) {
        try {
            var random = SecureRandom.getInstance("SHA1PRNG");
            random.setSeed(seed);
            return random;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static HubToolkit toolkit(long seed) {
        return new HubToolkit(HubKeys.generate(random(seed)), "Test hub", random(seed + 1));
    }
}

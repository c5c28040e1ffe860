package org.handfast.bench;

import java.security.SecureRandom;

import org.handfast.api.Crypto;
import org.handfast.core.crypto.Toolkit;
import org.handfast.crypto.HubKeys;
import org.handfast.crypto.HubToolkit;

/** Crypto for load devices and for what the hub's is compared with. */
public final class Toolkits {

    private static final SecureRandom RANDOM = new SecureRandom();

    private Toolkits() {}

    /** A toolkit of its own. */
    public static Toolkit create() {
        return new HubToolkit(HubKeys.generate(RANDOM), "bench", RANDOM);
    }

    /** Crypto for one pairing, or for one thread that makes many. */
    public static Crypto forOnePairing(Toolkit toolkit) {
        return toolkit.forEvent(toolkit.random(32));
    }
}

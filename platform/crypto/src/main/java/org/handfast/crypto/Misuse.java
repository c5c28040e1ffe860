package org.handfast.crypto;

import org.handfast.api.Fault;
import org.handfast.api.Key;
import org.handfast.api.KeyPair;
import org.handfast.api.Secret;

/** What a plugin may not do with crypto. */
final class Misuse {

    private Misuse() {}

    /** A PLUGIN_FAULT; {@code detail} goes on after "The plugin". */
    static Fault of(String code, String detail) {
        return new Fault(Fault.Category.PLUGIN_FAULT, code, "The plugin " + detail + ".");
    }

    /** A key of one algorithm where another is needed. */
    static Fault algorithm(String doing, Key.Algorithm algorithm) {
        return of("wrong-algorithm", "would " + doing + " with a key for " + algorithm);
    }

    /** The key pair behind a handle of ours. */
    static HeldKeyPair held(KeyPair handle) {
        if (handle instanceof HeldKeyPair pair) {
            return pair;
        }
        throw of("foreign-handle", "used a key pair that the hub did not make");
    }

    /** The secret behind a handle of ours. */
    static SecretBytes held(Secret handle) {
        if (handle instanceof SecretBytes secret) {
            return secret;
        }
        throw of("foreign-handle", "used a secret that the hub did not make");
    }
}

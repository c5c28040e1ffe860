package org.handfast.plugin.chat.device;

import org.handfast.api.Crypto;
import org.handfast.api.Key;
import org.handfast.api.KeyPair;
import org.handfast.plugin.chat.wire.Identity;

/**
 * Who this client is.
 *
 * @param identity the hash of its key
 * @param pair its key, X25519
 * @param name how it introduces itself
 */
public record Self(Identity identity, KeyPair pair, String name) {

    /** A new one. */
    public static Self fresh(String name, Crypto crypto) {
        return of(crypto.generate(Key.Algorithm.X25519), name, crypto);
    }

    /** That of a key. */
    public static Self of(KeyPair pair, String name, Crypto crypto) {
        return new Self(Identity.of(pair.publicKey(), crypto), pair, name);
    }

    /** The same under another name. */
    public Self named(String name) {
        return new Self(identity, pair, name);
    }

    /** What others trust it by. */
    public Contact contact() {
        return new Contact(identity, pair.publicKey(), name);
    }
}

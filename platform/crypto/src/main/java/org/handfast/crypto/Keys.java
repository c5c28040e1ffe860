package org.handfast.crypto;

import org.handfast.api.Bytes;
import org.handfast.api.Fault;
import org.handfast.api.Key;
import org.handfast.api.KeyPair;

/** Brings in key pairs that were made elsewhere. Plugins do not see this: what they hold, the hub made. */
public final class Keys {

    private Keys() {}

    /**
     * The key pair of a private key; the caller forgets the bytes.
     *
     * @param privateKey 32 bytes: a big-endian scalar for P-256, else as RFC 7748 and RFC 8032 have it
     * @throws Fault OPERATOR_INPUT if they are not a private key
     */
    public static KeyPair fromPrivate(Key.Algorithm algorithm, Bytes privateKey) {
        var curves = Curves.portable();
        if (!curves.of(algorithm).isPrivate(privateKey)) {
            throw new Fault(
                    Fault.Category.OPERATOR_INPUT,
                    "bad-private-key",
                    "That is not a private key for " + algorithm + ", which has 32 bytes.");
        }
        return curves.pair(algorithm, new SecretBytes(privateKey.toArray()));
    }
}

package org.handfast.crypto;

import java.security.MessageDigest;

import org.handfast.api.Secret;

/**
 * Bytes that are secret. They do not print, are not serializable, and are compared in time that depends on their number
 * alone. Immutable as long as those in this package who see the array leave it alone.
 */
final class SecretBytes implements Secret {

    private final byte[] array;

    /** The array itself, which nobody may write to any more. */
    SecretBytes(byte[] array) {
        this.array = array;
    }

    /** The array itself, not to be written to. */
    byte[] array() {
        return array;
    }

    /** How many there are. */
    int size() {
        return array.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SecretBytes s && MessageDigest.isEqual(array, s.array);
    }

    /** Tells their number only. */
    @Override
    public int hashCode() {
        return array.length;
    }

    @Override
    public String toString() {
        return "Secret[redacted]";
    }
}

package org.handfast.crypto;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.handfast.api.Bytes;

/** HMAC-SHA256 (RFC 2104) and HKDF-SHA256 (RFC 5869), by the Java platform. */
final class Hmac {

    static final int SIZE = 32;
    /** What HKDF can give at most: 255 blocks. */
    static final int MOST_DERIVED = 255 * SIZE;

    private static final String ALGORITHM = "HmacSHA256";
    private static final byte[] NO_SALT = new byte[SIZE];

    private Hmac() {}

    /** The 32 bytes of the HMAC of the parts, one after the other. The key has at least one byte. */
    static byte[] of(byte[] key, Bytes... parts) {
        Mac mac = keyed(key);
        for (Bytes part : parts) {
            mac.update(part.buffer());
        }
        return mac.doFinal();
    }

    /**
     * HKDF, both its steps.
     *
     * @param salt 32 zero bytes if empty
     * @param size at most {@link #MOST_DERIVED}
     */
    static SecretBytes derive(byte[] secret, Bytes salt, Bytes info, int size) {
        byte[] pseudoRandomKey = extract(secret, salt);
        try {
            return new SecretBytes(expand(pseudoRandomKey, info, size));
        } finally {
            Arrays.fill(pseudoRandomKey, (byte) 0);
        }
    }

    /** The first step of HKDF: 32 bytes, as random as the secret is hard to guess. The salt is 32 zero bytes if empty. */
    static byte[] extract(byte[] secret, Bytes salt) {
        return keyed(salt.isEmpty() ? NO_SALT : salt.toArray()).doFinal(secret);
    }

    /** The second step of HKDF: {@code size} bytes of a key of 32, at most {@link #MOST_DERIVED}. */
    static byte[] expand(byte[] pseudoRandomKey, Bytes info, int size) {
        Mac mac = keyed(pseudoRandomKey);
        var out = new byte[size];
        byte[] block = {};
        for (int at = 0, count = 1; at < size; at += SIZE, count++) {
            mac.update(block);
            mac.update(info.buffer());
            mac.update((byte) count);
            block = mac.doFinal();
            System.arraycopy(block, 0, out, at, Math.min(SIZE, size - at));
        }
        return out;
    }

    private static Mac keyed(byte[] key) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA256", e);
        }
    }
}

package org.handfast.core.crypto;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

import org.handfast.api.Bytes;

/** SHA-256 (FIPS 180-4), which every Java platform has. */
public final class Sha256 {

    private Sha256() {}

    /** The 32 bytes of the hash of the parts, one after the other. */
    public static Bytes of(Bytes... parts) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (Bytes part : parts) {
                digest.update(part.buffer());
            }
            return Bytes.wrap(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}

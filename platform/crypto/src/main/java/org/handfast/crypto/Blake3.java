package org.handfast.crypto;

import org.bouncycastle.crypto.digests.Blake3Digest;

import org.handfast.api.Bytes;

/** BLAKE3 (the paper of 2020), unkeyed, 32 bytes, by Bouncy Castle. */
final class Blake3 {

    private static final int SIZE = 32;

    private Blake3() {}

    /** Of the parts, one after the other. */
    static Bytes of(Bytes... parts) {
        var digest = new Blake3Digest(SIZE);
        for (Bytes part : parts) {
            byte[] bytes = part.toArray();
            digest.update(bytes, 0, bytes.length);
        }
        var hash = new byte[SIZE];
        digest.doFinal(hash, 0);
        return Bytes.wrap(hash);
    }
}

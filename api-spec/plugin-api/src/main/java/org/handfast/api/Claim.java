package org.handfast.api;

import java.time.Instant;

/**
 * Something that can be taken once: a nonce, a ciphertext, a signature.
 *
 * @param scope what it counts within, unique within the protocol; all claims of a scope can be counted and let go
 *     together
 * @param key what is taken; 64 bytes at most, so hash what is longer
 * @param until when it may be forgotten
 */
public record Claim(String scope, Bytes key, Instant until) {

    /** For what must never be taken again while its scope lasts. */
    public static final Instant FOREVER = Instant.parse("9999-12-31T00:00:00Z");

    /** The longest key, in bytes. */
    public static final int MAX_KEY = 64;

    public Claim {
        if (key.size() == 0 || key.size() > MAX_KEY) {
            throw new IllegalArgumentException("a claim's key is 1 to " + MAX_KEY + " bytes, this has " + key.size());
        }
    }
}

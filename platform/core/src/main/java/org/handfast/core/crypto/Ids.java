package org.handfast.core.crypto;

import java.nio.ByteBuffer;
import java.util.UUID;

/** Makes names nobody can foretell. Thread-safe. */
public final class Ids {

    private final Toolkit toolkit;

    /** Names from a toolkit's random bytes. */
    public Ids(Toolkit toolkit) {
        this.toolkit = toolkit;
    }

    /** A random UUID (RFC 9562, version 4). */
    public UUID next() {
        ByteBuffer bytes = toolkit.random(16).buffer();
        long high = bytes.getLong() & ~0xf000L | 0x4000L;
        long low = bytes.getLong() & 0x3fffffffffffffffL | 0x8000000000000000L;
        return new UUID(high, low);
    }
}

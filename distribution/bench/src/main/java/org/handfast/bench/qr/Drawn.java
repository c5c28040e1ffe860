package org.handfast.bench.qr;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Names as good as random ones, for rows. For one thread. */
final class Drawn {

    private static final AtomicLong MOMENTS = new AtomicLong();
    private static final int PAIR_ID = 20;

    private final SplittableRandom random;

    Drawn(long seed) {
        this.random = new SplittableRandom(seed);
    }

    byte[] bytes(int size) {
        var bytes = new byte[size];
        random.nextBytes(bytes);
        return bytes;
    }

    UUID uuid() {
        return new UUID(random.nextLong(), random.nextLong());
    }

    String pairId() {
        return HexFormat.of().formatHex(bytes(PAIR_ID));
    }

    /** A key that begins with a moment, later than any before, as those of queues do. */
    byte[] inTime(int size) {
        return ByteBuffer.wrap(bytes(size)).putLong(MOMENTS.incrementAndGet()).array();
    }
}

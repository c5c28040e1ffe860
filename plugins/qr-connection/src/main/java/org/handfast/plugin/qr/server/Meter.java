package org.handfast.plugin.qr.server;

import java.time.Duration;
import java.time.Instant;

/**
 * Frames of one socket in one second.
 *
 * @param since when the second began
 * @param frames in it
 */
record Meter(Instant since, int frames) {

    static final Meter ZERO = new Meter(Instant.EPOCH, 0);

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final int MOST = 20;

    Meter plusOne(Instant now) {
        return now.isBefore(since) || !now.isBefore(since.plus(SECOND))
                ? new Meter(now, 1)
                : new Meter(since, frames + 1);
    }

    boolean over() {
        return frames > MOST;
    }
}

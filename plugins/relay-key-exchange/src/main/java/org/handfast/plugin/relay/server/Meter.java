package org.handfast.plugin.relay.server;

import java.time.Duration;
import java.time.Instant;

/**
 * What came on a socket: frames of this second, and bad signatures of all time.
 *
 * @param second when the second that is counted began
 * @param frames in it
 * @param forged signatures that were none
 */
public record Meter(Instant second, long frames, int forged) {

    /** Nothing yet. */
    public static final Meter ZERO = new Meter(Instant.EPOCH, 0, 0);

    private static final Duration WINDOW = Duration.ofSeconds(1);

    /** With one frame more. */
    Meter frame(Instant now) {
        return now.isBefore(second) || !now.isBefore(second.plus(WINDOW))
                ? new Meter(now, 1, forged)
                : new Meter(second, frames + 1, forged);
    }

    /** With one bad signature more. */
    Meter forgery() {
        return new Meter(second, frames, forged + 1);
    }
}

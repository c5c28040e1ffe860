package org.handfast.plugin.relay.server;

import java.time.Duration;
import java.time.Instant;

/**
 * What came on a socket: frames of this second, those that change a relation of this minute, and bad signatures of all time.
 *
 * @param second when the second that is counted began
 * @param frames in it
 * @param minute when the minute that is counted began
 * @param relating in it
 * @param forged signatures that were none
 */
public record Meter(Instant second, long frames, Instant minute, long relating, int forged) {

    /** Nothing yet. */
    public static final Meter ZERO = new Meter(Instant.EPOCH, 0, Instant.EPOCH, 0, 0);

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** With one frame more. */
    Meter frame(Instant now) {
        return over(second, SECOND, now)
                ? new Meter(now, 1, minute, relating, forged)
                : new Meter(second, frames + 1, minute, relating, forged);
    }

    /** With one more that changes a relation. */
    Meter relation(Instant now) {
        return over(minute, MINUTE, now)
                ? new Meter(second, frames, now, 1, forged)
                : new Meter(second, frames, minute, relating + 1, forged);
    }

    private static boolean over(Instant since, Duration window, Instant now) {
        return now.isBefore(since) || !now.isBefore(since.plus(window));
    }

    /** With one bad signature more. */
    Meter forgery() {
        return new Meter(second, frames, minute, relating, forged + 1);
    }
}

package org.handfast.plugin.chat.server;

import java.time.Duration;
import java.time.Instant;

/**
 * How somebody behaves on a link.
 *
 * @param since when the second that is counted began
 * @param frames in it
 * @param bytes that it broadcast in it
 * @param errors in a row that no race explains
 */
record Manners(Instant since, long frames, long bytes, int errors) {

    static final Manners GOOD = new Manners(Instant.EPOCH, 0, 0, 0);

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final int MOST_ERRORS = 5;

    Manners frame(Instant now) {
        return now.isBefore(since) || !now.isBefore(since.plus(SECOND))
                ? new Manners(now, 1, 0, errors)
                : new Manners(since, frames + 1, bytes, errors);
    }

    Manners broadcast(long more) {
        return new Manners(since, frames, bytes + more, errors);
    }

    Manners failed() {
        return new Manners(since, frames, bytes, errors + 1);
    }

    Manners succeeded() {
        return errors == 0 ? this : new Manners(since, frames, bytes, 0);
    }

    boolean beyondBearing() {
        return errors >= MOST_ERRORS;
    }
}

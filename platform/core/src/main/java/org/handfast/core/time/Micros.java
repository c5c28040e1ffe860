package org.handfast.core.time;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times as every store can keep them: whole microseconds, in the years 1 to 9999. */
public final class Micros {

    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999Z");

    private Micros() {}

    /** The time cut to the microsecond; one beyond the years that are kept becomes the last of them. */
    public static Instant of(Instant time) {
        if (time.isBefore(EARLIEST)) {
            return EARLIEST;
        }
        return time.isAfter(LATEST) ? LATEST : time.truncatedTo(ChronoUnit.MICROS);
    }
}

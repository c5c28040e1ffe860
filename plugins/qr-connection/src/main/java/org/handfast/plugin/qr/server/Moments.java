package org.handfast.plugin.qr.server;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times as numbers that sort. */
final class Moments {

    private Moments() {}

    /** Microseconds since 1970. */
    static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    static Instant of(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}

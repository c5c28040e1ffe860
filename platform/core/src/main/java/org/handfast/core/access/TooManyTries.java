package org.handfast.core.access;

import java.time.Duration;

import org.handfast.api.Fault;

/** Somebody tries passwords or links faster than a person would. */
public final class TooManyTries extends Fault {

    private static final long serialVersionUID = 1;

    private final Duration wait;

    TooManyTries(Duration wait) {
        super(
                Category.LIMIT_REACHED,
                "too-many-tries",
                "Too many tries from this address; try again in " + minutes(wait) + ".");
        this.wait = wait;
    }

    private static String minutes(Duration wait) {
        long minutes = wait.plusMinutes(1).minusNanos(1).toMinutes();
        return minutes == 1 ? "a minute" : minutes + " minutes";
    }

    /** How long to wait. */
    public Duration waitFor() {
        return wait;
    }
}

package org.handfast.runtime.sample;

/** Does what a protocol leaves to the hub: never run, only looked at. */
public final class Sleeper {

    private Sleeper() {}

    /** Reads the clock. */
    public static long now() {
        return System.currentTimeMillis();
    }
}

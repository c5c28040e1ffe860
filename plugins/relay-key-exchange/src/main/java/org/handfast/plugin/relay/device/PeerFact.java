package org.handfast.plugin.relay.device;

/** Facts that a user remembers of another it was paired with, for whoever lists them. */
public final class PeerFact {

    /** {@code true} once the other user has shown that it has the same keys. */
    public static final String CONFIRMED = "confirmed";

    /** When the pairing ended; there is none while it stands. */
    public static final String ENDED = "ended";

    private PeerFact() {}
}

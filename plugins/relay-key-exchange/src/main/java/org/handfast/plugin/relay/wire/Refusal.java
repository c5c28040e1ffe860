package org.handfast.plugin.relay.wire;

import java.util.Locale;
import java.util.stream.Stream;

import org.handfast.api.Fault;

/** Why the hub does not do what a frame asks for, in the words of the wire. */
public enum Refusal {
    INVALID_MESSAGE,
    INVALID_SIGNATURE,
    INVALID_SENDER,
    NOT_CONNECTED,
    UNKNOWN_RECIPIENT,
    TOO_LARGE,
    RATE_LIMITED,
    REPLAYED,
    MAILBOX_FULL,
    REFUSED,
    RETRY;

    /** The code on the wire. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The same as a fault of the peer. */
    public Fault because(String detail) {
        return Fault.peer(code().replace('_', '-'), detail);
    }

    /** What a fault of the peer is on the wire: JSON that is none, and whatever else has no word there, is an invalid message. */
    public static Refusal of(Fault fault) {
        return Stream.of(values())
                .filter(r -> r.code().replace('_', '-').equals(fault.code()))
                .findFirst()
                .orElse(INVALID_MESSAGE);
    }
}

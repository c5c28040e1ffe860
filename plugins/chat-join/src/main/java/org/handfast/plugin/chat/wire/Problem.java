package org.handfast.plugin.chat.wire;

import java.util.Locale;
import java.util.stream.Stream;

import org.handfast.api.Fault;

/** Why the hub does not do what a frame asks for, in the words of the wire. */
public enum Problem {
    INVALID_MESSAGE,
    TOO_LARGE,
    UNKNOWN_TYPE,
    IDENTITY_SET,
    NOT_MEMBER,
    NOT_ASKED,
    NOT_ASSIGNED,
    UNKNOWN_RECIPIENT,
    STALE_EPOCH,
    REPLAYED,
    RATE_LIMITED;

    /** True if it may come of a race that nobody can help, so that it says nothing of the peer. */
    public boolean maybeARace() {
        return switch (this) {
            case NOT_ASKED, NOT_ASSIGNED, UNKNOWN_RECIPIENT, STALE_EPOCH -> true;
            default -> false;
        };
    }

    /** The code on the wire. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The same as a fault of the peer. */
    public Fault because(String detail) {
        return Fault.peer(code().replace('_', '-'), detail);
    }

    /** What a fault of the peer is on the wire. */
    public static Problem of(Fault fault) {
        return Stream.of(values())
                .filter(p -> p.code().replace('_', '-').equals(fault.code()))
                .findFirst()
                .orElse(INVALID_MESSAGE);
    }
}

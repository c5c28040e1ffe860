package org.handfast.plugin.relay.device;

import java.util.Optional;

import org.handfast.api.Link;

/** How this end stands with its hub. */
sealed interface Line {

    /** Nobody has said where the hub is. */
    record Unset() implements Line {}

    /** The {@code tries}th dial since it was last connected; 0 is the first of all, which must succeed. */
    record Dialling(int tries) implements Line {}

    /** The link is open, and the hub is to say hello. */
    record Greeting(Link link, int tries) implements Line {}

    /** This end has said who it is, and the hub is to agree. */
    record Connecting(Link link, int tries) implements Line {}

    /** Connected. */
    record Online(Link link) implements Line {}

    /** Waits before it dials again. */
    record Resting(int tries) implements Line {}

    /** The link there is, if there is one. */
    default Optional<Link> wire() {
        return switch (this) {
            case Greeting l -> Optional.of(l.link());
            case Connecting l -> Optional.of(l.link());
            case Online l -> Optional.of(l.link());
            default -> Optional.empty();
        };
    }

    /** How often it has been tried to connect since it last worked; from 1 once it has. */
    default int count() {
        return switch (this) {
            case Dialling l -> l.tries();
            case Greeting l -> l.tries();
            case Connecting l -> l.tries();
            case Resting l -> l.tries();
            case Unset l -> 0;
            case Online l -> 1;
        };
    }
}

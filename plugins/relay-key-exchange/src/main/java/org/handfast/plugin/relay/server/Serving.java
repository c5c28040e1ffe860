package org.handfast.plugin.relay.server;

import java.util.Optional;

import org.handfast.api.Address;
import org.handfast.api.Link;
import org.handfast.api.State;

/** The states of the hub's side. */
public sealed interface Serving extends State {

    @Override
    default Phase phase() {
        return switch (this) {
            case Exchange s -> Phase.OPENED;
            case Notice s -> Phase.OPENED;
            case Unknown s -> Phase.NEGOTIATING;
            case Connected s -> Phase.ESTABLISHED;
        };
    }

    /** A socket, whoever is at the other end. */
    sealed interface Socket extends Serving {
        Meter meter();

        /** The same with another count. */
        Socket with(Meter meter);
    }

    /** An HTTP exchange. */
    record Exchange() implements Serving {}

    /** Two users are to be told that they are paired no more. */
    record Notice() implements Serving {}

    /** A socket of somebody who has not said who; {@code nonce} is what a hello offered, if there was one. */
    record Unknown(Optional<String> nonce, Meter meter) implements Socket {
        @Override
        public Unknown with(Meter meter) {
            return new Unknown(nonce, meter);
        }
    }

    /**
     * A socket of a user.
     *
     * @param user who
     * @param fresh true if the connect was made for this socket
     * @param told true once the user has given a message an id, and so is told that messages are accepted
     * @param link to it
     * @param meter what came on it
     */
    record Connected(Address user, boolean fresh, boolean told, Link link, Meter meter) implements Socket {
        @Override
        public Connected with(Meter meter) {
            return new Connected(user, fresh, told, link, meter);
        }

        Connected telling() {
            return told ? this : new Connected(user, fresh, true, link, meter);
        }
    }
}

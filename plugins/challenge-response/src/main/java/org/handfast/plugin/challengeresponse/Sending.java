package org.handfast.plugin.challengeresponse;

import java.util.List;
import java.util.Optional;

import org.handfast.api.Address;
import org.handfast.api.Bytes;
import org.handfast.api.Link;

/**
 * A message on its way to a device.
 *
 * @param to whose it is
 * @param message as it goes on the wire
 * @param places where else the device may be
 * @param link what it was sent on, until it is taken
 * @param ping true if it is over only when the device has answered on a stream of its own
 */
record Sending(Address to, Bytes message, List<String> places, Optional<Link> link, boolean ping) implements Talk {

    Sending {
        places = List.copyOf(places);
    }

    Sending towards(List<String> places, Optional<Link> link) {
        return new Sending(to, message, places, link, ping);
    }

    @Override
    public Phase phase() {
        return Phase.NEGOTIATING;
    }
}

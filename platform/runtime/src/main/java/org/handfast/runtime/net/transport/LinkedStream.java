package org.handfast.runtime.net.transport;

import org.handfast.api.Bytes;
import org.handfast.api.Link;
import org.handfast.api.transport.StreamEvents;
import org.handfast.core.link.LinkEvents;

/** Tells the engine of a link what comes on its stream. */
record LinkedStream(Link link, LinkEvents events) implements StreamEvents {

    @Override
    public void received(Bytes message) {
        events.received(link, message);
    }

    @Override
    public void closed(String reason) {
        events.closed(link, reason);
    }
}

package org.handfast.core.link;

import java.util.Optional;

import org.handfast.api.Bytes;
import org.handfast.api.Link;
import org.handfast.api.Request;

/**
 * What the network tells the engine. Never blocks; called for one link by one thread at a time: opened first, then
 * messages in order, closed last and once.
 */
public interface LinkEvents {

    /** A peer opened a link to a listener of {@code protocol}; a WebSocket with a request. */
    void opened(String protocol, Link link, Optional<Request> request, Wire wire);

    /** A peer asks {@code protocol} by HTTP, on a link that is nothing but this exchange. */
    void requested(String protocol, Link link, Request request, Wire wire);

    /** One whole message came. */
    void received(Link link, Bytes message);

    /** The link is gone; {@code reason} is a sentence. */
    void closed(Link link, String reason);
}

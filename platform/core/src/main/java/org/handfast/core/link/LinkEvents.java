package org.handfast.core.link;

import org.handfast.api.Bytes;
import org.handfast.api.Link;

/**
 * What the network tells the engine. Never blocks; called for one link by one thread at a time: opened first, then
 * messages in order, closed last and once.
 */
public interface LinkEvents {

    /** A peer opened a link to a listener of {@code protocol}. */
    void opened(String protocol, Link link, Wire wire);

    /** One whole message came. */
    void received(Link link, Bytes message);

    /** The link is gone; {@code reason} is a sentence. */
    void closed(Link link, String reason);
}

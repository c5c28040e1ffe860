package org.handfast.api.transport;

import org.osgi.annotation.versioning.ConsumerType;

import org.handfast.api.Bytes;

/** Whoever hears what comes on a channel. What it throws closes the channel. */
@ConsumerType
public interface ChannelEvents {

    /** Some bytes came, at least one and at most 65,536, cut anywhere. */
    void received(Bytes bytes);

    /** There is room again for what waits to be sent. */
    void writable();

    /** It is gone, by whichever side; the last that is heard of it. */
    void closed(String reason);
}

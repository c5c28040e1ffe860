package org.handfast.plugin.libp2p.swarm;

import org.handfast.api.Bytes;
import org.handfast.api.transport.Channel;
import org.handfast.api.transport.ChannelEvents;

/** Hears nothing of a channel that nobody wants. */
final class RefusedChannel implements ChannelEvents {

    private RefusedChannel() {}

    /** Closes a channel that just came about. */
    static ChannelEvents of(Channel channel) {
        channel.close();
        return new RefusedChannel();
    }

    @Override
    public void received(Bytes bytes) {}

    @Override
    public void writable() {}

    @Override
    public void closed(String reason) {}
}

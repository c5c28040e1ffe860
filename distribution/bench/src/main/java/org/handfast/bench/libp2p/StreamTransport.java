package org.handfast.bench.libp2p;

import java.util.List;

import org.handfast.api.Reach;
import org.handfast.api.transport.Channel;
import org.handfast.api.transport.ChannelEvents;
import org.handfast.api.transport.RunningTransport;
import org.handfast.api.transport.Transport;
import org.handfast.api.transport.TransportDescriptor;
import org.handfast.api.transport.TransportHost;
import org.handfast.plugin.libp2p.swarm.Node;
import org.handfast.plugin.libp2p.swarm.SwarmLimits;

/** A node whose streams take or give as much as they can. */
final class StreamTransport implements Transport {

    @Override
    public TransportDescriptor descriptor() {
        return new TransportDescriptor("streams", "Streams", 0, List.of());
    }

    @Override
    public RunningTransport start(TransportHost host) {
        var node = new Node(host, SwarmLimits.STANDARD, List.of(), List::of);
        node.handle(StreamLoad.Direction.TAKES.protocol(), stream -> new Taking(size -> {}));
        node.handle(StreamLoad.Direction.GIVES.protocol(), stream -> {
            var filling = new Filling(stream, sent -> {});
            filling.begin();
            return filling;
        });
        return new LoadTransport.Dialling() {
            @Override
            public ChannelEvents accepted(Channel channel) {
                return node.accepted(channel);
            }

            @Override
            public Reach reach() {
                return new Reach(node.self().toString(), List.of());
            }

            @Override
            public void stop() {
                node.stop();
            }
        };
    }
}

package org.handfast.bench.libp2p;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.handfast.api.Bytes;
import org.handfast.api.Crypto;
import org.handfast.api.Settings;
import org.handfast.api.transport.Channel;
import org.handfast.api.transport.ChannelEvents;
import org.handfast.api.transport.MulticastGroup;
import org.handfast.api.transport.SocketPlace;
import org.handfast.api.transport.TransportHost;
import org.handfast.bench.Toolkits;
import org.handfast.core.crypto.Toolkit;

/** A host of which many nodes run, each with an identity of its own, and whose connections can be closed. */
final class OwnedHost implements TransportHost {

    private final TransportHost host;
    private final Toolkit toolkit;
    private @Nullable Channel last;

    OwnedHost(TransportHost host, Toolkit toolkit) {
        this.host = host;
        this.toolkit = toolkit;
    }

    /** Closes what was connected last. */
    void hangUp() {
        if (last != null) {
            last.close();
        }
    }

    @Override
    public Crypto crypto() {
        return Toolkits.forOnePairing(toolkit);
    }

    @Override
    public Instant now() {
        return host.now();
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
        return host.after(delay, task);
    }

    @Override
    public Settings settings() {
        return host.settings();
    }

    @Override
    public String hubName() {
        return host.hubName();
    }

    /** Nowhere: it only dials. */
    @Override
    public List<SocketPlace> listening() {
        return List.of();
    }

    @Override
    public void connect(SocketPlace place, Connecting told) {
        host.connect(place, new Connecting() {
            @Override
            public ChannelEvents connected(Channel channel) {
                last = channel;
                return told.connected(channel);
            }

            @Override
            public void failed(String reason) {
                told.failed(reason);
            }
        });
    }

    @Override
    public void join(MulticastGroup group) {
        host.join(group);
    }

    @Override
    public void multicast(MulticastGroup group, Bytes datagram) {
        host.multicast(group, datagram);
    }

    @Override
    public void changed() {}
}

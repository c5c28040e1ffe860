package org.handfast.bench.libp2p;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

import org.handfast.api.Bytes;
import org.handfast.api.Listener;
import org.handfast.api.Reach;
import org.handfast.api.transport.Channel;
import org.handfast.api.transport.ChannelEvents;
import org.handfast.api.transport.MulticastGroup;
import org.handfast.api.transport.RunningTransport;
import org.handfast.api.transport.SocketPlace;
import org.handfast.api.transport.Transport;
import org.handfast.api.transport.TransportDescriptor;
import org.handfast.api.transport.TransportHost;

/** The side of the load: what a host of transports offers, for whoever dials. Nobody connects to it. */
record LoadTransport(Consumer<TransportHost> begin) implements Transport {

    @Override
    public TransportDescriptor descriptor() {
        return new TransportDescriptor("load", "Load", 0, List.of());
    }

    @Override
    public RunningTransport start(TransportHost host) {
        begin.accept(host);
        return new Dialling();
    }

    /** Does nothing for a hub. */
    static class Dialling implements RunningTransport {

        @Override
        public ChannelEvents accepted(Channel channel) {
            throw new UnsupportedOperationException("nobody connects to the load");
        }

        @Override
        public void datagram(MulticastGroup group, SocketPlace from, Bytes datagram) {}

        @Override
        public void serve(Listener.Stream listener, StreamAcceptor acceptor) {}

        @Override
        public void stopServing(Listener.Stream listener) {}

        @Override
        public void open(Listener.Stream listener, String endpoint, Opening told) {
            told.failed("the load opens its streams itself");
        }

        @Override
        public void advertise(Bytes key, Bytes record, Instant until) {}

        @Override
        public void withdraw(Bytes key) {}

        @Override
        public Search seek(Bytes key, Finder finder) {
            return () -> {};
        }

        @Override
        public Reach reach() {
            return new Reach("", List.of());
        }

        @Override
        public List<Report> report() {
            return List.of();
        }

        @Override
        public void stop() {}
    }
}

package org.handfast.bench.libp2p;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.handfast.api.Bytes;
import org.handfast.api.Crypto;
import org.handfast.api.transport.TransportHost;
import org.handfast.plugin.libp2p.multiaddr.Multiaddr;
import org.handfast.plugin.libp2p.peer.PeerId;
import org.handfast.plugin.libp2p.stream.StreamReader;
import org.handfast.plugin.libp2p.swarm.PeerBook;
import org.handfast.plugin.libp2p.swarm.Swarm;

/** A swarm that tells when a stream that was opened to it is over. */
record Served(Swarm swarm, Runnable over) implements Swarm {

    @Override
    public void handle(String protocol, StreamHandler handler) {
        swarm.handle(protocol, stream -> new Telling(handler.opened(stream), over));
    }

    private record Telling(StreamReader to, Runnable over) implements StreamReader {

        @Override
        public void received(Bytes bytes) {
            to.received(bytes);
        }

        @Override
        public void finished() {
            to.finished();
        }

        @Override
        public void drained() {
            to.drained();
        }

        @Override
        public void closed(String reason) {
            to.closed(reason);
            over.run();
        }
    }

    @Override
    public Instant now() {
        return swarm.now();
    }

    @Override
    public TransportHost.Timer after(Duration delay, Runnable task) {
        return swarm.after(delay, task);
    }

    @Override
    public Crypto crypto() {
        return swarm.crypto();
    }

    @Override
    public PeerId self() {
        return swarm.self();
    }

    @Override
    public List<Multiaddr> addresses() {
        return swarm.addresses();
    }

    @Override
    public void unhandle(String protocol) {
        swarm.unhandle(protocol);
    }

    @Override
    public List<String> protocols() {
        return swarm.protocols();
    }

    @Override
    public void open(PeerId peer, List<Multiaddr> addresses, String protocol, Opening told) {
        swarm.open(peer, addresses, protocol, told);
    }

    @Override
    public PeerBook book() {
        return swarm.book();
    }
}

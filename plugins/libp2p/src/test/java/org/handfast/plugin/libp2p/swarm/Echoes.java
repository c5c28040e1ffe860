package org.handfast.plugin.libp2p.swarm;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.handfast.api.Bytes;
import org.handfast.plugin.libp2p.multiaddr.Multiaddr;
import org.handfast.plugin.libp2p.peer.PeerId;
import org.handfast.plugin.libp2p.stream.StreamReader;
import org.handfast.plugin.libp2p.world.MemoryHost;

/** A node that echoes, and asks others to. */
final class Echoes {

    static final String PROTOCOL = "/echo/1.0.0";

    private final MemoryHost host;
    private final Node node;
    private final List<String> connected = new ArrayList<>();

    Echoes(MemoryHost host) {
        this(host, SwarmLimits.STANDARD);
    }

    Echoes(MemoryHost host, SwarmLimits limits) {
        this.host = host;
        this.node = new Node(host, limits, List.of(), List::of);
        host.accept(node::accepted);
        node.watch(new Swarm.Watcher() {
            @Override
            public void connected(PeerId peer, Multiaddr remote, boolean dialled) {
                connected.add((dialled ? "to " : "from ") + peer);
            }

            @Override
            public void disconnected(PeerId peer) {
                connected.add("no more " + peer);
            }
        });
        node.handle(PROTOCOL, stream -> new StreamReader() {
            @Override
            public void received(Bytes bytes) {
                stream.write(bytes);
            }

            @Override
            public void finished() {
                stream.finish();
            }

            @Override
            public void closed(String reason) {}
        });
    }

    MemoryHost host() {
        return host;
    }

    Node node() {
        return node;
    }

    PeerId id() {
        return node.self();
    }

    List<String> connected() {
        return connected;
    }

    Multiaddr address() {
        return Multiaddr.tcp(host.place().host(), host.place().port());
    }

    /** Has something echoed by another. */
    Asked ask(Echoes other, Bytes text) {
        return ask(other.id(), List.of(other.address()), PROTOCOL, text);
    }

    Asked ask(PeerId peer, List<Multiaddr> addresses, String protocol, Bytes text) {
        var asked = new Asked(text);
        node.open(peer, addresses, protocol, asked);
        return asked;
    }

    /** What came of it. */
    static final class Asked implements Swarm.Opening, StreamReader {

        private final Bytes text;
        private final List<Bytes> heard = new ArrayList<>();
        private boolean finished;
        private @Nullable String failed;
        private @Nullable String closed;

        Asked(Bytes text) {
            this.text = text;
        }

        @Override
        public StreamReader opened(Swarm.PeerStream stream) {
            stream.write(text);
            stream.finish();
            return this;
        }

        @Override
        public void failed(String reason) {
            failed = reason;
        }

        @Override
        public void received(Bytes bytes) {
            heard.add(bytes);
        }

        @Override
        public void finished() {
            finished = true;
        }

        @Override
        public void closed(String reason) {
            closed = reason;
        }

        /** What was echoed, if all of it was. */
        Optional<Bytes> echo() {
            return finished ? Optional.of(Bytes.join(heard.toArray(Bytes[]::new))) : Optional.empty();
        }

        Optional<String> failure() {
            return Optional.ofNullable(failed);
        }

        Optional<String> closed() {
            return Optional.ofNullable(closed);
        }
    }
}

package org.handfast.plugin.libp2p.swarm;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.handfast.api.Crypto;
import org.handfast.api.Fault;
import org.handfast.api.transport.Channel;
import org.handfast.api.transport.ChannelEvents;
import org.handfast.api.transport.TransportHost;
import org.handfast.plugin.libp2p.multiaddr.Multiaddr;
import org.handfast.plugin.libp2p.multistream.Choice;
import org.handfast.plugin.libp2p.multistream.Proposal;
import org.handfast.plugin.libp2p.noise.StaticKey;
import org.handfast.plugin.libp2p.peer.PeerId;
import org.handfast.plugin.libp2p.yamux.Quota;
import org.handfast.plugin.libp2p.yamux.Session;

/**
 * A node of libp2p: accepts connections and dials them, keeps them within their limits, and gives each stream to whoever speaks
 * its protocol. Without a socket, a thread or a clock: those are the host's. By one thread only.
 */
public final class Node implements Swarm {

    /** Bytes that wait to be sent, on all connections together. */
    private static final int MOST_UNSENT = 64 << 20;

    private final TransportHost host;
    private final SwarmLimits limits;
    private final Upgrades upgrades;
    private final PeerId self;
    private final OwnAddresses own;
    private final Connections connections;
    private final PeerBook book = new PeerBook();
    private final Map<String, StreamHandler> handlers = new TreeMap<>();
    private final List<Watcher> watchers = new ArrayList<>();
    private final Owner owner = new Owner();
    private final Dialler dialler;
    private boolean stopped;

    /**
     * A node that has no connection and speaks no protocol yet.
     *
     * @param announced where it is to be reached, besides what is found out
     * @param observed where others see it
     */
    public Node(TransportHost host, SwarmLimits limits, List<Multiaddr> announced, Supplier<List<Multiaddr>> observed) {
        this.host = host;
        this.limits = limits;
        Crypto crypto = host.crypto();
        var shared = new Session.Shared(
                host::now,
                () -> Integer.toUnsignedLong(
                        crypto.random(Integer.BYTES).buffer().getInt()),
                new Quota(MOST_UNSENT));
        this.upgrades = new Upgrades(host, limits, shared, StaticKey.generate(crypto));
        this.self = PeerId.of(crypto.peerIdentity().publicKey());
        this.own = new OwnAddresses(announced, observed, host::listening);
        this.connections = new Connections(limits);
        this.dialler = new Dialler(host, limits, upgrades, owner);
        tendLater();
    }

    private void tendLater() {
        host.after(limits.beat(), () -> {
            if (!stopped) {
                tendLater();
                connections.tend(host.now().minus(limits.idle()));
            }
        });
    }

    /** Tells one more watcher of what happens from now on. */
    public void watch(Watcher watcher) {
        watchers.add(watcher);
    }

    /** Somebody connected. */
    public ChannelEvents accepted(Channel channel) {
        if (stopped) {
            return RefusedChannel.of(channel);
        }
        Connection connection = upgrades.accepted(channel, owner);
        connections.begun(connection);
        return connection;
    }

    @Override
    public void open(PeerId peer, List<Multiaddr> addresses, String protocol, Opening told) {
        if (peer.equals(self)) {
            told.failed("that is this node itself");
            return;
        }
        Optional<Connection> there = connections.best(peer);
        if (there.isPresent()) {
            open(there.get(), protocol, told);
        } else {
            List<Multiaddr> all = new ArrayList<>(addresses);
            all.addAll(book.addresses(peer, host.now()));
            dialler.dial(peer, all, new Dial.Waiting() {
                @Override
                public void connected(Connection connection) {
                    open(connection, protocol, told);
                }

                @Override
                public void failed(String reason) {
                    told.failed(reason);
                }
            });
        }
    }

    private void open(Connection connection, String protocol, Opening told) {
        try {
            connection.open(stream -> {
                var negotiation = new Negotiation(
                        stream,
                        new Proposal(List.of(protocol)),
                        (agreed, s) -> told.opened(new ConnectedStream(s, connection, true)),
                        told::failed);
                negotiation.begin(host.after(limits.upgrade(), negotiation::tooLate));
                return negotiation;
            });
        } catch (Fault noRoom) {
            told.failed(Connection.sentence(noRoom));
        }
    }

    /** Has to do with connections that are of use, and with those that others open. */
    private final class Owner implements Connection.Owner {

        @Override
        public void upgraded(Connection connection) {
            if (connection.peer().equals(self)) {
                connection.close("that is this node itself");
                return;
            }
            if (!connections.add(connection)) {
                connection.close("there are too many connections");
                return;
            }
            watchers.forEach(w -> w.connected(connection.peer(), connection.remote(), connection.dialled()));
            host.changed();
        }

        @Override
        public Session.Acceptor streams(Connection connection) {
            return stream -> {
                var negotiation = new Negotiation(
                        stream,
                        new Choice(handlers::containsKey),
                        (protocol, s) -> spoken(protocol).opened(new ConnectedStream(s, connection, false)),
                        reason -> {});
                negotiation.begin(host.after(limits.upgrade(), negotiation::tooLate));
                return negotiation;
            };
        }

        private StreamHandler spoken(String protocol) {
            return Optional.ofNullable(handlers.get(protocol))
                    .orElseThrow(() -> Fault.peer("not-spoken", "This node does not speak " + protocol + "."));
        }

        @Override
        public void closed(Connection connection, String reason) {
            if (connections.remove(connection)) {
                watchers.forEach(w -> w.disconnected(connection.peer()));
                host.changed();
            }
        }
    }

    @Override
    public Instant now() {
        return host.now();
    }

    @Override
    public TransportHost.Timer after(Duration delay, Runnable task) {
        return host.after(delay, () -> {
            if (!stopped) {
                task.run();
            }
        });
    }

    @Override
    public Crypto crypto() {
        return host.crypto();
    }

    @Override
    public PeerId self() {
        return self;
    }

    @Override
    public List<Multiaddr> addresses() {
        return own.now();
    }

    @Override
    public void handle(String protocol, StreamHandler handler) {
        handlers.put(protocol, handler);
    }

    @Override
    public void unhandle(String protocol) {
        handlers.remove(protocol);
    }

    @Override
    public List<String> protocols() {
        return List.copyOf(handlers.keySet());
    }

    @Override
    public PeerBook book() {
        return book;
    }

    /** How many connections there are with each peer that has some. */
    public Map<PeerId, Integer> connected() {
        return connections.counts();
    }

    /**
     * Finds out whether somebody who dials an address gets to this node, from where this node is.
     *
     * @param told empty if so, else why not: a sentence without a full stop
     */
    public void probe(Multiaddr address, Consumer<Optional<String>> told) {
        address.tcp()
                .ifPresentOrElse(
                        place -> host.connect(place, new SelfProbe(self, upgrades, owner, told)),
                        () -> told.accept(Optional.of("it cannot be dialled from here")));
    }

    /** Where a peer that is connected is, as seen from here. */
    public List<Multiaddr> remotes(PeerId peer) {
        return connections.of(peer).stream().map(Connection::remote).toList();
    }

    /** Closes all connections, and fails what waits for one; nothing happens any more. */
    public void stop() {
        stopped = true;
        dialler.stop("this node stops");
        connections.close("this node stops");
    }
}

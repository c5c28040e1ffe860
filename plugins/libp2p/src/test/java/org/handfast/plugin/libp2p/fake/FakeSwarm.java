package org.handfast.plugin.libp2p.fake;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import org.handfast.api.Crypto;
import org.handfast.api.Fault;
import org.handfast.api.transport.TransportHost;
import org.handfast.crypto.HubKeys;
import org.handfast.crypto.HubToolkit;
import org.handfast.plugin.libp2p.multiaddr.Multiaddr;
import org.handfast.plugin.libp2p.peer.PeerId;
import org.handfast.plugin.libp2p.stream.StreamReader;
import org.handfast.plugin.libp2p.swarm.PeerBook;
import org.handfast.plugin.libp2p.swarm.Swarm;
import org.handfast.testkit.SeededRandom;

/** A node's swarm in a {@link FakeNetwork}: real keys, and connections that are there once somebody opens a stream. */
public final class FakeSwarm implements Swarm {

    private static final Duration DIALLING = Duration.ofSeconds(10);

    private final FakeNetwork network;
    private final Multiaddr address;
    private final HubToolkit toolkit;
    private final PeerId self;
    private final PeerBook book = new PeerBook();
    private final Map<String, StreamHandler> handlers = new TreeMap<>();
    private final Map<PeerId, FakeSwarm> connected = new LinkedHashMap<>();
    private final Set<FakeStream> streams = new LinkedHashSet<>();
    private final List<Watcher> watchers = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private List<Multiaddr> addresses;
    private boolean dead;

    FakeSwarm(FakeNetwork network, Multiaddr address, long seed) {
        this.network = network;
        this.address = address;
        this.addresses = List.of(address);
        var random = new SeededRandom(seed);
        this.toolkit = HubToolkit.portable(HubKeys.generate(random), "fake", random);
        this.self = PeerId.of(crypto().peerIdentity().publicKey());
    }

    /** Where it is. */
    public Multiaddr address() {
        return address;
    }

    /** Where it is, with who it is. */
    public Multiaddr place() {
        return address.withPeer(self);
    }

    /** Says other addresses from now on; it still is where it is. */
    public void say(List<Multiaddr> others) {
        addresses = List.copyOf(others);
    }

    /** From now on hears of connections. */
    public void watch(Watcher watcher) {
        watchers.add(watcher);
    }

    /** The codes of the faults that peers committed. */
    public List<String> faults() {
        return faults;
    }

    /** Is gone, as if the power had failed: nobody is told, except that what is asked of it stays without an answer. */
    public void die() {
        dead = true;
        for (FakeSwarm other : List.copyOf(connected.values())) {
            disconnect(other);
        }
    }

    /** Ends the connection to another. */
    public void disconnect(FakeSwarm other) {
        if (connected.remove(other.self) == null) {
            return;
        }
        end(other.self);
        watchers.forEach(w -> w.disconnected(other.self));
        other.disconnect(this);
    }

    private void end(PeerId peer) {
        streams.stream().filter(s -> s.peer().equals(peer)).toList().forEach(s -> s.end("the connection is gone"));
    }

    /** True if there is a connection. */
    public boolean isConnected(PeerId peer) {
        return connected.containsKey(peer);
    }

    void gone(FakeStream stream) {
        streams.remove(stream);
    }

    /** How many streams are open. */
    public int streams() {
        return streams.size();
    }

    @Override
    public Instant now() {
        return network.time().now();
    }

    @Override
    public TransportHost.Timer after(Duration delay, Runnable task) {
        return network.time().after(delay, () -> {
            if (!dead) {
                task.run();
            }
        });
    }

    @Override
    public Crypto crypto() {
        return toolkit.forEvent(() -> toolkit.random(32));
    }

    @Override
    public PeerId self() {
        return self;
    }

    @Override
    public List<Multiaddr> addresses() {
        return addresses;
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

    @Override
    public void open(PeerId peer, List<Multiaddr> places, String protocol, Opening told) {
        @Nullable FakeSwarm there = connected.get(peer);
        if (there != null) {
            after(network.delay(), () -> there.accept(this, protocol, told));
            return;
        }
        List<Multiaddr> all = new ArrayList<>(places);
        all.addAll(book.addresses(peer, now()));
        Optional<FakeSwarm> found = all.stream()
                .flatMap(a -> network.at(a).stream())
                .filter(s -> s.self.equals(peer) && s != this)
                .findFirst();
        if (found.isPresent() && !found.get().dead) {
            after(network.delay().multipliedBy(4), () -> dialled(found.get(), protocol, told));
        } else {
            after(found.isPresent() ? DIALLING : network.delay(), () -> told.failed("it is not there"));
        }
    }

    private void dialled(FakeSwarm there, String protocol, Opening told) {
        if (there.dead) {
            told.failed("it is gone");
            return;
        }
        if (!connected.containsKey(there.self)) {
            connected.put(there.self, there);
            there.connected.put(self, this);
            watchers.forEach(w -> w.connected(there.self, there.address, true));
            there.watchers.forEach(w -> w.connected(self, address, false));
        }
        after(network.delay(), () -> there.accept(this, protocol, told));
    }

    private void accept(FakeSwarm from, String protocol, Opening told) {
        Instant then = now().plus(network.delay());
        @Nullable StreamHandler handler = handlers.get(protocol);
        if (dead || handler == null || !connected.containsKey(from.self)) {
            network.time().at(then, () -> told.failed("it does not speak " + protocol));
            return;
        }
        var theirs = new FakeStream(network, from, self, address, true);
        var ours = new FakeStream(network, this, from.self, from.address, false);
        FakeStream.join(theirs, ours);
        streams.add(ours);
        from.streams.add(theirs);
        ours.notBefore(then);
        network.time().at(then, () -> theirs.heardBy(told.opened(theirs)));
        StreamReader reader;
        try {
            reader = handler.opened(ours);
        } catch (Fault fault) {
            faults.add(fault.code());
            ours.reset();
            return;
        }
        ours.heardBy(reader);
    }
}

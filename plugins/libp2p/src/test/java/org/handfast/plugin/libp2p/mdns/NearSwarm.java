package org.handfast.plugin.libp2p.mdns;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.handfast.api.Crypto;
import org.handfast.api.Key;
import org.handfast.api.transport.TransportHost;
import org.handfast.crypto.HubKeys;
import org.handfast.crypto.HubToolkit;
import org.handfast.plugin.libp2p.multiaddr.Multiaddr;
import org.handfast.plugin.libp2p.peer.PeerId;
import org.handfast.plugin.libp2p.swarm.PeerBook;
import org.handfast.plugin.libp2p.swarm.Swarm;
import org.handfast.testkit.SeededRandom;
import org.handfast.testkit.TestClock;

/** A node that has a clock, addresses and a book, and no streams. */
final class NearSwarm implements Swarm {

    final TestClock clock = new TestClock(Instant.parse("2025-01-01T00:00:00Z"));
    final List<Multiaddr> addresses = new ArrayList<>();
    private final PeerBook book = new PeerBook();
    private final Crypto crypto;
    private final PeerId self;

    NearSwarm(long seed) {
        var random = new SeededRandom(seed);
        var toolkit = new HubToolkit(HubKeys.generate(random), "near", random);
        crypto = toolkit.forEvent(toolkit.random(32));
        self = PeerId.of(new Key(Key.Algorithm.ED25519, crypto.random(32)));
    }

    @Override
    public Instant now() {
        return clock.now();
    }

    @Override
    public TransportHost.Timer after(Duration delay, Runnable task) {
        return clock.after(delay, task)::cancel;
    }

    @Override
    public Crypto crypto() {
        return crypto;
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
    public PeerBook book() {
        return book;
    }

    @Override
    public void handle(String protocol, StreamHandler handler) {
        throw new UnsupportedOperationException("there are no streams");
    }

    @Override
    public void unhandle(String protocol) {
        throw new UnsupportedOperationException("there are no streams");
    }

    @Override
    public List<String> protocols() {
        return List.of();
    }

    @Override
    public void open(PeerId peer, List<Multiaddr> where, String protocol, Opening told) {
        throw new UnsupportedOperationException("there are no streams");
    }
}

package org.handfast.plugin.libp2p.fake;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

import org.handfast.plugin.libp2p.multiaddr.Multiaddr;

/** Swarms that reach each other by their addresses. All that takes time or chance is decided by a seed. */
public final class FakeNetwork {

    private static final int PORT = 4001;

    private final VirtualTime time = new VirtualTime();
    private final Random random;
    private final Duration delay;
    private final Map<Multiaddr, FakeSwarm> swarms = new HashMap<>();

    /**
     * An empty one.
     *
     * @param delay how long bytes take from one to another at least; twice as long at most
     */
    public FakeNetwork(long seed, Duration delay) {
        this.random = new Random(seed);
        this.delay = delay;
    }

    /** Its time. */
    public VirtualTime time() {
        return time;
    }

    /** A new node at an IPv4 address, with a key of its own. */
    public FakeSwarm join(String ip) {
        return join(ip, PORT);
    }

    /** The same at another port. */
    public FakeSwarm join(String ip, int port) {
        var swarm = new FakeSwarm(this, Multiaddr.tcp(ip, port), random.nextLong());
        swarms.put(swarm.address(), swarm);
        return swarm;
    }

    /** Who is there, if anybody is. */
    Optional<FakeSwarm> at(Multiaddr address) {
        return Optional.ofNullable(swarms.get(address.withoutPeer()));
    }

    Duration delay() {
        return delay.plusMillis(delay.isZero() ? 0 : random.nextLong(delay.toMillis() + 1));
    }

    /** Where to cut so many bytes. */
    int cut(int size) {
        return random.nextInt(4) == 0 ? 1 + random.nextInt(size) : size;
    }
}

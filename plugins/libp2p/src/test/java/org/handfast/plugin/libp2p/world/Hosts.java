package org.handfast.plugin.libp2p.world;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

import org.handfast.api.transport.SocketPlace;
import org.handfast.api.transport.TransportHost;
import org.handfast.plugin.libp2p.fake.VirtualTime;

/**
 * Machines in one memory, on one thread, under one clock: what goes from one to another arrives a millisecond later, cut anywhere.
 * What happens, and in which order, follows from a seed.
 */
public final class Hosts {

    /** How long anything takes to arrive. */
    public static final Duration DELAY = Duration.ofMillis(1);

    private static final int FOR_EVER = 5_000_000;

    private final VirtualTime time = new VirtualTime();
    private final Map<SocketPlace, MemoryHost> listening = new HashMap<>();
    private final List<MemoryHost> all = new ArrayList<>();
    private final Random random;
    private long ids;
    private boolean cuts = true;

    /** Machines that go the way of a seed. */
    public Hosts(long seed) {
        this.random = new Random(seed);
    }

    /** One more machine, with an address of its own: {@code 10.0.n.1}. */
    public MemoryHost host() {
        return host("10.0." + all.size() + ".1");
    }

    /** One more machine at an address. */
    public MemoryHost host(String address) {
        var host = new MemoryHost(this, new SocketPlace(address, 4_001), 1_000 + all.size());
        all.add(host);
        listening.put(host.place(), host);
        return host;
    }

    /** Nothing is cut on its way any more. */
    public Hosts uncut() {
        cuts = false;
        return this;
    }

    Instant now() {
        return time.now();
    }

    Random random() {
        return random;
    }

    boolean cuts() {
        return cuts;
    }

    long nextId() {
        return ++ids;
    }

    MemoryHost at(SocketPlace place) {
        return listening.get(place);
    }

    void gone(SocketPlace place) {
        listening.remove(place);
    }

    List<MemoryHost> all() {
        return all;
    }

    TransportHost.Timer after(Duration delay, Runnable task) {
        return time.after(delay, task);
    }

    /** Lets time pass, and all happen that is due by then. */
    public void pass(Duration length) {
        var count = new AtomicInteger();
        if (time.passUntil(() -> count.getAndIncrement() > FOR_EVER, length)) {
            throw new AssertionError("the machines do not come to rest");
        }
    }
}

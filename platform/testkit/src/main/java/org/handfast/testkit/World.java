package org.handfast.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.handfast.api.PairingProtocol;
import org.handfast.core.conversation.Workers;

/**
 * Hubs, devices and hostile peers in one memory, on one thread, under one clock: what happens, and in which order, follows
 * from a seed. After a test {@link #check} looks at what must be true whatever the test did.
 */
public final class World {

    /** Where every world begins. */
    public static final Instant BEGINNING = Instant.parse("2026-03-01T12:00:00Z");

    private static final int FOR_EVER = 1_000_000;

    private final long seed;
    private final long logged = Logs.mark();
    private final Random random;
    private final Schedule schedule;
    private final TestClock clock = new TestClock(BEGINNING);
    private final MemoryNetwork network;
    private final MemoryDiscovery discovery;
    private final List<TestNode> nodes = new ArrayList<>();

    /** A world that goes the way of a seed. */
    public World(long seed) {
        this.seed = seed;
        this.random = new Random(seed);
        this.schedule = new Schedule(random);
        this.network = new MemoryNetwork(schedule, random);
        this.discovery = new MemoryDiscovery(network, schedule, clock);
    }

    /** A hub or a device by a name, which is also where it can be dialled. */
    public TestNode node(String name, Map<String, String> settings, PairingProtocol<?>... protocols) {
        var node = new TestNode(this, name, settings, List.of(protocols));
        nodes.add(node);
        node.start();
        return node;
    }

    /** A peer that says what a test tells it to. */
    public ScriptedPeer peer(String name) {
        return new ScriptedPeer(this, name);
    }

    /** Lets everything that is ready happen. */
    public void settle() {
        for (int i = 0; schedule.step(); i++) {
            if (i > FOR_EVER) {
                throw new AssertionError("the world does not come to rest");
            }
        }
    }

    /** Lets at most so many of the things happen that are ready; false once nothing is. */
    public boolean steps(int most) {
        for (int i = 0; i < most; i++) {
            if (!schedule.step()) {
                return false;
            }
        }
        return true;
    }

    /** Lets time pass, and everything happen that is ready by then. */
    public void pass(Duration time) {
        settle();
        clock.advance(time, this::settle);
        settle();
    }

    /** The hubs and devices, in the order in which they came. */
    public List<TestNode> nodes() {
        return List.copyOf(nodes);
    }

    /** What nodes find of each other. */
    public MemoryDiscovery discovery() {
        return discovery;
    }

    /** The network. */
    public MemoryNetwork network() {
        return network;
    }

    /** The clock. */
    public TestClock clock() {
        return clock;
    }

    /** Chance, as the seed has it. */
    public Random random() {
        return random;
    }

    /** The seed, for a message that says how to see it again. */
    public long seed() {
        return seed;
    }

    /** What was logged since this world began. */
    public List<String> log() {
        return Logs.since(logged);
    }

    /** Threads of this world, all of them one. */
    Workers workers() {
        return new Workers() {
            @Override
            public void execute(Runnable task) {
                schedule.add(new Object(), task);
            }

            @Override
            public void replace(Thread stuck) {}
        };
    }

    /** What must be true after every test. */
    public void check() {
        settle();
        nodes.forEach(node -> Invariants.check(node, network));
        nodes.forEach(TestNode::stop);
        settle();
        nodes.forEach(Invariants::checkStopped);
        Invariants.checkNetwork(network);
        nodes.forEach(node -> Invariants.checkSecrets(node, log()));
    }
}

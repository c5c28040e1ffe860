package org.handfast.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.handfast.api.Address;
import org.handfast.api.Bytes;
import org.handfast.api.Descriptor;
import org.handfast.api.Event.Answer;
import org.handfast.api.Key;
import org.handfast.api.Listener;
import org.handfast.api.PairingProtocol;
import org.handfast.api.Question;
import org.handfast.api.Shown;
import org.handfast.api.State;
import org.handfast.api.Step;
import org.handfast.core.approval.PendingQuestion;
import org.handfast.core.audit.AuditRecord;
import org.handfast.core.audit.SealedAudit;
import org.handfast.core.conversation.Watcher;
import org.handfast.core.crypto.Toolkit;
import org.handfast.core.flight.FlightRecord;
import org.handfast.core.limit.Limits;
import org.handfast.core.mailbox.MemoryParcels;
import org.handfast.core.node.Node;
import org.handfast.core.node.Ports;
import org.handfast.core.registry.DeviceRecord;
import org.handfast.core.registry.ProtocolAddress;
import org.handfast.core.settings.HubSettings;
import org.handfast.core.store.MemoryStore;
import org.handfast.crypto.HubKeys;
import org.handfast.crypto.HubToolkit;

/** A hub or a device in a {@link World}: the real engine, desk and registry over ports in memory. */
public final class TestNode {

    private final World world;
    private final String name;
    private final Map<String, String> settings;
    private final List<PairingProtocol<?>> protocols;
    private final MemoryStore kept = new MemoryStore();
    private final MemoryParcels parcels = new MemoryParcels();
    private final Secrets secrets = new Secrets();
    private final Toolkit toolkit;
    private final List<String> misbehaved = new ArrayList<>();
    private final Map<UUID, Seen> watched = new HashMap<>();
    private StoreSwitch store = new StoreSwitch(kept);
    private @Nullable Life life;
    private @Nullable Node node;

    /** What a watcher of a command has seen. */
    public static final class Seen implements Watcher {
        private final List<String> labels = new ArrayList<>();
        private final List<Shown> shown = new ArrayList<>();
        private final List<String> told = new ArrayList<>();
        private @Nullable String ended;

        @Override
        public void reached(State state) {
            labels.add(state.label());
        }

        @Override
        public void shown(String code, List<Shown> lines, Optional<Instant> until) {
            shown.addAll(lines);
            told.add(code + ": "
                    + lines.stream().flatMap(l -> l.values().stream()).collect(Collectors.joining(" ")));
        }

        @Override
        public void ended(Step.Outcome outcome, String reason) {
            ended = outcome + ": " + reason;
        }

        /** The states it went through. */
        public List<String> labels() {
            return labels;
        }

        /** The lines it was shown. */
        public List<Shown> shown() {
            return shown;
        }

        /** The same, a line each time, with its code. */
        public List<String> told() {
            return told;
        }

        /** How it ended, if it has. */
        public Optional<String> end() {
            return Optional.ofNullable(ended);
        }
    }

    TestNode(World world, String name, Map<String, String> settings, List<PairingProtocol<?>> protocols) {
        this.world = world;
        this.name = name;
        this.settings = settings;
        this.protocols = protocols;
        var random = new SeededRandom(world.seed() * 31 + name.hashCode());
        this.toolkit = new WatchedToolkit(new HubToolkit(HubKeys.generate(random), name, random), secrets);
    }

    /** Starts, with what it has kept from before. */
    public void start() {
        store = new StoreSwitch(kept);
        var living = new Life(world.clock(), world.workers());
        life = living;
        var started = new Node(new Ports(
                store.store(),
                parcels,
                toolkit,
                living.timers(),
                living.workers(),
                world.network().dialler(name, living::lives),
                world.discovery().of(name, peer().bytes().hex(), living::lives),
                Limits.of(settings),
                new HubSettings(settings)));
        node = started;
        world.network().knows(name, peer());
        started.start();
        protocols.forEach(p -> install(started, p));
        world.settle();
    }

    /** The key by which it is known among peers. */
    public Key peer() {
        return toolkit.forEvent(Bytes.EMPTY).peerIdentity().publicKey();
    }

    private <S extends State> void install(Node started, PairingProtocol<S> protocol) {
        Descriptor<S> descriptor =
                started.engine().install(protocol, protocol.getClass().getClassLoader(), misbehaved::add);
        for (Listener listener : descriptor.listeners()) {
            world.network().listen(name, descriptor.id(), listener, started.engine());
        }
    }

    /** Stops as a kill does: from now on nothing is written and nothing is sent. */
    public void crash() {
        if (life != null) {
            life.end();
        }
        world.network().crash(name);
        node = null;
    }

    /** Stops as a person stops it. */
    public void stop() {
        if (node != null) {
            world.network().stopListening(name);
            node.stop();
            world.settle();
        }
    }

    /** Its name, which is also the endpoint of its last protocol; {@code name/protocol} is that of each. */
    public String name() {
        return name;
    }

    /** The node itself. */
    public Node node() {
        if (node == null) {
            throw new AssertionError(name + " is not running");
        }
        return node;
    }

    /** True unless it crashed and was not started again. */
    public boolean running() {
        return node != null;
    }

    /** The way to what it keeps. */
    public StoreSwitch store() {
        return store;
    }

    /** What it has kept. */
    public MemoryStore.Contents contents() {
        return kept.contents();
    }

    /** The secrets that its crypto has made or seen. */
    Secrets secrets() {
        return secrets;
    }

    /** Its audit log, oldest row first, sealed or not. */
    public List<AuditRecord> audit() {
        return Stream.concat(
                        kept.sealedAudit(0, Integer.MAX_VALUE).stream().map(SealedAudit::record),
                        kept.unsealedAudit(Integer.MAX_VALUE).stream())
                .toList();
    }

    /** The flight records that it has kept. */
    List<FlightRecord> keptFlights() {
        return kept.flights(Optional.empty(), Integer.MAX_VALUE);
    }

    /** Its crypto. */
    public Toolkit toolkit() {
        return toolkit;
    }

    /** Why plugins were to be stopped. */
    public List<String> misbehaved() {
        return misbehaved;
    }

    /** Gives a command and lets the world settle. */
    public Seen command(String protocol, String command, Map<String, String> arguments) {
        var seen = new Seen();
        world.pass(Duration.ofMillis(1));
        watched.put(node().engine().command(protocol, command, arguments, "test", Optional.of(seen)), seen);
        world.settle();
        return seen;
    }

    /** The one question that waits. */
    public Question question() {
        return waiting().question();
    }

    private PendingQuestion waiting() {
        List<PendingQuestion> pending = node().desk().pending();
        if (pending.size() != 1) {
            throw new AssertionError("one question should wait at " + name + ", these do: " + pending);
        }
        return pending.getFirst();
    }

    /** Answers the one question that waits, which must be of this stage, and lets the world settle. */
    public void answer(Question.Stage stage, Answer answer) {
        PendingQuestion pending = waiting();
        if (pending.question().stage() != stage) {
            throw new AssertionError("a question of stage " + stage + " should wait, but " + pending + " does");
        }
        node().desk().answer(pending.id(), answer, "test");
        world.settle();
    }

    /** A device of its registry. */
    public Optional<DeviceRecord> device(String protocol, String address) {
        return kept.deviceAt(new ProtocolAddress(protocol, new Address(address)));
    }

    /** The newest flight record, ended or not. */
    public FlightRecord flight() {
        return flights().getFirst();
    }

    /** All flight records, newest first. */
    public List<FlightRecord> flights() {
        node().engine().writeBehind();
        return node().flights(1_000);
    }
}

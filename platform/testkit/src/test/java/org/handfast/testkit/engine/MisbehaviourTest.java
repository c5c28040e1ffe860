package org.handfast.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.handfast.api.Address;
import org.handfast.api.Approval;
import org.handfast.api.Bytes;
import org.handfast.api.Claim;
import org.handfast.api.ConversationKey;
import org.handfast.api.Descriptor;
import org.handfast.api.Descriptor.Kind;
import org.handfast.api.Effect;
import org.handfast.api.Event;
import org.handfast.api.Event.Received;
import org.handfast.api.Fault;
import org.handfast.api.Introduction;
import org.handfast.api.Item;
import org.handfast.api.Key;
import org.handfast.api.KeyPair;
import org.handfast.api.Link;
import org.handfast.api.PairingId;
import org.handfast.api.Question;
import org.handfast.api.Response;
import org.handfast.api.Shown;
import org.handfast.api.State;
import org.handfast.api.Step;
import org.handfast.api.Step.Outcome;
import org.handfast.api.View;
import org.handfast.core.flight.FlightRecord;
import org.handfast.testkit.ScriptedPeer;
import org.handfast.testkit.TestNode;
import org.handfast.testkit.World;
import org.handfast.testkit.WorldTest;

/** Plugins that throw, hang, lie or want too much: it costs them the conversation, and nobody else anything. */
@WorldTest
class MisbehaviourTest {

    private static final Bytes BAD = Puppets.bytes("bad");
    private static final Bytes GOOD = Puppets.bytes("good");
    private static final Map<String, String> STRICT = Map.of("limit.plugin-failures", "1");

    /** A puppet that answers what is good, and does something else for what is bad. */
    private static Puppet puppet(Puppet.Moves bad) {
        Puppet.Moves moves = (state, event, view) -> switch (event) {
            case Received e when e.message().equals(BAD) -> bad.on(state, event, view);
            case Received e -> Step.to(state, Effect.send(e.link(), e.message()));
            default -> Step.stay(state);
        };
        return new Puppet(StreamsTest.onStreams(), moves, Puppet::oneLinkEach);
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> RuntimeException sneak(Throwable thrown) throws E {
        throw (E) thrown;
    }

    /** A state whose accessors do what a test wants. */
    private static Puppet.Moves to(State state) {
        @SuppressWarnings({"unchecked", "rawtypes"})
        Step<Puppet.Said> step = (Step) Step.to(state);
        return (s, event, view) -> step;
    }

    private static State state(Runnable phase, String label) {
        return new State() {
            @Override
            public Phase phase() {
                phase.run();
                return Phase.NEGOTIATING;
            }

            @Override
            public String label() {
                return label;
            }
        };
    }

    private static Arguments move(String name, Puppet.Moves move) {
        return Arguments.of(name, move);
    }

    private static Puppet.Moves effect(Function<View, Effect> effect) {
        return (state, event, view) -> Step.to(
                new Puppet.Said("Reached"),
                Effect.claim(Puppets.claim("before")),
                Effect.send(((Received) event).link(), Puppets.bytes("before")),
                effect.apply(view));
    }

    private static Arguments effect(String name, Function<View, Effect> effect) {
        return Arguments.of(name, effect(effect));
    }

    static Stream<Arguments> throwing() {
        return Stream.of(
                move("a runtime exception", (s, e, v) -> {
                    throw new IllegalStateException("secretive");
                }),
                move("an assertion", (s, e, v) -> {
                    throw new AssertionError("no");
                }),
                move("an error of the machine", (s, e, v) -> {
                    throw new OutOfMemoryError("not really");
                }),
                move("a missing class", (s, e, v) -> {
                    throw new NoClassDefFoundError("org/other/Thing");
                }),
                move("endless recursion", MisbehaviourTest::endless),
                move("a checked exception", (s, e, v) -> {
                    throw MisbehaviourTest.<RuntimeException>sneak(new Exception("checked"));
                }),
                move("an exception that cannot be printed", (s, e, v) -> {
                    throw new IllegalStateException() {
                        @Override
                        public String toString() {
                            throw new IllegalStateException("nor this one");
                        }
                    };
                }),
                move("a fault of no category", (s, e, v) -> {
                    throw new Fault(null, "odd", "odd");
                }),
                move("a fault of its own kind", (s, e, v) -> {
                    throw new Fault(Fault.Category.PEER_FAULT, "odd", "odd") {
                        @Override
                        public Category category() {
                            throw new IllegalStateException("no category");
                        }
                    };
                }),
                move("a fault of its own", (s, e, v) -> {
                    throw new Fault(Fault.Category.PLUGIN_FAULT, "own", "It gives up.");
                }),
                move("no step", (s, e, v) -> null),
                move("a step to no state", to(null)),
                move("a state without a label", to(state(() -> {}, null))),
                move(
                        "a state that throws",
                        to(state(
                                () -> {
                                    throw new IllegalStateException("phase");
                                },
                                "label"))),
                move("an end without an outcome", (s, e, v) -> Step.end(null, "why")),
                move("an end without a reason", (s, e, v) -> Step.end(Outcome.CLOSED, null)),
                move("null among the effects", (s, e, v) -> new Step.To<>(s, Collections.singletonList(null))),
                move("no effects at all", (s, e, v) -> new Step.To<>(s, null)));
    }

    private static Step<Puppet.Said> endless(Puppet.Said state, Event event, View view) {
        return state.word().isEmpty()
                ? Step.stay(state)
                : endless(state, event, view).and();
    }

    static Stream<Arguments> impossible() {
        return Stream.of(
                effect("nothing to send", v -> Effect.send(new Link(1, "tcp", "x", false), null)),
                effect("nowhere to send it", v -> Effect.send(null, GOOD)),
                effect("nothing to send to many", v -> Effect.sendAll(List.of(), null)),
                effect("many of whom one is nobody", v -> Effect.sendAll(Collections.singletonList(null), GOOD)),
                closing(1_000),
                closing(3_999),
                closing(5_000),
                effect("a timer without a name", v -> Effect.startTimer("", Duration.ofSeconds(1))),
                effect("a timer without a time", v -> Effect.startTimer("t", null)),
                effect("a timer into the past", v -> Effect.startTimer("t", Duration.ofNanos(-1))),
                effect("a name that is a book", v -> Effect.startTimer("t".repeat(257), Duration.ZERO)),
                effect("nothing to ask", v -> Effect.ask(null)),
                effect(
                        "a question about nobody",
                        v -> Effect.ask(new Question(
                                Question.Stage.WORDS,
                                null,
                                Introduction.of("x", "device"),
                                List.of(),
                                Duration.ofSeconds(1)))),
                effect(
                        "a question for less than no time",
                        v -> Effect.ask(new Question(
                                Question.Stage.WORDS,
                                Puppets.ADA,
                                Introduction.of("x", "device"),
                                List.of(),
                                Duration.ofSeconds(-1)))),
                effect("a note of nothing", v -> Effect.note("code", null)),
                effect("nowhere to dial", v -> Effect.dial(null)),
                effect("nothing to watch", v -> Effect.watch(null)),
                effect("nothing to bind to", v -> Effect.bind(Puppets.ADA, null)),
                effect("a claim in no scope", v -> Effect.claim(new Claim(null, GOOD, Claim.FOREVER))),
                effect("a claim in a book", v -> Effect.claim(new Claim("s".repeat(257), GOOD, Claim.FOREVER))),
                effect("a fact that is a book", v -> Effect.remember(Puppets.ADA, "f", "v".repeat(4_097))),
                effect("an approval of nothing", v -> Effect.approve(null, new Approval("x"))),
                effect("an approval that is none", v -> Effect.approve(PairingId.hub(Puppets.ADA), new Approval(null))),
                effect("establishing nothing", v -> Effect.establish(null)),
                effect("establishing with nobody", v -> Effect.establish(new PairingId("ada", null))),
                effect(
                        "an offer without a secret",
                        v -> Effect.offer(org.handfast.api.Offer.of("o", null, v.now(), 3))),
                effect("keys of its own making", v -> {
                    Key key = v.crypto().generate(Key.Algorithm.X25519).publicKey();
                    KeyPair own = () -> {
                        throw new IllegalStateException("asked");
                    };
                    return Effect.propose(
                            PairingId.hub(Puppets.ADA),
                            Introduction.of("x", "device"),
                            own,
                            key,
                            new org.handfast.api.Fingerprints(List.of(), List.of()));
                }),
                effect(
                        "approving what is not proposed",
                        v -> Effect.approve(PairingId.hub(Puppets.ADA), new Approval("x"))),
                effect("establishing what is not proposed", v -> Effect.establish(PairingId.hub(Puppets.ADA))),
                effect("no item to keep", v -> Effect.put(null)),
                effect("an item of nothing", v -> Effect.put(new Item("s", GOOD, null, v.now()))),
                effect("an item for no time", v -> Effect.put(new Item("s", GOOD, GOOD, null))),
                effect(
                        "an item that is too large",
                        v -> Effect.put(new Item("s", GOOD, Bytes.wrap(new byte[16_385]), v.now()))),
                effect("an item in no scope", v -> Effect.put(new Item(null, GOOD, GOOD, v.now()))),
                effect("an item without a key", v -> Effect.put(new Item("s", Bytes.EMPTY, GOOD, v.now()))),
                effect("an item to forget in no scope", v -> Effect.remove(null, GOOD)),
                effect("an item to forget that is none", v -> Effect.remove("s", null)),
                effect("a scope to clear that is none", v -> Effect.clear(null)),
                effect("a scope to clear that is a book", v -> Effect.clear("s".repeat(257))),
                effect("an address for nobody", v -> Effect.alias(null, Puppets.BOB)),
                effect("no address for somebody", v -> Effect.alias(Puppets.ADA, null)),
                effect("an address for who is not there", v -> Effect.alias(Puppets.ADA, Puppets.BOB)),
                effect("letting in nobody", v -> Effect.admit(null, new Approval("x"))),
                effect("letting in by nothing", v -> Effect.admit(Puppets.ADA, null)),
                effect("letting in by an approval that is none", v -> Effect.admit(Puppets.ADA, new Approval(null))),
                effect("letting in who is not there", v -> Effect.admit(Puppets.ADA, new Approval("x"))),
                effect("nobody to stir", v -> Effect.stir(null)),
                effect("finding others by a listener for no streams", v -> Effect.seek("tcp", "hub", GOOD)),
                effect("a record for a listener that is not there", v -> Effect.withdraw("none", GOOD)),
                effect("a record to take back by nothing", v -> Effect.withdraw(null, GOOD)),
                effect("a record of nothing", v -> Effect.advertise("stream", GOOD, null, v.now())),
                effect("a record for no time", v -> Effect.advertise("stream", GOOD, GOOD, null)),
                effect("a record under nothing", v -> Effect.advertise("stream", Bytes.EMPTY, GOOD, v.now())),
                effect(
                        "a record under a book",
                        v -> Effect.advertise("stream", Bytes.wrap(new byte[129]), GOOD, v.now())),
                effect("a record to take back under nothing", v -> Effect.withdraw("stream", null)),
                effect("seeking without a name", v -> Effect.seek("stream", "", GOOD)),
                effect("seeking nothing", v -> Effect.seek("stream", "hub", null)),
                effect("a search to stop without a name", v -> Effect.stopSeeking(null)),
                effect("a message with nobody", v -> Effect.publish(null, "t", GOOD)),
                effect("a message about nothing", v -> Effect.publish(Puppets.ADA, null, GOOD)),
                effect("a message of nothing", v -> Effect.publishSent(Puppets.ADA, "t", null)),
                effect("a message about a book", v -> Effect.publish(Puppets.ADA, "\u00e9".repeat(128), GOOD)),
                effect(
                        "a message with an address that leaves no room",
                        v -> Effect.publish(new Address("a".repeat(Address.MAX_LENGTH)), "t", GOOD)),
                effect("nobody to have seen", v -> Effect.seen(null)),
                header("", "x"),
                header("two words", "x"),
                header("colon:", "x"),
                header("8ball", "x"),
                header("x-" + "long".repeat(16), "x"),
                header("x-value", "line\r\nx-evil: other"),
                header("x-value", "\u00e9"),
                header("x-value", "\u007f"),
                header("x-value", "v".repeat(4_097)),
                header("Content-Length", "2"),
                header("content-type", "text/html"),
                header("Transfer-Encoding", "chunked"),
                header("CONNECTION", "close"),
                header("Access-Control-Allow-Origin", "*"),
                header("Sec-WebSocket-Accept", "x"),
                effect(
                        "a header twice",
                        v -> Effect.respond(
                                new Link(1, "http", "x", false),
                                new Response(200, "", Bytes.EMPTY)
                                        .with("Retry-After", "1")
                                        .with("retry-after", "2"))));
    }

    private static Arguments closing(int code) {
        return effect("closing by code " + code, v -> Effect.close(new Link(1, "ws", "x", false), code, "why"));
    }

    private static Arguments header(String name, String value) {
        return effect(
                "a header '" + name + "' of " + value.length(),
                v -> Effect.respond(
                        new Link(1, "http", "x", false), new Response(200, "", Bytes.EMPTY).with(name, value)));
    }

    static Stream<Arguments> all() {
        return Stream.concat(throwing(), impossible());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void itCostsTheConversationAndNothingElse(String what, Puppet.Moves bad) {
        var world = new World(what.hashCode());
        TestNode hub = Puppets.hub(world, puppet(bad));
        ScriptedPeer bystander = Puppets.peer(world, "bystander");
        ScriptedPeer peer = Puppets.peer(world, "peer").send(BAD);

        assertThat(peer.closedBecause()).isPresent();
        assertThat(peer.heardNothing()).isTrue();
        FlightRecord flight = Puppets.ended(hub);
        assertThat(flight.outcome()).contains(Outcome.FAILED);
        assertThat(flight.reason()).startsWith("The plugin failed: ");
        assertThat(flight.label()).isEqualTo("Beginning");
        assertThat(hub.contents().claims()).isEmpty();
        assertThat(hub.contents().pairings()).isEmpty();
        assertThat(hub.node().engine().size()).isEqualTo(1);
        assertThat(bystander.send(GOOD).read()).isEqualTo(GOOD);
        assertThat(Puppets.peer(world, "next").send(GOOD).read()).isEqualTo(GOOD);
        world.check();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void itIsCountedAndPastTheLimitThePluginIsToBeStopped(String what, Puppet.Moves bad) {
        var world = new World(what.hashCode());
        TestNode hub = Puppets.hub(world, STRICT, puppet(bad));
        Puppets.peer(world, "peer").send(BAD);
        Puppets.peer(world, "again").send(BAD);
        assertThat(hub.misbehaved()).hasSize(1);
        assertThat(hub.misbehaved().getFirst()).startsWith("failed 1 times within an hour, last: ");
    }

    @Test
    void failuresAreForgottenAfterAnHour(World world) {
        TestNode hub = Puppets.hub(world, Map.of("limit.plugin-failures", "3"), puppet((s, e, v) -> null));
        Puppets.peer(world, "one").send(BAD);
        Puppets.peer(world, "two").send(BAD);
        world.pass(Duration.ofHours(1).plusSeconds(1));
        Puppets.peer(world, "three").send(BAD);
        Puppets.peer(world, "four").send(BAD);
        assertThat(hub.misbehaved()).isEmpty();
    }

    @Test
    void theLogNamesTheFailureInFullOnceAnHourAndInALineAfterThat(World world) {
        Puppets.hub(world, puppet((s, e, v) -> {
            throw new IllegalStateException("line one\nline two");
        }));
        Puppets.peer(world, "one").send(BAD);
        Puppets.peer(world, "two").send(BAD);
        List<String> errors =
                world.log().stream().filter(l -> l.startsWith("SEVERE")).toList();
        assertThat(errors).hasSize(2);
        assertThat(errors.get(0)).contains("Caused by: java.lang.IllegalStateException");
        assertThat(errors.get(1).lines()).hasSize(1);
        assertThat(errors.get(1)).contains("line one line two");
    }

    @Test
    void moreEffectsThanAStepMayHaveAreRefusedWhole(World world) {
        var effects = IntStream.range(0, 2_001)
                .mapToObj(i -> Effect.note("n" + i, ""))
                .toArray(Effect[]::new);
        TestNode hub = Puppets.hub(world, puppet((s, e, v) -> Step.to(s, effects)));
        Puppets.peer(world, "peer").send(BAD);
        assertThat(Puppets.ended(hub).reason()).contains("wants 2001 effects of one step; it may have 2000");
        assertThat(Puppets.codes(Puppets.ended(hub))).doesNotContain("n0");
    }

    @Test
    void moreTimersThanAConversationMayHaveAreRefusedWhole(World world) {
        TestNode hub =
                Puppets.hub(world, Map.of("limit.timers", "2"), new Puppet((state, event, view) -> switch (event) {
                    case Event.Opened e -> Step.to(state, timer("a"), timer("b"));
                    case Received e when e.message().equals(BAD) -> Step.to(state, timer("b"), timer("c"));
                    case Received e -> Step.to(state, Effect.cancelTimer("a"), timer("c"), timer("b"));
                    default -> Step.stay(state);
                }));
        ScriptedPeer good = Puppets.peer(world, "good").send(GOOD);
        ScriptedPeer bad = Puppets.peer(world, "bad").send(BAD);
        assertThat(good.closedBecause()).isEmpty();
        assertThat(bad.closedBecause()).isPresent();
        assertThat(Puppets.ended(hub).reason()).contains("more timers than the 2");
    }

    private static Effect timer(String name) {
        return Effect.startTimer(name, Duration.ofHours(1));
    }

    @Test
    void moreAddressesThanAConversationMayHaveAreRefusedWhole(World world) {
        TestNode hub =
                Puppets.hub(world, Map.of("limit.watches", "2"), new Puppet((state, event, view) -> switch (event) {
                    case Event.Opened e ->
                        Step.to(state, Effect.watch(Puppets.ADA), Effect.bind(Puppets.BOB, e.link()));
                    case Received e
                    when e.message().equals(BAD) ->
                        Step.to(state, Effect.watch(new Address("eve")), Effect.send(e.link(), GOOD));
                    case Received e ->
                        Step.to(
                                state,
                                Effect.bind(Puppets.ADA, e.link()),
                                Effect.watch(Puppets.BOB),
                                Effect.send(e.link(), GOOD));
                    default -> Step.stay(state);
                }));
        assertThat(Puppets.peer(world, "good").send(GOOD).read()).isEqualTo(GOOD);
        ScriptedPeer bad = Puppets.peer(world, "bad").send(BAD);
        assertThat(bad.heardNothing()).isTrue();
        assertThat(Puppets.ended(hub).reason()).contains("more addresses than the 2");
    }

    @Test
    void anEndlessTimerIsAsGoodAsNone(World world) {
        TestNode hub = Puppets.hub(
                world, puppet((s, e, v) -> Step.to(s, Effect.startTimer("t", Duration.ofSeconds(Long.MAX_VALUE)))));
        ScriptedPeer peer = Puppets.peer(world, "peer").send(BAD);
        assertThat(peer.closedBecause()).isEmpty();
        assertThat(hub.node().engine().size()).isEqualTo(1);
    }

    @Test
    void aPluginWithoutAListenerCannotDial() {
        var world = new World(1);
        Descriptor<Puppet.Said> deaf = new Descriptor<>(
                Puppet.ID,
                "Deaf",
                Puppet.describe(Puppet.ID).kinds(),
                List.of(),
                Puppet.describe(Puppet.ID).commands(),
                List.of());
        TestNode hub = world.node(
                "hub",
                Map.of(),
                new Puppet(
                        deaf, (state, event, view) -> Step.to(state, Effect.dial("elsewhere:1")), Puppet::oneLinkEach));
        assertThat(hub.command(Puppet.ID, "go", Map.of()).end().orElseThrow()).contains("dials, but has no listener");
        world.check();
    }

    private static void hang(World world, Duration time) {
        world.clock().advance(time, () -> {});
    }

    @Test
    void aCallThatDoesNotComeBackIsAbandonedWithAllItWanted() {
        var world = new World(2);
        TestNode hub = Puppets.hub(world, puppet((s, e, v) -> {
            hang(world, Duration.ofMillis(2_000));
            return Step.to(
                    new Puppet.Said("Late"),
                    Effect.claim(Puppets.claim("late")),
                    Effect.note("late", ""),
                    Effect.send(((Received) e).link(), GOOD));
        }));
        ScriptedPeer bystander = Puppets.peer(world, "bystander");
        ScriptedPeer peer = Puppets.peer(world, "peer").send(BAD);
        assertThat(peer.heardNothing()).isTrue();
        assertThat(peer.closedBecause()).isPresent();
        FlightRecord flight = Puppets.ended(hub);
        assertThat(flight.reason()).isEqualTo("The plugin did not come back in time.");
        assertThat(flight.label()).isEqualTo("Beginning");
        assertThat(Puppets.codes(flight)).doesNotContain("late", "claim");
        assertThat(hub.contents().claims()).isEmpty();
        assertThat(bystander.send(GOOD).read()).isEqualTo(GOOD);
        assertThat(hub.misbehaved()).isEmpty();
        world.check();
    }

    @Test
    void aCallThatComesBackJustInTimeIsNot() {
        var world = new World(2);
        Puppets.hub(world, puppet((s, e, v) -> {
            hang(world, Duration.ofMillis(1_999));
            return Step.to(s, Effect.send(((Received) e).link(), GOOD));
        }));
        assertThat(Puppets.peer(world, "peer").send(BAD).read()).isEqualTo(GOOD);
        world.check();
    }

    @Test
    void twoAbandonedCallsAndThePluginIsToBeStopped() {
        var world = new World(3);
        TestNode hub = Puppets.hub(world, puppet((s, e, v) -> {
            hang(world, Duration.ofSeconds(3));
            return Step.stay(s);
        }));
        Puppets.peer(world, "one").send(BAD);
        assertThat(hub.misbehaved()).isEmpty();
        Puppets.peer(world, "two").send(BAD);
        Puppets.peer(world, "three").send(BAD);
        assertThat(hub.misbehaved()).singleElement().asString().contains("did not come back from 2 calls");
    }

    @Test
    void lookingThingsUpDoesNotBuyMoreTime() {
        var world = new World(4);
        var rounds = new ArrayList<Integer>();
        TestNode hub = Puppets.hub(world, puppet((s, e, v) -> {
            for (int i = 0; i < 100; i++) {
                rounds.add(i);
                hang(world, Duration.ofMillis(500));
                v.device(Puppets.ADA);
            }
            return Step.stay(s);
        }));
        Puppets.peer(world, "peer").send(BAD);
        assertThat(rounds).hasSize(4);
        assertThat(Puppets.ended(hub).reason()).isEqualTo("The plugin did not come back in time.");
    }

    @Test
    void aPluginThatSwallowsTheEndOfItsTimeIsAbandonedAllTheSame() {
        var world = new World(5);
        TestNode hub = Puppets.hub(world, puppet((s, e, v) -> {
            hang(world, Duration.ofSeconds(3));
            try {
                v.device(Puppets.ADA);
            } catch (RuntimeException ignored) {
                return Step.to(new Puppet.Said("Swallowed"));
            }
            return Step.stay(s);
        }));
        Puppets.peer(world, "peer").send(BAD);
        assertThat(Puppets.ended(hub).label()).isEqualTo("Beginning");
        assertThat(Puppets.ended(hub).reason()).isEqualTo("The plugin did not come back in time.");
    }

    @Test
    void aClockThatIsSetForwardDoesNotCountAsThePluginsTime() {
        var world = new World(6);
        Puppets.hub(world, puppet((s, e, v) -> {
            for (int i = 0; i < 3; i++) {
                world.clock().set(world.clock().now().plus(Duration.ofHours(1)));
                v.device(Puppets.ADA);
                world.clock().set(world.clock().now().minus(Duration.ofMinutes(50)));
                v.device(Puppets.ADA);
            }
            hang(world, Duration.ofMillis(1_900));
            return Step.to(s, Effect.send(((Received) e).link(), GOOD));
        }));
        assertThat(Puppets.peer(world, "peer").send(BAD).read()).isEqualTo(GOOD);
    }

    private static TestNode hubThatBegins(World world, Function<ConversationKey, Puppet.Said> begin) {
        Descriptor<Puppet.Said> usual = Puppet.describe(Puppet.ID);
        Descriptor<Puppet.Said> odd = new Descriptor<>(
                usual.id(),
                usual.title(),
                List.of(new Kind<>("talk", begin)),
                usual.listeners(),
                usual.commands(),
                usual.settings());
        return world.node(
                "hub", STRICT, new Puppet(odd, (state, event, view) -> Step.stay(state), Puppet::oneLinkEach));
    }

    @Test
    void aConversationThatCannotBeginRefusesTheLinkAndCounts() {
        for (Function<ConversationKey, Puppet.Said> begin : List.<Function<ConversationKey, Puppet.Said>>of(
                key -> null,
                key -> {
                    throw new AssertionError("no beginning");
                },
                key -> new Puppet.Said(null))) {
            var world = new World(7);
            TestNode hub = hubThatBegins(world, begin);
            assertThat(Puppets.peer(world, "peer").closedBecause()).isPresent();
            assertThat(hub.misbehaved()).hasSize(1);
            assertThat(hub.node().engine().size()).isZero();
            assertThatThrownBy(() -> hub.command(Puppet.ID, "go", Map.of()))
                    .isInstanceOfSatisfying(
                            Fault.class, f -> assertThat(f.category()).isEqualTo(Fault.Category.PLUGIN_FAULT));
        }
    }

    @Test
    void aConversationThatHangsAtItsBeginningIsAbandoned() {
        var world = new World(8);
        TestNode hub = hubThatBegins(world, key -> {
            hang(world, Duration.ofSeconds(3));
            return Puppet.BEGINNING;
        });
        assertThat(Puppets.peer(world, "peer").closedBecause()).isPresent();
        assertThatThrownBy(() -> hub.command(Puppet.ID, "go", Map.of())).hasMessageContaining("did not come back");
        world.settle();
        assertThat(hub.misbehaved()).hasSize(1);
        assertThat(hub.node().engine().size()).isZero();
    }

    @Test
    void whatDoesNotDescribeItselfIsNotInstalled(World world) {
        var engine =
                Puppets.hub(world, puppet((s, e, v) -> Step.stay(s))).node().engine();
        var silent = new Puppet(null, (s, e, v) -> Step.stay(s), Puppet::oneLinkEach);
        assertThatThrownBy(() -> engine.install(silent, getClass().getClassLoader(), why -> {}))
                .hasMessageContaining("descriptor cannot be: it has none");
        var throwing = new org.handfast.api.PairingProtocol<Puppet.Said>() {
            @Override
            public Descriptor<Puppet.Said> descriptor() {
                throw new NoClassDefFoundError("org/other/Thing");
            }

            @Override
            public Optional<ConversationKey> route(Event first) {
                return Optional.empty();
            }

            @Override
            public Step<Puppet.Said> on(Puppet.Said state, Event event, View view) {
                return Step.stay(state);
            }
        };
        assertThatThrownBy(() -> engine.install(throwing, getClass().getClassLoader(), why -> {}))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("does not describe itself: java.lang.NoClassDefFoundError");
        assertThatThrownBy(() -> engine.install(
                        puppet((s, e, v) -> Step.stay(s)), getClass().getClassLoader(), why -> {}))
                .hasMessage("Another plugin already serves the protocol 'puppet'.");
    }

    static Stream<Arguments> badRoutes() {
        return Stream.of(
                Arguments.of("throws an error", (Puppet.Routes) first -> {
                    throw new AssertionError("no way");
                }),
                Arguments.of("throws an exception", (Puppet.Routes) first -> {
                    throw new IllegalStateException("no way");
                }),
                Arguments.of("gives nothing", (Puppet.Routes) first -> null),
                Arguments.of("names a kind that is not declared", (Puppet.Routes)
                        first -> Optional.of(new ConversationKey("other", "x"))),
                Arguments.of("names no kind", (Puppet.Routes) first -> Optional.of(new ConversationKey(null, "x"))),
                Arguments.of("names nothing", (Puppet.Routes) first -> Optional.of(new ConversationKey("talk", null))),
                Arguments.of("names a book", (Puppet.Routes)
                        first -> Optional.of(new ConversationKey("talk", "x".repeat(257)))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badRoutes")
    void aRouteThatFailsRefusesTheLinkOrTheCommandAndCounts(String what, Puppet.Routes routes) {
        var world = new World(9);
        TestNode hub = Puppets.hub(world, STRICT, new Puppet((s, e, v) -> Step.stay(s), routes));
        assertThat(Puppets.peer(world, "peer").closedBecause()).isPresent();
        assertThat(hub.misbehaved()).hasSize(1);
        assertThatThrownBy(() -> hub.command(Puppet.ID, "go", Map.of()))
                .isInstanceOfSatisfying(
                        Fault.class, f -> assertThat(f.category()).isEqualTo(Fault.Category.PLUGIN_FAULT));
        assertThat(hub.node().engine().size()).isZero();
    }

    @Test
    void aRouteThatHangsRefusesTheLinkAndTheCommand() {
        var world = new World(10);
        TestNode hub = Puppets.hub(world, new Puppet((s, e, v) -> Step.stay(s), first -> {
            hang(world, Duration.ofSeconds(3));
            return Puppet.oneLinkEach(first);
        }));
        assertThat(Puppets.peer(world, "peer").closedBecause()).isPresent();
        assertThatThrownBy(() -> hub.command(Puppet.ID, "go", Map.of())).hasMessageContaining("did not come back");
        world.settle();
        assertThat(hub.node().engine().size()).isZero();
        assertThat(hub.misbehaved()).hasSize(1);
    }

    @Test
    void aRouteThatRefusesACommandSaysSoAndDoesNotCount(World world) {
        TestNode hub = Puppets.hub(world, STRICT, new Puppet((s, e, v) -> Step.stay(s), first -> {
            throw new Fault(Fault.Category.OPERATOR_INPUT, "no-endpoint", "Say where to.");
        }));
        assertThatThrownBy(() -> hub.command(Puppet.ID, "go", Map.of()))
                .isInstanceOf(Fault.class)
                .hasMessage("Say where to.");
        assertThat(hub.misbehaved()).isEmpty();
    }

    @Test
    void whatAPeerIsToBlameForIsNotHeldAgainstThePlugin(World world) {
        TestNode hub = Puppets.hub(
                world,
                STRICT,
                new Puppet(
                        (s, e, v) -> {
                            if (e instanceof Received r && r.message().equals(BAD)) {
                                throw Fault.peer("rude", "It said something bad.");
                            }
                            return e instanceof Received r ? Step.to(s, Effect.send(r.link(), GOOD)) : Step.stay(s);
                        },
                        Puppet::together));
        ScriptedPeer one = Puppets.peer(world, "one");
        ScriptedPeer two = Puppets.peer(world, "two");
        ScriptedPeer three = Puppets.peer(world, "three");
        two.send(BAD);
        assertThat(two.closedBecause()).isPresent();
        assertThat(one.send(GOOD).read()).isEqualTo(GOOD);
        assertThat(three.send(GOOD).read()).isEqualTo(GOOD);
        assertThat(Puppets.codes(hub.flight())).contains("rude", "link-closed");
        assertThat(hub.misbehaved()).isEmpty();
    }

    @Test
    void aWatcherThatThrowsIsNotHeldAgainstThePluginEither(World world) {
        TestNode hub = Puppets.hub(
                world,
                STRICT,
                new Puppet((s, e, v) -> e instanceof Event.Commanded
                        ? Step.to(
                                new Puppet.Said("Shown"),
                                Effect.show("code", new Shown(Shown.Kind.PHRASE, List.of("word"))))
                        : Step.stay(s)));
        var watcher = new org.handfast.core.conversation.Watcher() {
            private int calls;

            @Override
            public void reached(State state) {
                calls++;
                throw new IllegalStateException("reached");
            }

            @Override
            public void shown(String code, List<Shown> lines, Optional<java.time.Instant> until) {
                calls++;
                throw new IllegalStateException("shown");
            }

            @Override
            public void stepped() {
                calls++;
                throw new IllegalStateException("stepped");
            }

            @Override
            public void ended(Outcome outcome, String reason) {
                calls++;
                throw new IllegalStateException("ended");
            }
        };
        var id = hub.node().engine().command(Puppet.ID, "go", Map.of("key", "k"), "test", Optional.of(watcher));
        world.settle();
        assertThat(hub.flight().label()).isEqualTo("Shown");
        hub.node().engine().cancel(id, "Enough.");
        world.settle();
        assertThat(watcher.calls).isEqualTo(5);
        assertThat(Puppets.ended(hub).outcome()).contains(Outcome.CANCELLED);
        assertThat(hub.misbehaved()).isEmpty();
    }

    @Test
    void aListenerForNewsThatThrowsIsNotHeldAgainstAnybody(World world) {
        TestNode hub = Puppets.hub(world, STRICT, puppet((s, e, v) -> Step.end(Outcome.CLOSED, "Done.")));
        var heard = new ArrayList<Long>();
        hub.node().feed().listen(news -> {
            throw new IllegalStateException("cannot listen");
        });
        hub.node().feed().listen(news -> heard.add(news.version()));
        Puppets.peer(world, "peer").send(BAD);
        assertThat(Puppets.ended(hub).outcome()).contains(Outcome.CLOSED);
        assertThat(heard).isNotEmpty().isSorted();
        assertThat(hub.misbehaved()).isEmpty();
    }

    @Test
    void labelsAndReasonsAreCutAndCleanedBeforeTheyAreKept(World world) {
        TestNode hub = Puppets.hub(
                world,
                puppet((s, e, v) -> s.word().equals("Beginning")
                        ? Step.to(
                                new Puppet.Said("L\n".repeat(1_000)),
                                Effect.note("c".repeat(1_000), "d\u202e".repeat(1_000)))
                        : Step.end(Outcome.CLOSED, "r\0".repeat(1_000))));
        Puppets.peer(world, "peer").send(BAD).send(BAD);
        FlightRecord flight = Puppets.ended(hub);
        assertThat(flight.label()).hasSize(100).startsWith("L L ");
        assertThat(flight.reason()).hasSize(500).startsWith("r r ");
        assertThat(flight.entries())
                .allSatisfy(e -> assertThat(e.code().length()).isLessThanOrEqualTo(100))
                .allSatisfy(e -> assertThat(e.detail().length()).isLessThanOrEqualTo(500))
                .allSatisfy(e -> assertThat(e.detail()).doesNotContain("\u202e", "\n", "\0"));
    }
}

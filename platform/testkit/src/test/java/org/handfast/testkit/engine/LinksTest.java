package org.handfast.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import org.handfast.api.Bytes;
import org.handfast.api.ConversationKey;
import org.handfast.api.Descriptor;
import org.handfast.api.Effect;
import org.handfast.api.Event;
import org.handfast.api.Event.Received;
import org.handfast.api.Fault;
import org.handfast.api.Listener;
import org.handfast.api.Step;
import org.handfast.api.Step.Outcome;
import org.handfast.core.conversation.ConversationEngine;
import org.handfast.testkit.ScriptedPeer;
import org.handfast.testkit.TestNode;
import org.handfast.testkit.World;
import org.handfast.testkit.WorldTest;

/** Links on their way to conversations, and what becomes of them when there is none. */
@WorldTest
class LinksTest {

    private static final Bytes HELLO = Puppets.bytes("hello");

    private final List<String> heard = new ArrayList<>();

    private Step<Puppet.Said> echo(Puppet.Said state, Event event) {
        return switch (event) {
            case Received e -> {
                heard.add(Puppet.text(e));
                yield Step.to(state, Effect.send(e.link(), e.message()));
            }
            case Event.LinkClosed e -> {
                heard.add("closed");
                yield Step.end(Outcome.CLOSED, "Gone.");
            }
            default -> Step.stay(state);
        };
    }

    private Puppet echoing(Puppet.Routes routes) {
        return new Puppet((state, event, view) -> echo(state, event), routes);
    }

    private static Puppet dialling(List<Event> heard) {
        return new Puppet((state, event, view) -> {
            heard.add(event);
            return switch (event) {
                case Event.Commanded e ->
                    Step.to(state, Effect.dial(e.arguments().get("to")));
                case Event.Dialled e
                when e.link().isPresent() -> Step.to(state, Effect.send(e.link().get(), HELLO));
                case Event.Dialled e -> Step.end(Outcome.FAILED, e.detail());
                case Event.LinkClosed e -> Step.end(Outcome.CLOSED, e.reason());
                default -> Step.stay(state);
            };
        });
    }

    @Test
    void aDialThatSucceedsGivesALinkOfThatConversation(World world) {
        var events = new ArrayList<Event>();
        TestNode hub = Puppets.hub(world, dialling(events));
        ScriptedPeer there = world.peer("there").listen(Puppet.LISTENER);
        hub.command(Puppet.ID, "go", Map.of("to", "there"));
        assertThat(there.read()).isEqualTo(HELLO);
        there.send(HELLO);
        assertThat(events.getLast()).isInstanceOfSatisfying(Received.class, e -> {
            assertThat(e.link().dialled()).isTrue();
            assertThat(e.message()).isEqualTo(HELLO);
        });
        there.close();
        assertThat(hub.flight().outcome()).contains(Outcome.CLOSED);
    }

    @Test
    void aDialThatFailsSaysWhy(World world) {
        TestNode hub = Puppets.hub(world, dialling(new ArrayList<>()));
        assertThat(hub.command(Puppet.ID, "go", Map.of("to", "nowhere")).end()).contains("FAILED: connection refused");
    }

    @Test
    void aLinkThatIsDialledForAConversationThatIsOverIsClosed(World world) {
        var events = new ArrayList<Event>();
        TestNode hub = Puppets.hub(world, new Puppet((state, event, view) -> {
            events.add(event);
            return Step.end(Outcome.CLOSED, "Never mind.", Effect.dial("there"));
        }));
        ScriptedPeer there = world.peer("there").listen(Puppet.LISTENER);
        hub.command(Puppet.ID, "go", Map.of());
        assertThat(events).hasSize(1);
        assertThat(there.closedBecause()).isPresent();
        assertThat(hub.node().engine().links()).isZero();
    }

    @Test
    void aLinkThatClosesBeforeItsConversationIsKnownLeavesNothing(World world) {
        TestNode hub = Puppets.hub(world, echoing(Puppet::byFirstMessage));
        Puppets.peer(world, "peer").close();
        assertThat(heard).isEmpty();
        assertThat(hub.node().engine().size()).isZero();
        assertThat(hub.node().engine().links()).isZero();
        assertThat(hub.flights()).isEmpty();
    }

    @Test
    void aLinkThatClosesWhileItsConversationIsFoundIsHeardOfToItsEnd() {
        for (int seed = 0; seed < 50; seed++) {
            heard.clear();
            var world = new World(seed);
            TestNode hub = Puppets.hub(world, echoing(Puppet::oneLinkEach));
            ScriptedPeer peer = world.peer("peer").begin("hub", Puppet.LISTENER).put(HELLO);
            world.steps(1);
            peer.close();
            assertThat(heard).as("seed " + seed).isIn(List.of("hello", "closed"), List.of("closed"), List.of());
            assertThat(hub.node().engine().size()).as("seed " + seed).isZero();
            world.check();
        }
    }

    @Test
    void aLinkThatIsRefusedWhileItsConversationBeginsLeavesNoConversationBehind(World world) {
        var hub = new TestNode[1];
        hub[0] = begin(world, key -> {
            world.network().cut("peer");
            world.settle();
            return Puppet.BEGINNING;
        });
        ScriptedPeer peer = Puppets.peer(world, "peer");
        assertThat(peer.closedBecause()).isPresent();
        assertThat(heard).containsExactly("closed");
        assertThat(hub[0].node().engine().size()).isZero();
    }

    private TestNode begin(World world, java.util.function.Function<ConversationKey, Puppet.Said> begin) {
        Descriptor<Puppet.Said> usual = Puppet.describe(Puppet.ID);
        return world.node(
                "hub",
                Map.of(),
                new Puppet(
                        new Descriptor<>(
                                usual.id(),
                                usual.title(),
                                List.of(new Descriptor.Kind<>("talk", begin)),
                                usual.listeners(),
                                usual.commands(),
                                usual.settings()),
                        (state, event, view) -> echo(state, event),
                        Puppet::oneLinkEach));
    }

    @Test
    void thePluginIsAskedOnceAboutEachEventOfALink(World world) {
        var asked = new ArrayList<String>();
        Puppets.hub(world, echoing(first -> {
            asked.add(first instanceof Received r ? Puppet.text(r) : "opened");
            return Puppet.byFirstMessage(first).filter(k -> k.id().equals("key"));
        }));
        Puppets.peer(world, "peer")
                .send(Puppets.bytes("a"))
                .send(Puppets.bytes("b"))
                .send(Puppets.bytes("key"));
        assertThat(asked).containsExactly("opened", "a", "b", "key");
        assertThat(heard).containsExactly("a", "b", "key");
    }

    @Test
    void whatAPeerSaysEarlyWaitsInOrder(World world) {
        Puppets.hub(world, echoing(first -> {
            world.settle();
            return Puppet.byFirstMessage(first).filter(k -> k.id().equals("m5"));
        }));
        ScriptedPeer peer = world.peer("peer").begin("hub", Puppet.LISTENER);
        List<String> said = IntStream.range(0, 60).mapToObj(i -> "m" + i).toList();
        said.forEach(m -> peer.put(Puppets.bytes(m)));
        world.settle();
        assertThat(peer.closedBecause()).isEmpty();
        assertThat(heard).isEqualTo(said);
    }

    @Test
    void whoeverNeverSaysWhereItBelongsIsClosedForSayingTooMuch(World world) {
        TestNode hub = Puppets.hub(world, echoing(first -> Optional.empty()));
        world.network().ignorePauses();
        ScriptedPeer peer = Puppets.peer(world, "peer");
        IntStream.range(0, 63).forEach(i -> peer.send(HELLO));
        assertThat(peer.closedBecause()).isEmpty();
        peer.send(HELLO);
        assertThat(peer.closedBecause()).isPresent();
        assertThat(hub.node().engine().links()).isZero();
    }

    @Test
    void whoeverNeverSaysWhereItBelongsIsClosedAfterAWhile(World world) {
        TestNode hub = Puppets.hub(world, echoing(Puppet::byFirstMessage));
        ScriptedPeer silent = Puppets.peer(world, "silent");
        ScriptedPeer talks = Puppets.peer(world, "talks").send(HELLO);
        world.pass(Duration.ofSeconds(60).minusMillis(2));
        assertThat(silent.closedBecause()).isEmpty();
        world.pass(Duration.ofMillis(2));
        assertThat(silent.closedBecause()).isPresent();
        world.pass(Duration.ofHours(1));
        assertThat(talks.closedBecause()).isEmpty();
        assertThat(hub.node().engine().links()).isEqualTo(1);
    }

    @Test
    void oneMoreConversationThanThereMayBeIsRefused(World world) {
        TestNode hub = Puppets.hub(world, Map.of("limit.conversations", "2"), echoing(Puppet::oneLinkEach));
        ScriptedPeer one = Puppets.peer(world, "one");
        ScriptedPeer two = Puppets.peer(world, "two");
        assertThat(Puppets.peer(world, "three").closedBecause()).isPresent();
        assertThatThrownBy(() -> hub.command(Puppet.ID, "go", Map.of()))
                .isInstanceOfSatisfying(
                        Fault.class, f -> assertThat(f.category()).isEqualTo(Fault.Category.LIMIT_REACHED));
        assertThat(one.closedBecause()).isEmpty();
        assertThat(two.closedBecause()).isEmpty();
        one.close();
        assertThat(Puppets.peer(world, "four").closedBecause()).isEmpty();
    }

    @Test
    void oneProtocolLeavesRoomForOthers(World world) {
        Puppets.hub(world, Map.of("limit.protocol-conversations", "2"), echoing(Puppet::oneLinkEach));
        ScriptedPeer one = Puppets.peer(world, "one");
        Puppets.peer(world, "two");
        assertThat(Puppets.peer(world, "three").closedBecause()).isPresent();
        one.close();
        assertThat(Puppets.peer(world, "four").closedBecause()).isEmpty();
    }

    @Test
    void stoppingEndsEveryConversationAndClosesEveryLink(World world) {
        TestNode hub = Puppets.hub(world, echoing(Puppet::byFirstMessage));
        ScriptedPeer talks = Puppets.peer(world, "talks").send(HELLO);
        ScriptedPeer unrouted = Puppets.peer(world, "unrouted");
        ConversationEngine engine = hub.node().engine();
        var done = engine.stop();
        assertThat(done).isNotDone();
        world.settle();
        assertThat(done).isDone();
        assertThat(talks.closedBecause()).isPresent();
        assertThat(unrouted.closedBecause()).isPresent();
        assertThat(engine.size()).isZero();
        assertThat(engine.links()).isZero();
        assertThat(Puppets.ended(hub).outcome()).contains(Outcome.CLOSED);
        assertThat(Puppets.ended(hub).reason()).isEqualTo("The hub is stopping.");

        assertThat(Puppets.peer(world, "late").closedBecause()).isPresent();
        assertThatThrownBy(() -> hub.command(Puppet.ID, "go", Map.of())).hasMessageContaining("stopping");
    }

    @Test
    void stoppingWaitsForAPluginThatHangsAndNoLonger(World world) {
        TestNode hub = Puppets.hub(world, new Puppet((state, event, view) -> {
            if (event instanceof Received) {
                heard.add("hangs");
                hub(world).stop();
                world.settle();
                heard.add("still hangs");
                world.clock().advance(Duration.ofSeconds(3), world::settle);
                heard.add("late");
            }
            return Step.stay(state);
        }));
        Puppets.peer(world, "peer").send(HELLO);
        assertThat(heard).containsExactly("hangs", "still hangs", "late");
        assertThat(hub.node().engine().size()).isZero();
        assertThat(Puppets.ended(hub).reason()).isEqualTo("The plugin did not come back in time.");
    }

    private static ConversationEngine hub(World world) {
        return world.nodes().getFirst().node().engine();
    }

    private static Puppet other() {
        return new Puppet(
                Puppet.describe("other"),
                (state, event, view) -> event instanceof Received e
                        ? Step.to(state, Effect.send(e.link(), e.message()))
                        : Step.stay(state),
                Puppet::oneLinkEach);
    }

    @Test
    void removingAPluginEndsItsConversationsAndNobodyElses() {
        var world = new World(11);
        TestNode hub = world.node("hub", Map.of(), other(), echoing(Puppet::byFirstMessage));
        ScriptedPeer talks = Puppets.peer(world, "talks").send(HELLO);
        ScriptedPeer unrouted = Puppets.peer(world, "unrouted");
        ScriptedPeer elsewhere = world.peer("elsewhere").dial("hub/other", Puppet.LISTENER);
        ConversationEngine engine = hub.node().engine();

        var done = engine.remove(Puppet.ID, "The plugin was stopped.");
        world.settle();
        assertThat(done).isDone();
        assertThat(talks.closedBecause()).isPresent();
        assertThat(unrouted.closedBecause()).isPresent();
        assertThat(Puppets.ended(hub).outcome()).contains(Outcome.CANCELLED);
        assertThat(Puppets.peer(world, "late").closedBecause()).isPresent();
        assertThatThrownBy(() -> hub.command(Puppet.ID, "go", Map.of())).hasMessageContaining("No running protocol");
        assertThat(elsewhere.send(HELLO).read()).isEqualTo(HELLO);

        engine.install(echoing(Puppet::byFirstMessage), getClass().getClassLoader(), why -> {});
        assertThat(Puppets.peer(world, "again").send(HELLO).read()).isEqualTo(HELLO);
        world.check();
    }

    @Test
    void aConversationThatBeginsWhileItsPluginIsRemovedDoesNotStay(World world) {
        TestNode hub = begin(world, key -> {
            hub(world).remove(Puppet.ID, "Removed.");
            return Puppet.BEGINNING;
        });
        ScriptedPeer peer = Puppets.peer(world, "peer");
        assertThat(peer.closedBecause()).isPresent();
        assertThat(hub.node().engine().size()).isZero();
        assertThat(hub.node().engine().links()).isZero();
    }

    @Test
    void aCommandToAPluginThatIsBeingRemovedIsRefused(World world) {
        TestNode hub = begin(world, key -> {
            hub(world).remove(Puppet.ID, "Removed.");
            return Puppet.BEGINNING;
        });
        assertThatThrownBy(() -> hub.command(Puppet.ID, "go", Map.of())).hasMessageContaining("stopping");
        world.settle();
        assertThat(hub.node().engine().size()).isZero();
    }

    @Test
    void aLinkThatIsRoutedWhileItsPluginIsRemovedIsClosed(World world) {
        TestNode hub = Puppets.hub(world, echoing(first -> {
            hub(world).remove(Puppet.ID, "Removed.");
            return Puppet.oneLinkEach(first);
        }));
        assertThat(Puppets.peer(world, "peer").closedBecause()).isPresent();
        assertThat(hub.node().engine().size()).isZero();
        assertThat(heard).isEmpty();
    }

    @Test
    void aLinkThatArrivesWhileAConversationEndsGoesDownWithItOrBeginsAnother() {
        int answered = 0;
        for (int seed = 0; seed < 100; seed++) {
            var world = new World(seed);
            TestNode hub = Puppets.hub(
                    world,
                    new Puppet(
                            (state, event, view) -> switch (event) {
                                case Received e when Puppet.text(e).equals("bye") -> Step.end(Outcome.CLOSED, "Bye.");
                                case Received e -> Step.to(state, Effect.send(e.link(), e.message()));
                                default -> Step.stay(state);
                            },
                            Puppet::together));
            ScriptedPeer one = Puppets.peer(world, "one");
            ScriptedPeer two = world.peer("two").begin("hub", Puppet.LISTENER).put(HELLO);
            one.put(Puppets.bytes("bye"));
            world.settle();
            boolean served = !two.heardNothing();
            answered += served ? 1 : 0;
            assertThat(served || two.closedBecause().isPresent())
                    .as("a link that nobody serves and nobody closes, seed " + seed)
                    .isTrue();
            assertThat(hub.node().engine().size())
                    .as("seed " + seed)
                    .isEqualTo(two.closedBecause().isPresent() ? 0 : 1);
            world.check();
        }
        assertThat(answered).isBetween(1, 99);
    }

    @Test
    void closingALinkLetsWhatWasSentBeforeGoOutAndHearsItsEndAlone(World world) {
        TestNode hub = Puppets.hub(world, new Puppet((state, event, view) -> switch (event) {
            case Received e -> {
                heard.add(Puppet.text(e));
                yield Step.to(
                        state,
                        Effect.send(e.link(), Puppets.bytes("last")),
                        Effect.close(e.link(), "enough"),
                        Effect.send(e.link(), Puppets.bytes("never")));
            }
            case Event.LinkClosed e -> {
                heard.add("closed");
                yield Step.stay(state);
            }
            default -> Step.stay(state);
        }));
        ScriptedPeer peer = Puppets.peer(world, "peer");
        peer.put(Puppets.bytes("one")).put(Puppets.bytes("two"));
        world.settle();
        assertThat(Puppet.text(peer.read())).isEqualTo("last");
        assertThat(peer.heardNothing()).isTrue();
        assertThat(heard).containsExactly("one", "closed");
        assertThat(Puppets.codes(hub.flight())).contains("close");
    }

    /** Puts out whoever speaks, by the lowest and the highest code in turn. */
    private static Puppet puttingOut(Listener... listeners) {
        Descriptor<Puppet.Said> usual = Puppet.describe(Puppet.ID);
        return new Puppet(
                new Descriptor<>(
                        usual.id(),
                        usual.title(),
                        usual.kinds(),
                        List.of(listeners),
                        usual.commands(),
                        usual.settings()),
                (state, event, view) -> event instanceof Received e
                        ? Step.to(state, Effect.close(e.link(), e.message().equals(HELLO) ? 4_000 : 4_999, "enough"))
                        : Step.stay(state),
                Puppet::oneLinkEach);
    }

    @Test
    void aWebSocketIsToldTheCodeThatItIsClosedBy(World world) {
        var listener = new Listener.WebSocket("ws", List.of("/talk"), List.of(), 100);
        TestNode hub = Puppets.hub(world, puttingOut(listener));
        ScriptedPeer one = world.peer("one").dial("ws://hub/talk", listener).send(HELLO);
        assertThat(one.closedBecause()).contains("the other end closed it (4000)");
        ScriptedPeer two = world.peer("two").dial("ws://hub/talk", listener).send(Puppets.bytes("x"));
        assertThat(two.closedBecause()).contains("the other end closed it (4999)");
        assertThat(Puppets.codes(hub.flight())).contains("close");
    }

    @Test
    void aWebSocketIsReachedWhereItsPatternFits(World world) {
        var listener = new Listener.WebSocket("ws", List.of("/talk/{word:[a-z]+}"), List.of(), 100);
        Descriptor<Puppet.Said> usual = Puppet.describe(Puppet.ID);
        var descriptor = new Descriptor<>(
                usual.id(), usual.title(), usual.kinds(), List.of(listener), usual.commands(), usual.settings());
        Puppets.hub(
                world,
                new Puppet(
                        descriptor,
                        (state, event, view) -> event instanceof Event.Opened e
                                ? Step.to(
                                        state,
                                        Effect.send(
                                                e.link(),
                                                Puppets.bytes(e.request()
                                                        .orElseThrow()
                                                        .parameters()
                                                        .toString())))
                                : Step.stay(state),
                        Puppet::oneLinkEach));
        ScriptedPeer there = world.peer("there").dial("ws://hub/talk/hello?x=1", listener);
        assertThat(Puppet.text(there.read())).isEqualTo("{word=hello}");
        for (String nowhere :
                List.of("ws://hub/talk/2", "ws://hub/talk/", "ws://hub/talk", "ws://hub", "ws://no/talk/a")) {
            assertThat(world.peer("lost").dial(nowhere, listener).closedBecause())
                    .as(nowhere)
                    .contains("connection refused");
        }
    }

    @Test
    void anotherLinkClosesWithoutACode(World world) {
        Puppets.hub(world, puttingOut(Puppet.LISTENER));
        assertThat(Puppets.peer(world, "peer").send(HELLO).closedBecause()).contains("the other end closed it");
    }

    @Test
    void aConversationCannotSendOnALinkThatIsNotItsOwn(World world) {
        var links = new ArrayList<org.handfast.api.Link>();
        Puppets.hub(world, new Puppet((state, event, view) -> switch (event) {
            case Event.Opened e -> {
                links.add(e.link());
                yield Step.stay(state);
            }
            case Received e ->
                Step.to(
                        state,
                        Effect.send(links.getFirst(), HELLO),
                        Effect.close(links.getFirst(), "not yours"),
                        Effect.bind(Puppets.ADA, links.getFirst()));
            default -> Step.stay(state);
        }));
        ScriptedPeer one = Puppets.peer(world, "one");
        Puppets.peer(world, "two").send(HELLO);
        assertThat(one.heardNothing()).isTrue();
        assertThat(one.closedBecause()).isEmpty();
        assertThat(world.nodes().getFirst().node().presence().size()).isZero();
    }
}

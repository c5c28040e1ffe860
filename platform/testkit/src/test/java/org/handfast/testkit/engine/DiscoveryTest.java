package org.handfast.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import org.handfast.api.Bytes;
import org.handfast.api.Effect;
import org.handfast.api.Event;
import org.handfast.api.Event.Received;
import org.handfast.api.Reach;
import org.handfast.api.Step;
import org.handfast.api.Step.Outcome;
import org.handfast.api.View;
import org.handfast.testkit.MemoryNetwork;
import org.handfast.testkit.ScriptedPeer;
import org.handfast.testkit.TestNode;
import org.handfast.testkit.World;
import org.handfast.testkit.WorldTest;

/** What conversations let others find, and look for. */
@WorldTest
class DiscoveryTest {

    private static final Bytes KEY = Puppets.bytes("key");

    private final List<Event> found = new ArrayList<>();
    private final List<Reach> reaches = new ArrayList<>();

    /** Does what its peers say, in one step for one message, and writes down what is found. */
    private Puppet obedient() {
        return new Puppet(StreamsTest.onStreams(), this::on, Puppet::oneLinkEach);
    }

    private Step<Puppet.Said> on(Puppet.Said state, Event event, View view) {
        return switch (event) {
            case Received e -> obey(state, e, view);
            case Event.LinkClosed e -> Step.end(Outcome.CLOSED, "Gone.");
            case Event.Found e -> note(state, e);
            case Event.Neighbour e -> note(state, e);
            case Event.Searched e -> note(state, e);
            default -> Step.stay(state);
        };
    }

    private Step<Puppet.Said> note(Puppet.Said state, Event event) {
        found.add(event);
        return Step.stay(state);
    }

    private Step<Puppet.Said> obey(Puppet.Said state, Received e, View view) {
        Step<Puppet.Said> step = Step.to(state);
        for (String order : Puppet.text(e).split(", ")) {
            String[] words = order.split(" ");
            step = step.and(
                    switch (words[0]) {
                        case "advertise" ->
                            Effect.advertise(
                                    "stream",
                                    KEY,
                                    Puppets.bytes(words[1]),
                                    view.now().plusSeconds(60));
                        case "withdraw" -> Effect.withdraw("stream", KEY);
                        case "seek" -> Effect.seek("stream", words[1], KEY);
                        case "stop" -> Effect.stopSeeking(words[1]);
                        case "reach" -> {
                            reaches.addAll(view.reach("stream").stream().toList());
                            yield Effect.note("reached", "");
                        }
                        case "reach-by" -> {
                            view.reach(words[1]);
                            yield Effect.note("reached", "");
                        }
                        default -> throw new AssertionError(order);
                    });
        }
        return step;
    }

    private ScriptedPeer hub(World world, String name) {
        world.node(name, Map.of(), obedient());
        return world.peer(name + "'s").dial(name, Puppet.LISTENER);
    }

    private static void say(ScriptedPeer peer, String orders) {
        peer.send(Puppets.bytes(orders));
    }

    private List<String> records() {
        return found.stream()
                .filter(Event.Found.class::isInstance)
                .map(e -> Puppet.text(((Event.Found) e).record()))
                .toList();
    }

    @Test
    void oneFindsWhatAnotherAdvertisesNowOrLater(World world) {
        world.discovery().near(owner -> false);
        ScriptedPeer one = hub(world, "one");
        ScriptedPeer other = hub(world, "other");
        say(one, "advertise first");
        say(other, "seek hub");
        assertThat(found)
                .containsExactly(
                        new Event.Found("hub", Puppets.bytes("first")),
                        new Event.Searched("hub", "asked everybody in memory"));
        say(one, "advertise second");
        assertThat(records()).containsExactly("first", "second");
    }

    @Test
    void whoIsNearIsToldWithWhereToDialIt(World world) {
        hub(world, "one");
        ScriptedPeer other = hub(world, "other");
        say(other, "seek hub");
        assertThat(found)
                .filteredOn(Event.Neighbour.class::isInstance)
                .singleElement()
                .satisfies(e -> assertThat(((Event.Neighbour) e).endpoint()).startsWith(MemoryNetwork.stream("one")));
    }

    @Test
    void aRecordIsToldOfOnceHoweverOftenItIsFound(World world) {
        world.discovery().near(owner -> false);
        ScriptedPeer one = hub(world, "one");
        ScriptedPeer other = hub(world, "other");
        say(other, "seek hub");
        say(one, "advertise same");
        say(one, "advertise same");
        world.discovery().put("stranger", KEY, Puppets.bytes("same"));
        world.settle();
        assertThat(records()).containsExactly("same");
    }

    @Test
    void strangersCannotHaveAConversationToldOfMoreThanTheLimit(World world) {
        world.discovery().near(owner -> false);
        world.node("hub", Map.of("limit.finds", "3"), obedient());
        ScriptedPeer peer = world.peer("peer").dial("hub", Puppet.LISTENER);
        IntStream.range(0, 300).forEach(i -> world.discovery().put("s" + i, KEY, Puppets.bytes("r" + i)));
        say(peer, "seek hub");
        assertThat(records()).hasSize(3);
        assertThat(found).hasSize(4);
    }

    @Test
    void aSearchThatWasStoppedTellsNothing(World world) {
        world.discovery().near(owner -> false);
        ScriptedPeer one = hub(world, "one");
        ScriptedPeer other = hub(world, "other");
        say(other, "seek hub");
        say(other, "stop hub");
        found.clear();
        say(one, "advertise late");
        assertThat(found).isEmpty();
    }

    @Test
    void whatWasWithdrawnOrIsOverNobodyFinds(World world) {
        ScriptedPeer one = hub(world, "one");
        say(one, "advertise first");
        assertThat(world.discovery().records(KEY)).hasSize(1);
        say(one, "withdraw");
        assertThat(world.discovery().records(KEY)).isEmpty();
        say(one, "advertise again");
        world.pass(Duration.ofSeconds(60));
        assertThat(world.discovery().records(KEY)).isEmpty();
    }

    @Test
    void allOfItEndsWithTheConversation(World world) {
        world.discovery().near(owner -> false);
        ScriptedPeer one = hub(world, "one");
        ScriptedPeer other = hub(world, "other");
        say(one, "advertise mine");
        say(other, "seek hub");
        found.clear();
        one.close();
        assertThat(world.discovery().records(KEY)).isEmpty();
        other.close();
        world.discovery().put("stranger", KEY, Puppets.bytes("late"));
        world.settle();
        assertThat(found).isEmpty();
    }

    @Test
    void aConversationTakesBackNoRecordOfAnother(World world) {
        ScriptedPeer one = hub(world, "one");
        say(one, "advertise mine");
        say(world.peer("another").dial("one", Puppet.LISTENER), "withdraw");
        assertThat(world.discovery().records(KEY)).hasSize(1);
    }

    @Test
    void aViewSaysHowOthersReachTheHub(World world) {
        ScriptedPeer one = hub(world, "one");
        say(one, "reach");
        assertThat(reaches).singleElement().satisfies(r -> assertThat(r.addresses())
                .containsExactly(MemoryNetwork.stream("one")));
    }

    @Test
    void howToBeReachedByAListenerForNoStreamsIsNotToBeAsked(World world) {
        TestNode hub = world.node("hub", Map.of(), obedient());
        say(world.peer("peer").dial("hub", Puppet.LISTENER), "reach-by tcp");
        assertThat(Puppets.ended(hub).reason()).contains("listener 'tcp' is for no streams");
    }
}

package org.handfast.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import org.handfast.api.Effect;
import org.handfast.api.Event;
import org.handfast.api.Shown;
import org.handfast.api.State;
import org.handfast.api.Step;
import org.handfast.core.conversation.Watcher;
import org.handfast.testkit.ScriptedPeer;
import org.handfast.testkit.TestNode;
import org.handfast.testkit.World;
import org.handfast.testkit.WorldTest;

/** In which order a conversation hears of things. */
@WorldTest
class OrderTest {

    private final List<String> heard = new ArrayList<>();

    private Step<Puppet.Said> note(Puppet.Said state, Event event) {
        heard.add(
                switch (event) {
                    case Event.Opened e -> "opened";
                    case Event.Received e -> Puppet.text(e);
                    case Event.LinkClosed e -> "closed";
                    default -> event.toString();
                });
        return Step.stay(state);
    }

    @Test
    void aLinksEventsComeInTheOrderInWhichTheyHappened(World world) {
        Puppets.hub(world, new Puppet((state, event, view) -> note(state, event)));
        ScriptedPeer peer = Puppets.peer(world, "peer");
        IntStream.range(0, 50).forEach(i -> peer.put(Puppets.bytes("m" + i)));
        peer.close();

        List<String> expected = new ArrayList<>(List.of("opened"));
        IntStream.range(0, 50).forEach(i -> expected.add("m" + i));
        expected.add("closed");
        assertThat(heard).isEqualTo(expected);
    }

    @Test
    void linksOfOneConversationMayMixButEachKeepsItsOrder(World world) {
        Puppets.hub(world, new Puppet((state, event, view) -> note(state, event), Puppet::together));
        ScriptedPeer one = Puppets.peer(world, "one");
        ScriptedPeer two = Puppets.peer(world, "two");
        IntStream.range(0, 20).forEach(i -> {
            one.put(Puppets.bytes("a" + i));
            two.put(Puppets.bytes("b" + i));
        });
        world.settle();

        assertThat(heard.stream().filter(h -> h.startsWith("a")))
                .isEqualTo(IntStream.range(0, 20).mapToObj(i -> "a" + i).toList());
        assertThat(heard.stream().filter(h -> h.startsWith("b")))
                .isEqualTo(IntStream.range(0, 20).mapToObj(i -> "b" + i).toList());
    }

    @Test
    void oneEventIsTakenAtATimeWhateverHappensMeanwhile(World world) {
        var within = new boolean[1];
        Puppets.hub(
                world,
                new Puppet(
                        (state, event, view) -> {
                            assertThat(within[0]).isFalse();
                            within[0] = true;
                            world.steps(20);
                            within[0] = false;
                            return note(state, event);
                        },
                        Puppet::together));
        ScriptedPeer one = Puppets.peer(world, "one");
        ScriptedPeer two = Puppets.peer(world, "two");
        IntStream.range(0, 20).forEach(i -> {
            one.put(Puppets.bytes("a" + i));
            two.put(Puppets.bytes("b" + i));
        });
        world.settle();
        assertThat(heard).hasSize(42);
    }

    @Test
    void messagesThatCameBeforeTheConversationWasKnownAreNotLost(World world) {
        Puppets.hub(world, new Puppet((state, event, view) -> note(state, event), Puppet::byFirstMessage));
        ScriptedPeer peer = Puppets.peer(world, "peer");
        List.of("key", "1", "2", "3", "4", "5", "6").forEach(m -> peer.put(Puppets.bytes(m)));
        world.settle();
        assertThat(heard).containsExactly("opened", "key", "1", "2", "3", "4", "5", "6");
    }

    /** Writes down what it is told of. */
    private static final class Watching implements Watcher {

        private final List<String> told = new ArrayList<>();

        @Override
        public void reached(State state) {
            told.add("reached " + state.label());
        }

        @Override
        public void shown(String code, List<Shown> lines, Optional<Instant> until) {
            told.add("shown " + code);
        }

        @Override
        public void stepped() {
            told.add("stepped");
        }

        @Override
        public void ended(Step.Outcome outcome, String reason) {
            told.add("ended " + outcome);
        }
    }

    @Test
    void aWatcherHearsThatAStepIsMadeAfterAllThatItShows(World world) {
        TestNode hub = Puppets.hub(
                world,
                new Puppet((s, e, v) -> Step.to(
                        new Puppet.Said("Shown"),
                        Effect.show("one", new Shown(Shown.Kind.TEXT, List.of("1"))),
                        Effect.show("two", new Shown(Shown.Kind.TEXT, List.of("2"))))));
        var first = new Watching();
        var second = new Watching();
        hub.node().engine().command(Puppet.ID, "go", Map.of("key", "k"), "test", Optional.of(first));
        world.settle();
        assertThat(first.told).containsExactly("reached Shown", "shown one", "shown two", "stepped");
        hub.node().engine().command(Puppet.ID, "go", Map.of("key", "k"), "test", Optional.of(second));
        world.settle();
        assertThat(second.told).containsExactly("shown one", "shown two", "stepped", "ended CLOSED");
    }
}

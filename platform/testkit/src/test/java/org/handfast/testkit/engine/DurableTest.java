package org.handfast.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.handfast.api.Bytes;
import org.handfast.api.Codec;
import org.handfast.api.Descriptor;
import org.handfast.api.Descriptor.Kind;
import org.handfast.api.Effect;
import org.handfast.api.Event;
import org.handfast.api.Event.Commanded;
import org.handfast.api.Event.Restored;
import org.handfast.api.Event.TimerFired;
import org.handfast.api.Fault;
import org.handfast.api.Step;
import org.handfast.api.Step.Outcome;
import org.handfast.core.flight.FlightRecord;
import org.handfast.testkit.TestNode;
import org.handfast.testkit.World;
import org.handfast.testkit.WorldTest;

/** Conversations that outlive the process. */
@WorldTest
class DurableTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final List<String> heard = new ArrayList<>();

    private static final class Words implements Codec<Puppet.Said> {
        @Override
        public Bytes encode(Puppet.Said state) {
            return Bytes.utf8(state.word());
        }

        @Override
        public Puppet.Said decode(Bytes bytes) {
            String word = new String(bytes.toArray(), StandardCharsets.UTF_8);
            if (word.startsWith("Unreadable")) {
                throw new Fault(Fault.Category.HUB_FAULT, "unreadable", "This state is none that was ever written.");
            }
            return new Puppet.Said(word);
        }
    }

    /** Does as it is told: {@code note}, {@code end}, {@code wait NAME MINUTES}, else it remembers the word. */
    private Puppet puppet() {
        Descriptor<Puppet.Said> usual = Puppet.describe(Puppet.ID);
        var descriptor = new Descriptor<>(
                usual.id(),
                usual.title(),
                List.of(Kind.durable("talk", key -> Puppet.BEGINNING, new Words())),
                usual.listeners(),
                usual.commands(),
                usual.settings());
        return new Puppet(descriptor, this::on, Puppet::oneLinkEach);
    }

    private Step<Puppet.Said> on(Puppet.Said state, Event event, org.handfast.api.View view) {
        return switch (event) {
            case Restored e -> {
                heard.add("restored " + state.word());
                yield Step.stay(state);
            }
            case TimerFired e -> {
                heard.add(e.timer() + " at "
                        + Duration.between(World.BEGINNING, view.now()).toMinutes());
                yield Step.to(new Puppet.Said("After-" + e.timer()));
            }
            case Commanded e -> {
                String[] words = e.arguments().getOrDefault("say", "").split(" ");
                yield switch (words[0]) {
                    case "note" -> Step.stay(state).and(Effect.note("noted", "nothing lasting"));
                    case "end" -> Step.end(Outcome.CLOSED, "told so");
                    case "wait" ->
                        Step.stay(state)
                                .and(Effect.startTimer(words[1], MINUTE.multipliedBy(Long.parseLong(words[2]))));
                    default -> Step.to(new Puppet.Said(words[0]));
                };
            }
            default -> Step.stay(state);
        };
    }

    private TestNode hub(World world) {
        return Puppets.hub(world, puppet());
    }

    private static void say(TestNode hub, String words) {
        hub.command(Puppet.ID, "go", Map.of("key", "a", "say", words));
    }

    private static void restart(TestNode hub) {
        hub.crash();
        hub.start();
    }

    @Test
    void goesOnAfterACrashWhereItStood(World world) {
        TestNode hub = hub(world);
        say(hub, "One");
        FlightRecord before = hub.flight();
        restart(hub);
        assertThat(heard).containsExactly("restored One");
        assertThat(hub.node().engine().size()).isEqualTo(1);
        FlightRecord after = hub.flight();
        assertThat(after.id()).isEqualTo(before.id());
        assertThat(after.startedAt()).isEqualTo(before.startedAt());
        assertThat(after.outcome()).isEmpty();
        assertThat(after.label()).isEqualTo("One");
        assertThat(Puppets.codes(after)).containsSubsequence("command", "One", "restored");
        say(hub, "Two");
        restart(hub);
        assertThat(heard).containsExactly("restored One", "restored Two");
    }

    @Test
    void goesOnAfterAPersonStoppedTheHub(World world) {
        TestNode hub = hub(world);
        say(hub, "One");
        hub.stop();
        assertThat(hub.contents().conversations()).hasSize(1);
        hub.start();
        assertThat(heard).containsExactly("restored One");
        say(hub, "end");
        assertThat(hub.contents().conversations()).isEmpty();
        assertThat(hub.flight().outcome()).contains(Outcome.CLOSED);
        restart(hub);
        assertThat(heard).containsExactly("restored One");
    }

    @Test
    void keepsATimerOnceHoweverLongThatTakes(World world) {
        TestNode hub = hub(world);
        hub.store()
                .beforeCommit(changes -> world.clock().set(world.clock().now().plusMillis(5)));
        say(hub, "wait patience 10");
        say(hub, "note");
        assertThat(hub.node().engine().counters().commits()).isEqualTo(1);
        world.pass(MINUTE.multipliedBy(10));
        assertThat(heard).containsExactly("patience at 10");
    }

    @Test
    void aTimerRunsOutAtItsTimeOverRestarts(World world) {
        TestNode hub = hub(world);
        say(hub, "wait patience 10");
        world.pass(MINUTE.multipliedBy(4));
        restart(hub);
        world.pass(MINUTE.multipliedBy(4));
        assertThat(heard).containsExactly("restored Beginning");
        world.pass(MINUTE.multipliedBy(4));
        assertThat(heard).containsExactly("restored Beginning", "patience at 10");
        restart(hub);
        assertThat(heard).endsWith("restored After-patience").hasSize(3);
        world.pass(MINUTE.multipliedBy(60));
        assertThat(heard).hasSize(3);
    }

    @Test
    void aTimerThatRanOutWhileTheHubWasAwayFiresOnceItIsBack(World world) {
        TestNode hub = hub(world);
        say(hub, "wait patience 10");
        hub.crash();
        world.pass(MINUTE.multipliedBy(30));
        hub.start();
        world.pass(MINUTE);
        assertThat(heard).containsExactly("restored Beginning", "patience at 30");
    }

    @Test
    void nothingIsKeptOfOneThatHasNotBegun(World world) {
        TestNode hub = hub(world);
        say(hub, "note");
        assertThat(hub.contents().conversations()).isEmpty();
        say(hub, "One");
        assertThat(hub.contents().conversations()).hasSize(1);
    }

    @Test
    void oneThatIsCancelledIsOverForGood(World world) {
        TestNode hub = hub(world);
        say(hub, "One");
        hub.node().engine().cancel(hub.flight().id(), "by the test");
        world.settle();
        assertThat(hub.contents().conversations()).isEmpty();
        assertThat(hub.flight().outcome()).contains(Outcome.CANCELLED);
        restart(hub);
        assertThat(heard).isEmpty();
    }

    @Test
    void oneThatCannotBeReadStaysKeptForAVersionThatCan(World world) {
        TestNode hub = hub(world);
        say(hub, "Unreadable");
        restart(hub);
        assertThat(heard).isEmpty();
        assertThat(hub.node().engine().size()).isZero();
        assertThat(hub.contents().conversations()).hasSize(1);
    }
}

package org.handfast.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import org.handfast.api.Effect;
import org.handfast.api.Event;
import org.handfast.api.Event.Received;
import org.handfast.api.Event.TimerFired;
import org.handfast.api.Step;
import org.handfast.api.Step.Outcome;
import org.handfast.core.conversation.ConversationEngine;
import org.handfast.testkit.ScriptedPeer;
import org.handfast.testkit.TestNode;
import org.handfast.testkit.World;
import org.handfast.testkit.WorldTest;

/** The timers of conversations. */
@WorldTest
class TimersTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final List<String> fired = new ArrayList<>();

    /** Starts and cancels timers as its peers say: {@code start NAME SECONDS}, {@code cancel NAME}, {@code end}. */
    private Puppet puppet(Puppet.Routes routes) {
        return new Puppet(
                (state, event, view) -> switch (event) {
                    case Received e -> {
                        Step<Puppet.Said> step = Step.stay(state);
                        for (String order : Puppet.text(e).split(", ")) {
                            String[] words = order.split(" ");
                            step = switch (words[0]) {
                                case "start" ->
                                    step.and(
                                            Effect.startTimer(words[1], SECOND.multipliedBy(Long.parseLong(words[2]))));
                                case "cancel" -> step.and(Effect.cancelTimer(words[1]));
                                default -> Step.end(Outcome.CLOSED, "told so");
                            };
                        }
                        yield step;
                    }
                    case TimerFired e -> {
                        fired.add(e.timer() + " at " + seconds(view.now()));
                        yield Step.stay(state);
                    }
                    default -> Step.stay(state);
                },
                routes);
    }

    private static long seconds(Instant since) {
        return Duration.between(World.BEGINNING, since).toSeconds();
    }

    private ScriptedPeer peer(World world) {
        Puppets.hub(world, puppet(Puppet::oneLinkEach));
        return Puppets.peer(world, "peer");
    }

    private static void say(ScriptedPeer peer, String orders) {
        peer.send(Puppets.bytes(orders));
    }

    @Test
    void theHubTellsWhenTheNextTimerRunsOut(World world) {
        ScriptedPeer peer = peer(world);
        say(peer, "start later 20, start sooner 10");
        world.settle();
        ConversationEngine engine = world.nodes().getFirst().node().engine();
        UUID conversation = engine.inProgress().getFirst().id();
        assertThat(engine.due(conversation)).map(TimersTest::seconds).contains(10L);
        say(peer, "cancel sooner");
        world.settle();
        assertThat(engine.due(conversation)).map(TimersTest::seconds).contains(20L);
        world.pass(SECOND.multipliedBy(20));
        assertThat(fired).containsExactly("later at 20");
        assertThat(engine.due(conversation)).isEmpty();
        assertThat(engine.due(new UUID(0, 0))).isEmpty();
    }

    @Test
    void aTimerFiresOnceAtItsTime(World world) {
        ScriptedPeer peer = peer(world);
        say(peer, "start a 10, start b 5");
        world.pass(SECOND.multipliedBy(60));
        assertThat(fired).containsExactly("b at 5", "a at 10");
    }

    @Test
    void aTimerThatIsCancelledDoesNotFire(World world) {
        ScriptedPeer peer = peer(world);
        say(peer, "start a 10, start b 10");
        say(peer, "cancel a, cancel never-started");
        world.pass(SECOND.multipliedBy(60));
        assertThat(fired).containsExactly("b at 10");
    }

    @Test
    void aTimerThatIsStartedAnewFiresAtItsNewTimeAlone(World world) {
        ScriptedPeer peer = peer(world);
        say(peer, "start a 10");
        world.pass(SECOND.multipliedBy(8));
        say(peer, "start a 10");
        world.pass(SECOND.multipliedBy(60));
        assertThat(fired).containsExactly("a at 18");
    }

    @Test
    void aTimerThatHadRunOutAlreadyIsCancelledTooIfItWasNotHeardYet() {
        for (String last : List.of("cancel a", "start a 10", "cancel a, start a 10")) {
            fired.clear();
            var world = new World(last.hashCode());
            ScriptedPeer peer = peer(world);
            say(peer, "start a 10");
            // What the peer says waits before the timer in the inbox, and is taken first.
            peer.put(Puppets.bytes(last));
            world.clock().advance(SECOND.multipliedBy(10), () -> {});
            world.settle();
            assertThat(fired).as(last).isIn(List.of(), List.of("a at 10"));
            world.pass(SECOND.multipliedBy(60));
            assertThat(fired.size()).as(last).isLessThanOrEqualTo(last.contains("start") ? 2 : 1);
            world.check();
        }
    }

    @Test
    void aTimerThatRunsOutWhileAStepCancelsItIsNotHeard(World world) {
        Puppets.hub(world, new Puppet((state, event, view) -> switch (event) {
            case Event.Opened e -> Step.to(state, Effect.startTimer("a", SECOND));
            case Received e -> {
                world.clock().advance(SECOND, () -> {});
                yield Step.to(state, Effect.cancelTimer("a"));
            }
            case TimerFired e -> {
                fired.add(e.timer());
                yield Step.stay(state);
            }
            default -> Step.stay(state);
        }));
        say(Puppets.peer(world, "peer"), "go");
        world.pass(SECOND);
        assertThat(fired).isEmpty();
    }

    @Test
    void timersEndWithTheirConversationAndAreNotHeardByTheNextUnderItsName(World world) {
        TestNode hub = Puppets.hub(world, puppet(Puppet::together));
        ScriptedPeer one = Puppets.peer(world, "one");
        say(one, "start a 10");
        int waiting = world.clock().waiting();
        say(one, "end now");
        assertThat(world.clock().waiting()).isEqualTo(waiting - 1);
        assertThat(hub.node().engine().size()).isZero();
        ScriptedPeer two = Puppets.peer(world, "two");
        say(two, "start b 10");
        world.pass(SECOND.multipliedBy(60));
        assertThat(fired).containsExactly("b at 10");
    }

    @Test
    void aTimerOfNoTimeFiresAfterTheStep(World world) {
        ScriptedPeer peer = peer(world);
        say(peer, "start a 0");
        world.pass(Duration.ZERO);
        assertThat(fired).containsExactly("a at 0");
    }

    @Test
    void timersOfDifferentConversationsDoNotMeet(World world) {
        Puppets.hub(world, Map.of(), puppet(Puppet::oneLinkEach));
        ScriptedPeer one = Puppets.peer(world, "one");
        ScriptedPeer two = Puppets.peer(world, "two");
        say(one, "start a 10");
        say(two, "start a 20");
        say(two, "cancel a");
        world.pass(SECOND.multipliedBy(60));
        assertThat(fired).containsExactly("a at 10");
    }
}

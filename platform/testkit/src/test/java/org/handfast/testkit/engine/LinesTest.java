package org.handfast.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Function;

import org.junit.jupiter.api.Test;

import org.handfast.api.Bytes;
import org.handfast.api.Descriptor;
import org.handfast.api.Effect;
import org.handfast.api.Event.Received;
import org.handfast.api.Framing;
import org.handfast.api.Listener;
import org.handfast.api.Step;
import org.handfast.api.Step.Outcome;
import org.handfast.testkit.ScriptedPeer;
import org.handfast.testkit.TestNode;
import org.handfast.testkit.World;
import org.handfast.testkit.WorldTest;

/** A message a line. */
@WorldTest
class LinesTest {

    private static final Listener.Tcp LINES = new Listener.Tcp("lines", 3699, Framing.lines(), 100);

    /** Answers each message with what a test makes of it. */
    private static TestNode hub(World world, Function<Received, Effect> answer) {
        Descriptor<Puppet.Said> usual = Puppet.describe(Puppet.ID);
        return Puppets.hub(
                world,
                new Puppet(
                        new Descriptor<>(
                                usual.id(),
                                usual.title(),
                                usual.kinds(),
                                List.of(LINES),
                                usual.commands(),
                                usual.settings()),
                        (state, event, view) ->
                                event instanceof Received e ? Step.to(state, answer.apply(e)) : Step.stay(state),
                        Puppet::oneLinkEach));
    }

    private static ScriptedPeer peer(World world) {
        return world.peer("peer").dial("hub", LINES);
    }

    @Test
    void messagesGoBothWaysHoweverTheBytesCome(World world) {
        hub(world, e -> Effect.send(e.link(), e.message()));
        ScriptedPeer peer = peer(world);
        List<Bytes> said =
                List.of(Puppets.bytes("one"), Bytes.EMPTY, Puppets.bytes("two\r"), Puppets.bytes("x".repeat(100)));
        said.forEach(peer::send);
        said.forEach(line -> assertThat(peer.read()).isEqualTo(line));
        assertThat(peer.heardNothing()).isTrue();
    }

    @Test
    void aLineThatIsTooLongEndsTheLink(World world) {
        hub(world, e -> Effect.send(e.link(), e.message()));
        assertThat(peer(world).send(Puppets.bytes("x".repeat(101))).closedBecause())
                .isPresent();
    }

    @Test
    void whatWouldBeTwoLinesIsNotSent() {
        for (var way : List.<Function<Received, Effect>>of(
                e -> Effect.send(e.link(), Puppets.bytes("one\ntwo")),
                e -> Effect.sendAll(List.of(e.link()), Puppets.bytes("one\n")))) {
            var own = new World(12);
            TestNode hub = hub(own, way);
            ScriptedPeer peer = peer(own).send(Puppets.bytes("x"));
            assertThat(peer.heardNothing()).isTrue();
            assertThat(Puppets.ended(hub).outcome()).contains(Outcome.FAILED);
            assertThat(Puppets.ended(hub).reason()).contains("sends a line with a line feed in it");
        }
    }
}

package org.handfast.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import org.handfast.api.Bytes;
import org.handfast.api.Effect;
import org.handfast.api.Event;
import org.handfast.api.Event.Received;
import org.handfast.api.Link;
import org.handfast.api.Step;
import org.handfast.api.Step.Outcome;
import org.handfast.testkit.ScriptedPeer;
import org.handfast.testkit.TestNode;
import org.handfast.testkit.World;
import org.handfast.testkit.WorldTest;

/** One message for many links of a conversation. */
@WorldTest
class FanOutTest {

    private static final Bytes HELLO = Puppets.bytes("hello");

    private final List<Link> here = new ArrayList<>();

    /** Everybody in one conversation, where each word goes to those whom {@code to} picks. */
    private TestNode room(World world, Function<Link, List<Link>> to) {
        return Puppets.hub(
                world,
                new Puppet(
                        (state, event, view) -> switch (event) {
                            case Event.Opened e -> {
                                here.add(e.link());
                                yield Step.stay(state);
                            }
                            case Received e -> Step.to(state, Effect.sendAll(to.apply(e.link()), e.message()));
                            case Event.LinkClosed e -> {
                                List<Link> before = List.copyOf(here);
                                here.remove(e.link());
                                yield Step.to(state, Effect.sendAll(before, Puppets.bytes("gone")));
                            }
                            default -> Step.stay(state);
                        },
                        Puppet::together));
    }

    private static List<ScriptedPeer> peers(World world, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Puppets.peer(world, "peer-" + i))
                .toList();
    }

    @Test
    void reachesEveryLinkThatIsNamedAndNoOther(World world) {
        TestNode hub =
                room(world, from -> here.stream().filter(l -> !l.equals(from)).toList());
        List<ScriptedPeer> peers = peers(world, 3);
        peers.get(1).send(HELLO);
        assertThat(peers.get(0).read()).isEqualTo(HELLO);
        assertThat(peers.get(1).heardNothing()).isTrue();
        assertThat(peers.get(2).read()).isEqualTo(HELLO);
        assertThat(hub.flight().messagesOut()).isEqualTo(2);
    }

    @Test
    void goesOutInItsPlaceAmongTheOtherSends(World world) {
        Puppets.hub(world, new Puppet((state, event, view) -> switch (event) {
            case Received e ->
                Step.to(
                        state,
                        Effect.send(e.link(), Puppets.bytes("first")),
                        Effect.sendAll(List.of(e.link()), Puppets.bytes("second")),
                        Effect.send(e.link(), Puppets.bytes("third")),
                        Effect.close(e.link(), "enough"),
                        Effect.sendAll(List.of(e.link()), Puppets.bytes("never")));
            default -> Step.stay(state);
        }));
        ScriptedPeer peer = Puppets.peer(world, "peer").send(HELLO);
        assertThat(Stream.generate(peer::read).limit(3).map(Puppet::text)).containsExactly("first", "second", "third");
        assertThat(peer.heardNothing()).isTrue();
    }

    @Test
    void isSentTwiceOnALinkThatIsNamedTwice(World world) {
        room(world, from -> List.of(from, from));
        List<ScriptedPeer> peers = peers(world, 2);
        peers.getFirst().send(HELLO);
        assertThat(peers.getFirst().read()).isEqualTo(HELLO);
        assertThat(peers.getFirst().read()).isEqualTo(HELLO);
        assertThat(peers.getLast().heardNothing()).isTrue();
    }

    @Test
    void passesOverALinkThatHasClosed(World world) {
        TestNode hub = room(world, from -> here);
        List<ScriptedPeer> peers = peers(world, 3);
        peers.getFirst().close();
        assertThat(Puppet.text(peers.get(1).read())).isEqualTo("gone");
        assertThat(Puppet.text(peers.get(2).read())).isEqualTo("gone");
        assertThat(hub.node().engine().size()).isEqualTo(1);
    }

    @Test
    void reachesNobodyElsesLinks(World world) {
        Puppets.hub(world, new Puppet((state, event, view) -> switch (event) {
            case Event.Opened e -> {
                here.add(e.link());
                yield Step.stay(state);
            }
            case Received e -> Step.to(state, Effect.sendAll(here, e.message()));
            default -> Step.stay(state);
        }));
        ScriptedPeer other = Puppets.peer(world, "other");
        ScriptedPeer own = Puppets.peer(world, "own").send(HELLO);
        assertThat(own.read()).isEqualTo(HELLO);
        assertThat(other.heardNothing()).isTrue();
    }

    @Test
    void toMoreLinksThanThereAreIsRefusedWhole(World world) {
        TestNode hub = room(world, from -> Collections.nCopies(4, from));
        List<ScriptedPeer> peers = peers(world, 2);
        peers.getFirst().send(HELLO);
        assertThat(peers.getFirst().heardNothing()).isTrue();
        assertThat(Puppets.ended(hub).outcome()).contains(Outcome.FAILED);
        assertThat(Puppets.ended(hub).reason()).contains("sends to 4 links at once; its conversation has 2");
    }
}

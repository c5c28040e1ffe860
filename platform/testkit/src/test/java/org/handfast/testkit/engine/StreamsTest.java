package org.handfast.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.handfast.api.Descriptor;
import org.handfast.api.Effect;
import org.handfast.api.Event;
import org.handfast.api.Event.Received;
import org.handfast.api.Link;
import org.handfast.api.Listener;
import org.handfast.api.Step;
import org.handfast.api.Step.Outcome;
import org.handfast.testkit.MemoryNetwork;
import org.handfast.testkit.ScriptedPeer;
import org.handfast.testkit.TestNode;
import org.handfast.testkit.World;
import org.handfast.testkit.WorldTest;

/** Streams of a transport as links of conversations. */
@WorldTest
class StreamsTest {

    static final Listener.Stream STREAM =
            new Listener.Stream("stream", "carrier", "/puppet/1.0.0", 1_000, Optional.empty());

    private final List<Link> links = new ArrayList<>();

    static Descriptor<Puppet.Said> onStreams() {
        Descriptor<Puppet.Said> plain = Puppet.describe(Puppet.ID);
        return new Descriptor<>(
                Puppet.ID, "Puppet", plain.kinds(), List.of(Puppet.LISTENER, STREAM), plain.commands(), List.of());
    }

    private Step<Puppet.Said> on(Puppet.Said state, Event event) {
        if (event instanceof Event.OnLink on && !links.contains(on.link())) {
            links.add(on.link());
        }
        return switch (event) {
            case Event.Commanded e ->
                Step.to(state, Effect.dial("stream", e.arguments().get("to")));
            case Event.Dialled e
            when e.link().isPresent() -> {
                links.add(e.link().get());
                yield Step.to(state, Effect.send(e.link().get(), Puppets.bytes("hello")));
            }
            case Event.Dialled e -> Step.end(Outcome.FAILED, e.detail());
            case Received e
            when !e.link().dialled() ->
                Step.to(state, Effect.send(e.link(), e.message()), Effect.close(e.link(), "done"));
            case Received e -> Step.end(Outcome.CLOSED, "Told " + Puppet.text(e) + ".");
            default -> Step.stay(state);
        };
    }

    private Puppet echoing() {
        return new Puppet(onStreams(), (state, event, view) -> on(state, event), Puppet::oneLinkEach);
    }

    @Test
    void eachEndKnowsWhichKeyTheOtherHasProven(World world) {
        TestNode hub = world.node("hub", Map.of(), echoing());
        TestNode device = world.node("device", Map.of(), echoing());
        TestNode.Seen seen = device.command(Puppet.ID, "go", Map.of("to", MemoryNetwork.stream("hub")));
        assertThat(seen.end()).contains("CLOSED: Told hello.");
        assertThat(links).hasSize(2).allSatisfy(l -> assertThat(l.listener()).isEqualTo("stream"));
        assertThat(links.stream().filter(Link::dialled).findFirst().flatMap(Link::peer))
                .contains(hub.peer());
        assertThat(links.stream().filter(l -> !l.dialled()).findFirst().flatMap(Link::peer))
                .contains(device.peer());
        assertThat(hub.peer()).isNotEqualTo(device.peer());
    }

    @Test
    void whoComesByTcpHasProvenNothing(World world) {
        world.node("hub", Map.of(), echoing());
        assertThat(Puppets.peer(world, "peer").send(Puppets.bytes("hi")).read()).isEqualTo(Puppets.bytes("hi"));
        assertThat(links).hasSize(1).allSatisfy(l -> assertThat(l.peer()).isEmpty());
    }

    @Test
    void aStreamIsRoutedAsAnyLinkAndEndsWithItsClose(World world) {
        TestNode hub = world.node("hub", Map.of(), echoing());
        ScriptedPeer peer = world.peer("peer").dial(MemoryNetwork.stream("hub"), STREAM);
        assertThat(peer.send(Puppets.bytes("one")).read()).isEqualTo(Puppets.bytes("one"));
        assertThat(peer.closedBecause()).isPresent();
        assertThat(hub.node().engine().links()).isZero();
    }

    @Test
    void whereNobodyTakesSuchStreamsTheDialFails(World world) {
        world.node("hub", Map.of(), echoing());
        TestNode device = world.node("device", Map.of(), echoing());
        assertThat(device.command(Puppet.ID, "go", Map.of("to", MemoryNetwork.stream("nobody")))
                        .end())
                .contains("FAILED: connection refused");
        var other = new Listener.Stream("stream", "carrier", "/other/1.0.0", 1_000, Optional.empty());
        assertThat(world.peer("peer").dial(MemoryNetwork.stream("hub"), other).closedBecause())
                .contains("connection refused");
    }
}

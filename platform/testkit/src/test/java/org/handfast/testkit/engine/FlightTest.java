package org.handfast.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.handfast.api.Bytes;
import org.handfast.api.Effect;
import org.handfast.api.Event;
import org.handfast.api.Event.Received;
import org.handfast.api.Item;
import org.handfast.api.Step;
import org.handfast.api.Step.Outcome;
import org.handfast.core.flight.FlightRecord;
import org.handfast.testkit.ScriptedPeer;
import org.handfast.testkit.TestNode;
import org.handfast.testkit.World;
import org.handfast.testkit.WorldTest;

/** What the flight recorder keeps of a conversation, also of one that a crash cuts off. */
@WorldTest
class FlightTest {

    private static final Bytes GO = Puppets.bytes("go");

    private static Puppet claiming() {
        return new Puppet((state, event, view) -> switch (event) {
            case Received e
            when e.message().equals(GO) ->
                Step.to(
                        new Puppet.Said("Claimed"),
                        Effect.claim(Puppets.claim("x")),
                        Effect.note("after", "the claim"),
                        Effect.send(e.link(), GO));
            case Received e -> Step.end(Outcome.CLOSED, "Done.", Effect.claim(Puppets.claim("y")));
            default -> Step.stay(state);
        });
    }

    private static FlightRecord kept(TestNode hub) {
        List<FlightRecord> all = hub.store().store().flights(Optional.empty(), 10);
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    @Test
    void aConversationLeavesNothingIfItsPluginWantsThatUnlessItFails(World world) {
        TestNode hub = Puppets.hub(world, new Puppet((state, event, view) -> {
            if (event instanceof Event.Received e) {
                Step.Outcome outcome = Puppet.text(e).equals("fail") ? Step.Outcome.FAILED : Step.Outcome.REJECTED;
                return Step.end(
                        outcome,
                        Puppet.text(e),
                        Effect.put(new Item(
                                "scope", Bytes.u8(1), Bytes.EMPTY, view.now().plusSeconds(60))),
                        Effect.leaveNothing());
            }
            return Step.stay(state);
        }));
        Puppets.peer(world, "one").send(Puppets.bytes("go away"));
        assertThat(hub.flights()).isEmpty();
        Puppets.peer(world, "two").send(Puppets.bytes("fail"));
        assertThat(hub.flight().reason()).isEqualTo("fail");
    }

    @Test
    void aChangeOfWhatIsKeptIsKeptTogetherWithTheLineThatTellsOfIt(World world) {
        TestNode hub = Puppets.hub(world, claiming());
        Puppets.peer(world, "peer").send(GO);
        FlightRecord kept = kept(hub);
        assertThat(Puppets.codes(kept)).containsExactly("opened", "received", "claim", "Claimed");
        assertThat(kept.label()).isEqualTo("Claimed");
        assertThat(kept.outcome()).isEmpty();

        hub.crash();
        hub.start();
        assertThat(kept(hub).outcome()).contains(Outcome.FAILED);
        assertThat(kept(hub).reason()).isEqualTo("The hub stopped in the middle of it.");
        assertThat(Puppets.codes(kept(hub))).endsWith("claim", "Claimed");
    }

    @Test
    void anEndThatChangesWhatIsKeptIsKeptAsOneAtOnce(World world) {
        TestNode hub = Puppets.hub(world, claiming());
        Puppets.peer(world, "peer").send(Puppets.bytes("end"));
        FlightRecord kept = kept(hub);
        assertThat(kept.outcome()).contains(Outcome.CLOSED);
        assertThat(Puppets.codes(kept)).endsWith("received", "claim");
        assertThat(Puppets.codes(hub.flight())).endsWith("claim", "CLOSED");
    }

    @Test
    void aConversationThatChangesNothingIsKeptAtItsEndAlone(World world) {
        TestNode hub = Puppets.hub(
                world,
                new Puppet((state, event, view) ->
                        event instanceof Event.LinkClosed ? Step.end(Outcome.CLOSED, "Gone.") : Step.stay(state)));
        ScriptedPeer peer = Puppets.peer(world, "peer").send(GO);
        hub.node().engine().writeBehind();
        assertThat(hub.store().store().flights(Optional.empty(), 10)).isEmpty();
        peer.close();
        hub.node().engine().writeBehind();
        assertThat(kept(hub).outcome()).contains(Outcome.CLOSED);
    }

    @Test
    void trafficIsCountedAndItsContentsAreNotKept(World world) {
        TestNode hub = Puppets.hub(world, claiming());
        ScriptedPeer peer = Puppets.peer(world, "peer");
        peer.send(GO);
        FlightRecord flight = hub.flight();
        assertThat(flight.messagesIn()).isEqualTo(1);
        assertThat(flight.messagesOut()).isEqualTo(1);
        assertThat(flight.remote().orElseThrow()).startsWith("peer:");
        assertThat(flight.toString()).doesNotContain(GO.hex(), "Bytes[");
        assertThat(flight.entries())
                .filteredOn(e -> e.code().equals("received"))
                .singleElement()
                .satisfies(e -> assertThat(e.detail()).isEqualTo("2 bytes"));
    }

    @Test
    void theArgumentsOfACommandAreNotKept(World world) {
        TestNode hub = Puppets.hub(world, claiming());
        hub.command(Puppet.ID, "go", Map.of("key", "k", "phrase", "correct horse battery"));
        assertThat(hub.flight().toString()).doesNotContain("horse");
        assertThat(Puppets.codes(hub.flight())).contains("command");
    }
}

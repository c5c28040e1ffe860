package org.handfast.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.handfast.api.Event;
import org.handfast.api.Event.Received;
import org.handfast.api.Step;
import org.handfast.testkit.ScriptedPeer;
import org.handfast.testkit.TestNode;
import org.handfast.testkit.World;
import org.handfast.testkit.WorldTest;

/** Peers that send faster than they are served. */
@WorldTest
class PressureTest {

    private final List<String> heard = new ArrayList<>();

    /** One conversation for all, busy for as long as everything else takes when the first link opens. */
    private Puppet busyAtFirst(World world) {
        return new Puppet(
                (state, event, view) -> {
                    if (event instanceof Received e) {
                        heard.add(Puppet.text(e));
                    } else if (event instanceof Event.LinkClosed e) {
                        heard.add("closed: " + e.reason());
                    } else if (event instanceof Event.Commanded) {
                        world.settle();
                    }
                    return Step.stay(state);
                },
                Puppet::together);
    }

    private static void keepBusy(TestNode hub) {
        hub.node().engine().command(Puppet.ID, "go", Map.of(), "test", Optional.empty());
    }

    @Test
    void aPeerThatIsFasterIsMerelyNotReadForAWhile(World world) {
        TestNode hub = Puppets.hub(world, busyAtFirst(world));
        ScriptedPeer peer = Puppets.peer(world, "peer");
        keepBusy(hub);
        for (int i = 0; i < 1_000; i++) {
            peer.put(Puppets.bytes("m" + i));
        }
        world.settle();
        assertThat(peer.closedBecause()).isEmpty();
        assertThat(heard).hasSize(1_000).startsWith("m0").endsWith("m999");
    }

    @Test
    void aLinkThatJoinsABusyConversationIsNotReadEither(World world) {
        TestNode hub = Puppets.hub(world, busyAtFirst(world));
        ScriptedPeer first = Puppets.peer(world, "first");
        keepBusy(hub);
        for (int i = 0; i < 64; i++) {
            first.put(Puppets.bytes("first"));
        }
        var later = new ArrayList<ScriptedPeer>();
        for (int i = 0; i < 10; i++) {
            ScriptedPeer one = world.peer("later " + i).begin("hub", Puppet.LISTENER);
            for (int j = 0; j < 100; j++) {
                one.put(Puppets.bytes("later"));
            }
            later.add(one);
        }
        world.settle();
        assertThat(later).allSatisfy(p -> assertThat(p.closedBecause()).isEmpty());
        assertThat(heard).hasSize(1_064);
    }

    @Test
    void aPeerThatIsReadInSpiteOfThatIsClosedOnceAndTheOthersStay(World world) {
        TestNode hub = Puppets.hub(world, busyAtFirst(world));
        ScriptedPeer peer = Puppets.peer(world, "peer");
        ScriptedPeer bystander = Puppets.peer(world, "bystander");
        world.network().ignorePauses();
        keepBusy(hub);
        for (int i = 0; i < 2_000; i++) {
            peer.put(Puppets.bytes("m" + i));
        }
        world.settle();
        assertThat(peer.closedBecause()).isPresent();
        assertThat(heard).containsOnlyOnce("closed: it sent faster than it was served");
        assertThat(bystander.closedBecause()).isEmpty();
        bystander.send(Puppets.bytes("still here"));
        assertThat(heard).endsWith("still here");
    }
}

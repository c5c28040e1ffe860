package org.handfast.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.handfast.api.Address;
import org.handfast.api.Effect;
import org.handfast.api.Event;
import org.handfast.api.Event.Change;
import org.handfast.api.Event.Received;
import org.handfast.api.Step;
import org.handfast.api.Step.Outcome;
import org.handfast.core.registry.DeviceRecord;
import org.handfast.core.registry.Registry;
import org.handfast.testkit.ScriptedPeer;
import org.handfast.testkit.TestNode;
import org.handfast.testkit.World;
import org.handfast.testkit.WorldTest;

/** Who is where, and who hears of it. */
@WorldTest
class PresenceTest {

    private final List<String> heard = new ArrayList<>();

    /** Binds or watches what its peers say, and notes what it hears of that. */
    private Puppet puppet(Runnable betweenLookUpAndStep) {
        return new Puppet((state, event, view) -> switch (event) {
            case Received e -> {
                String[] words = Puppet.text(e).split(" ");
                var address = new Address(words[1]);
                view.device(address);
                betweenLookUpAndStep.run();
                yield Step.to(
                        new Puppet.Said(words[0]),
                        switch (words[0]) {
                            case "bind" -> Effect.bind(address, e.link());
                            case "watch" -> Effect.watch(address);
                            case "remember" -> Effect.remember(address, "seen", "yes");
                            default -> throw new AssertionError(words[0]);
                        });
            }
            case Event.Changed e -> {
                heard.add(state.word() + " " + e.address() + " " + e.change());
                yield e.change() == Change.DISPLACED || e.change() == Change.REVOKED
                        ? Step.end(Outcome.CLOSED, "It was " + e.change())
                        : Step.stay(state);
            }
            case Event.LinkClosed e -> Step.end(Outcome.CLOSED, "Gone.");
            default -> Step.stay(state);
        });
    }

    private static ScriptedPeer say(ScriptedPeer peer, String order) {
        return peer.send(Puppets.bytes(order));
    }

    private static boolean connected(TestNode hub) {
        return hub.node().registry().connected(Puppets.device(hub, Puppets.ADA).orElseThrow());
    }

    @Test
    void theNewestLinkHasAnAddressAndTheOneBeforeHearsOfIt(World world) {
        TestNode hub = Puppets.hub(world, puppet(() -> {}));
        Puppets.known(hub.store().store(), Puppets.ADA, world.clock().now());
        ScriptedPeer before = say(Puppets.peer(world, "before"), "bind ada");
        assertThat(connected(hub)).isTrue();
        ScriptedPeer after = say(Puppets.peer(world, "after"), "bind ada");
        assertThat(heard).containsExactly("bind ada DISPLACED");
        assertThat(before.closedBecause()).isPresent();
        assertThat(after.closedBecause()).isEmpty();
        assertThat(connected(hub)).isTrue();
        after.close();
        assertThat(connected(hub)).isFalse();
    }

    @Test
    void bindingAgainDisplacesNobody(World world) {
        Puppets.hub(world, puppet(() -> {}));
        say(say(Puppets.peer(world, "peer"), "bind ada"), "bind ada");
        assertThat(heard).isEmpty();
    }

    @Test
    void whoeverWatchesOrBindsHearsOfARevocationAndNobodyElse(World world) {
        TestNode hub = Puppets.hub(world, puppet(() -> {}));
        DeviceRecord ada =
                Puppets.known(hub.store().store(), Puppets.ADA, world.clock().now());
        ScriptedPeer binds = say(Puppets.peer(world, "binds"), "bind ada");
        ScriptedPeer watches = say(Puppets.peer(world, "watches"), "watch ada");
        ScriptedPeer other = say(Puppets.peer(world, "other"), "watch bob");
        hub.node().registry().revoke(ada.id(), "test", "lost");
        world.settle();
        assertThat(heard).containsExactlyInAnyOrder("bind ada REVOKED", "watch ada REVOKED");
        assertThat(binds.closedBecause()).isPresent();
        assertThat(watches.closedBecause()).isPresent();
        assertThat(other.closedBecause()).isEmpty();
        assertThat(connected(hub)).isFalse();
    }

    @Test
    void watchingDoesNotMakeADevicePresent(World world) {
        TestNode hub = Puppets.hub(world, puppet(() -> {}));
        Puppets.known(hub.store().store(), Puppets.ADA, world.clock().now());
        say(Puppets.peer(world, "watches"), "watch ada");
        assertThat(connected(hub)).isFalse();
    }

    /** A step with outward effects alone commits nothing, so that nothing checks what it had looked at. */
    @Test
    void aRevocationBetweenLookUpAndBindIsHeardOfAllTheSame() {
        for (String order : List.of("bind ada", "watch ada")) {
            var world = new World(order.hashCode());
            var act = new Runnable[] {() -> {}};
            TestNode hub = Puppets.hub(world, puppet(() -> act[0].run()));
            DeviceRecord ada = Puppets.known(
                    hub.store().store(), Puppets.ADA, world.clock().now());
            Registry registry = hub.node().registry();
            act[0] = () -> registry.revoke(ada.id(), "test", "lost");
            heard.clear();
            ScriptedPeer peer = say(Puppets.peer(world, "peer"), order);
            assertThat(heard).containsExactly(order + " REVOKED");
            assertThat(peer.closedBecause()).isPresent();
            assertThat(connected(hub)).isFalse();
            world.check();
        }
    }

    @Test
    void aSuspendedDeviceIsHeardOfAtOnceToo(World world) {
        TestNode hub = Puppets.hub(world, puppet(() -> {}));
        DeviceRecord ada =
                Puppets.known(hub.store().store(), Puppets.ADA, world.clock().now());
        hub.node().registry().suspend(ada.id(), "admin", "for a while");
        say(Puppets.peer(world, "peer"), "watch ada");
        assertThat(heard).containsExactly("watch ada SUSPENDED");
    }

    @Test
    void whatIsRememberedOfAnUnknownDeviceIsForgotten(World world) {
        TestNode hub = Puppets.hub(world, puppet(() -> {}));
        say(Puppets.peer(world, "peer"), "remember bob");
        assertThat(hub.contents().devices()).isEmpty();
        assertThat(hub.node().engine().counters().commits()).isZero();
    }

    @Test
    void aDevicesLastVisitIsWrittenAtItsEndAndAtItsBeginning(World world) {
        TestNode hub = Puppets.hub(world, puppet(() -> {}));
        Puppets.known(hub.store().store(), Puppets.ADA, world.clock().now());
        ScriptedPeer peer = say(Puppets.peer(world, "peer"), "bind ada");
        var came = world.clock().now();
        world.pass(java.time.Duration.ofSeconds(1));
        assertThat(Puppets.device(hub, Puppets.ADA).orElseThrow().lastSeen()).contains(came);
        world.pass(java.time.Duration.ofMinutes(5));
        peer.close();
        var went = world.clock().now();
        world.pass(java.time.Duration.ofSeconds(1));
        assertThat(Puppets.device(hub, Puppets.ADA).orElseThrow().lastSeen()).contains(went);
    }

    @Test
    void aStoreThatIsAwayDelaysTheLastVisitAndTheFlightRecordAndNothingElse(World world) {
        TestNode hub = Puppets.hub(world, Map.of(), puppet(() -> {}));
        Puppets.known(hub.store().store(), Puppets.ADA, world.clock().now());
        ScriptedPeer peer = say(Puppets.peer(world, "peer"), "bind ada");
        var came = world.clock().now();
        hub.store().cut();
        world.pass(java.time.Duration.ofSeconds(3));
        peer.close();
        world.pass(java.time.Duration.ofSeconds(3));
        hub.store().restore();
        world.pass(java.time.Duration.ofSeconds(1));
        assertThat(Puppets.device(hub, Puppets.ADA).orElseThrow().lastSeen().orElseThrow())
                .isAfter(came);
        assertThat(hub.store().store().flights(java.util.Optional.empty(), 10))
                .singleElement()
                .satisfies(f -> assertThat(f.outcome()).contains(Outcome.CLOSED));
    }
}

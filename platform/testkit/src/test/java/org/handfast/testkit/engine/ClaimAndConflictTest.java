package org.handfast.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import org.handfast.api.Bytes;
import org.handfast.api.Device;
import org.handfast.api.DeviceId;
import org.handfast.api.Effect;
import org.handfast.api.Event;
import org.handfast.api.Event.Received;
import org.handfast.api.Introduction;
import org.handfast.api.Key;
import org.handfast.api.Step;
import org.handfast.api.Step.Outcome;
import org.handfast.core.flight.FlightRecord;
import org.handfast.core.registry.DeviceRecord;
import org.handfast.core.registry.ProtocolAddress;
import org.handfast.core.store.Changes;
import org.handfast.core.store.Store;
import org.handfast.core.store.Write;
import org.handfast.testkit.ScriptedPeer;
import org.handfast.testkit.TestNode;
import org.handfast.testkit.World;
import org.handfast.testkit.WorldTest;

/** Steps that are overtaken: what they see when they run again, and what becomes of the runs before. */
@WorldTest
class ClaimAndConflictTest {

    private static final Bytes GO = Puppets.bytes("go");

    private final List<String> runs = new ArrayList<>();

    @Test
    void aStepThatLosesAClaimRunsAgainWithTheSameRandomBytesAndIsTold(World world) {
        TestNode hub = Puppets.hub(world, new Puppet((state, event, view) -> switch (event) {
            case Received e -> {
                Bytes random = view.crypto().random(8);
                Key key = view.crypto().generate(Key.Algorithm.X25519).publicKey();
                boolean taken = view.taken(Puppets.claim("ticket"));
                runs.add(random.hex() + key.bytes().hex() + " " + view.now() + " " + taken);
                Bytes answer = Puppets.bytes(taken ? "gone" : "yours");
                yield taken
                        ? Step.to(state, Effect.send(e.link(), answer))
                        : Step.to(state, Effect.claim(Puppets.claim("ticket")), Effect.send(e.link(), answer));
            }
            default -> Step.stay(state);
        }));
        ScriptedPeer first = Puppets.peer(world, "first").send(GO);
        ScriptedPeer second = Puppets.peer(world, "second").send(GO);

        assertThat(Puppet.text(first.read())).isEqualTo("yours");
        assertThat(Puppet.text(second.read())).isEqualTo("gone");
        assertThat(second.heardNothing()).isTrue();
        assertThat(runs).hasSize(3);
        assertThat(runs.get(1)).endsWith(" false");
        assertThat(runs.get(2)).isEqualTo(runs.get(1).replace("false", "true"));
        assertThat(runs.get(0)).isNotEqualTo(runs.get(1));
        assertThat(hub.contents().claims()).hasSize(1);
    }

    @Test
    void claimingAgainWhatIsTakenIsThePluginsFault(World world) {
        TestNode hub = Puppets.hub(
                world,
                new Puppet((state, event, view) -> event instanceof Received
                        ? Step.to(state, Effect.claim(Puppets.claim("ticket")))
                        : Step.stay(state)));
        Puppets.peer(world, "first").send(GO);
        ScriptedPeer second = Puppets.peer(world, "second").send(GO);
        FlightRecord flight = Puppets.ended(hub);
        assertThat(flight.outcome()).contains(Outcome.FAILED);
        assertThat(flight.reason()).contains("claimed what it was told is taken");
        assertThat(second.closedBecause()).isPresent();
    }

    @Test
    void aStepThatLosesOneClaimAfterTheOtherIsGivenUp(World world) {
        TestNode hub = Puppets.hub(world, Map.of("limit.step-runs", "4"), new Puppet((state, event, view) -> {
            if (!(event instanceof Received)) {
                return Step.stay(state);
            }
            int next = 0;
            while (view.taken(Puppets.claim("ticket " + next))) {
                next++;
            }
            runs.add("ticket " + next);
            return Step.to(state, Effect.claim(Puppets.claim("ticket " + next)));
        }));
        for (int i = 0; i < 4; i++) {
            Puppets.peer(world, "peer " + i).send(GO);
        }
        assertThat(hub.contents().claims()).hasSize(4);
        runs.clear();
        Puppets.peer(world, "late").send(GO);
        assertThat(runs).containsExactly("ticket 0", "ticket 1", "ticket 2", "ticket 3");
        assertThat(Puppets.ended(hub).reason()).contains("lost too many claims");
        assertThat(hub.contents().claims()).hasSize(4);
    }

    /** A hub whose step looks at a device, which {@code rival} changes before the step is committed. */
    private TestNode contested(World world, Runnable[] rival, Puppet.Moves whenConflicted) {
        TestNode hub = Puppets.hub(world, new Puppet((state, event, view) -> switch (event) {
            case Received e -> {
                String seen = view.device(Puppets.ADA)
                        .map(Device::trust)
                        .map(Object::toString)
                        .orElse("nobody");
                runs.add(seen + " " + view.crypto().random(4).hex());
                rival[0].run();
                yield Step.to(
                        new Puppet.Said("Run" + runs.size()),
                        Effect.remember(Puppets.ADA, "run", Integer.toString(runs.size())),
                        Effect.note("run-" + runs.size(), ""),
                        Effect.send(e.link(), Puppets.bytes("run " + runs.size())));
            }
            case Event.Conflicted e -> whenConflicted.on(state, event, view);
            default -> Step.stay(state);
        }));
        Puppets.known(hub.store().store(), Puppets.ADA, view(world));
        return hub;
    }

    private static java.time.Instant view(World world) {
        return world.clock().now();
    }

    private void once(Runnable[] rival, Runnable act) {
        rival[0] = () -> {
            rival[0] = () -> {};
            act.run();
        };
    }

    @Test
    void whatLooksLikeAFaultOfThePluginBecauseItWasOvertakenIsNone(World world) {
        var key = new Key(Key.Algorithm.X25519, Bytes.wrap(new byte[] {7}));
        var rival = new Runnable[1];
        TestNode hub = Puppets.hub(world, new Puppet((state, event, view) -> {
            if (!(event instanceof Received e)) {
                return Step.stay(state);
            }
            if (view.device(Puppets.ADA).isPresent()) {
                return Step.to(state, Effect.send(e.link(), Puppets.bytes("known")));
            }
            rival[0].run();
            return Step.to(state, Effect.register(Puppets.ADA, Introduction.of("Ada", "phone"), key, Map.of()));
        }));
        once(rival, () -> hub.store()
                .store()
                .commit(Changes.of(new Write.PutDevice(DeviceRecord.firstSeen(
                                new DeviceId(new UUID(1, 1)),
                                "Ada",
                                "phone",
                                new ProtocolAddress(Puppet.ID, Puppets.ADA),
                                view(world))
                        .withKey(Puppet.ID, Optional.of(key))))));
        assertThat(Puppet.text(Puppets.peer(world, "ada").send(GO).read())).isEqualTo("known");
        assertThat(hub.misbehaved()).isEmpty();
    }

    @Test
    void aStepThatIsOvertakenRunsAgainAndNothingOfTheFirstRunLeaves(World world) {
        var rival = new Runnable[1];
        TestNode hub = contested(world, rival, (state, event, view) -> Step.stay(state));
        once(rival, () -> Puppets.touch(hub.store().store(), Puppets.ADA));
        ScriptedPeer peer = Puppets.peer(world, "peer").send(GO);

        assertThat(runs).hasSize(2);
        assertThat(runs.get(0)).isEqualTo(runs.get(1));
        assertThat(Puppet.text(peer.read())).isEqualTo("run 2");
        assertThat(peer.heardNothing()).isTrue();
        assertThat(Puppets.codes(hub.flight())).contains("run-2", "Run2").doesNotContain("run-1", "Run1");
        assertThat(Puppets.device(hub, Puppets.ADA).orElseThrow().facts())
                .singleElement()
                .satisfies(f -> assertThat(f.value()).isEqualTo("2"));
        assertThat(hub.node().engine().counters().conflicts()).isEqualTo(1);
    }

    @Test
    void aDeviceThatComesBetweenLookUpAndCommitIsNoticedToo(World world) {
        var rival = new Runnable[1];
        TestNode hub = Puppets.hub(world, new Puppet((state, event, view) -> {
            if (!(event instanceof Received)) {
                return Step.stay(state);
            }
            runs.add(view.device(Puppets.BOB).isPresent() ? "there" : "nobody");
            rival[0].run();
            return Step.to(state, Effect.claim(Puppets.claim("x")));
        }));
        once(rival, () -> Puppets.known(hub.store().store(), Puppets.BOB, view(world)));
        Puppets.peer(world, "peer").send(GO);
        assertThat(runs).containsExactly("nobody", "there");
    }

    @Test
    void afterThreeTriesThePluginIsToldWhatItLost(World world) {
        var rival = new Runnable[1];
        var lost = new ArrayList<Event>();
        TestNode hub = contested(world, rival, (state, event, view) -> {
            lost.add(((Event.Conflicted) event).lost());
            return Step.to(new Puppet.Said("Sorry"), Effect.note("sorry", ""));
        });
        rival[0] = () -> Puppets.touch(hub.store().store(), Puppets.ADA);
        ScriptedPeer peer = Puppets.peer(world, "peer").send(GO);

        assertThat(runs).hasSize(3);
        assertThat(lost).singleElement().isInstanceOf(Received.class);
        assertThat(peer.heardNothing()).isTrue();
        assertThat(peer.closedBecause()).isEmpty();
        assertThat(hub.flight().label()).isEqualTo("Sorry");
        assertThat(Puppets.codes(hub.flight()))
                .contains("overtaken", "sorry")
                .doesNotContain("run-1", "run-2", "run-3");
        assertThat(Puppets.device(hub, Puppets.ADA).orElseThrow().facts()).isEmpty();
    }

    @Test
    void aPluginThatDoesNotHandleTheConflictLosesTheLink(World world) {
        var rival = new Runnable[1];
        TestNode hub = contested(world, rival, (state, event, view) -> Step.stay(state));
        rival[0] = () -> Puppets.touch(hub.store().store(), Puppets.ADA);
        ScriptedPeer peer = Puppets.peer(world, "peer").send(GO);
        assertThat(peer.closedBecause()).isPresent();
        assertThat(hub.flight().outcome()).isEmpty();
    }

    @Test
    void aPluginMayEndTheConversationOverAConflict(World world) {
        var rival = new Runnable[1];
        TestNode hub = contested(world, rival, (state, event, view) -> Step.end(Outcome.EXPIRED, "Too busy."));
        rival[0] = () -> Puppets.touch(hub.store().store(), Puppets.ADA);
        Puppets.peer(world, "peer").send(GO);
        assertThat(hub.flight().outcome()).contains(Outcome.EXPIRED);
        assertThat(hub.flight().reason()).isEqualTo("Too busy.");
    }

    @Test
    void aPluginMayMerelyChangeItsStateOverAConflict(World world) {
        var rival = new Runnable[1];
        TestNode hub = contested(world, rival, (state, event, view) -> Step.to(new Puppet.Said("Waiting")));
        rival[0] = () -> Puppets.touch(hub.store().store(), Puppets.ADA);
        ScriptedPeer peer = Puppets.peer(world, "peer").send(GO);
        assertThat(peer.closedBecause()).isEmpty();
        assertThat(hub.flight().label()).isEqualTo("Waiting");
    }

    @Test
    void aConflictOverACommandEndsTheConversation(World world) {
        var store = new Store[1];
        TestNode hub = Puppets.hub(world, new Puppet((state, event, view) -> {
            if (event instanceof Event.Commanded) {
                view.device(Puppets.ADA);
                Puppets.touch(store[0], Puppets.ADA);
                return Step.to(state, Effect.claim(Puppets.claim("x")));
            }
            return Step.stay(state);
        }));
        store[0] = hub.store().store();
        Puppets.known(store[0], Puppets.ADA, view(world));
        TestNode.Seen seen = hub.command(Puppet.ID, "go", Map.of());
        assertThat(seen.end()).isEqualTo(Optional.of("FAILED: Other changes came first, three times; try again."));
    }

    @Test
    void nothingGoesOutBeforeTheCommit(World world) {
        var order = new ArrayList<String>();
        TestNode hub = Puppets.hub(
                world,
                new Puppet((state, event, view) -> event instanceof Received e
                        ? Step.to(
                                state,
                                Effect.send(e.link(), Puppets.bytes("first")),
                                Effect.claim(Puppets.claim("x")),
                                Effect.send(e.link(), Puppets.bytes("second")))
                        : Step.stay(state)));
        ScriptedPeer peer = Puppets.peer(world, "peer");
        hub.store().beforeCommit(changes -> order.add("commit"));
        world.network().tap((from, to, message) -> {
            if (from.equals("hub")) {
                order.add(Puppet.text(message));
            }
            return List.of(message);
        });
        peer.send(GO);
        assertThat(order.subList(0, 3)).containsExactly("commit", "first", "second");
    }

    @Test
    void aStepWithOutwardEffectsAloneCommitsNothing(World world) {
        TestNode hub = Puppets.hub(
                world,
                new Puppet((state, event, view) -> event instanceof Received e
                        ? Step.to(new Puppet.Said("Seen"), Effect.send(e.link(), GO), Effect.note("seen", ""))
                        : Step.stay(state)));
        ScriptedPeer peer = Puppets.peer(world, "peer");
        peer.send(GO);
        assertThat(hub.node().engine().counters().commits()).isZero();
        assertThat(peer.read()).isEqualTo(GO);
    }

    @Test
    void aStoreThatFailsAtTheCommitLetsNothingOutAndTheHubLives(World world) {
        TestNode hub = Puppets.hub(
                world,
                new Puppet((state, event, view) -> event instanceof Received e
                        ? Step.to(
                                new Puppet.Said("Claimed"),
                                Effect.claim(Puppets.claim("x")),
                                Effect.note("claimed", ""),
                                Effect.send(e.link(), GO))
                        : Step.stay(state)));
        ScriptedPeer peer = Puppets.peer(world, "peer");
        hub.store().beforeCommit(changes -> hub.store().cut());
        peer.send(GO);
        assertThat(peer.heardNothing()).isTrue();
        assertThat(peer.closedBecause()).isPresent();

        hub.store().beforeCommit(changes -> {});
        hub.store().restore();
        FlightRecord flight = hub.flight();
        assertThat(flight.outcome()).contains(Outcome.FAILED);
        assertThat(flight.label()).isEqualTo("Beginning");
        assertThat(Puppets.codes(flight)).doesNotContain("claimed", "claim");
        assertThat(hub.contents().claims()).isEmpty();
        assertThat(Puppets.peer(world, "next").send(GO).read()).isEqualTo(GO);
    }

    @Test
    void aStoreThatFailsAtALookUpEndsTheConversationAndIsNotHeldAgainstThePlugin(World world) {
        TestNode hub = Puppets.hub(world, Map.of("limit.plugin-failures", "1"), new Puppet((state, event, view) -> {
            if (event instanceof Received) {
                view.device(Puppets.ADA);
            }
            return Step.stay(state);
        }));
        ScriptedPeer peer = Puppets.peer(world, "peer");
        hub.store().cut();
        peer.send(GO);
        hub.store().restore();
        assertThat(peer.closedBecause()).isPresent();
        assertThat(hub.flight().outcome()).contains(Outcome.FAILED);
        assertThat(hub.misbehaved()).isEmpty();
    }
}

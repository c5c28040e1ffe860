package org.handfast.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.handfast.api.ConversationKey;
import org.handfast.api.Descriptor;
import org.handfast.api.Event;
import org.handfast.api.Fault;
import org.handfast.api.PairingProtocol;
import org.handfast.api.Participant;
import org.handfast.api.State;
import org.handfast.api.Step;
import org.handfast.api.Step.Outcome;
import org.handfast.api.View;
import org.handfast.testkit.TestNode;
import org.handfast.testkit.World;
import org.handfast.testkit.WorldTest;

/** Who takes part in a conversation, for whoever looks. */
@WorldTest
class ParticipantsTest {

    private static final Participant ADA = new Participant(Puppets.ADA, "member", true, Map.of("since", "noon"));
    private static final Participant BOB = new Participant(Puppets.BOB, "at the door", false, Map.of());

    private record Gathering(Supplier<@Nullable Optional<List<Participant>>> who) implements State {
        @Override
        public Phase phase() {
            return Phase.ESTABLISHED;
        }

        @Override
        @SuppressWarnings("NullAway") // A plugin need not keep to what it promised.
        public Optional<List<Participant>> participants() {
            return who.get();
        }
    }

    /** One gathering, in which first this, then that takes part. */
    private record Gatherings(Gathering first, Gathering then) implements PairingProtocol<Gathering> {
        @Override
        public Descriptor<Gathering> descriptor() {
            return new Descriptor<>(
                    Puppet.ID,
                    "Gatherings",
                    List.of(new Descriptor.Kind<>("room", key -> first)),
                    List.of(Puppet.LISTENER),
                    List.of(new Descriptor.Command("go", "Go")),
                    List.of());
        }

        @Override
        public Optional<ConversationKey> route(Event event) {
            return Optional.of(new ConversationKey("room", "attic"));
        }

        @Override
        public Step<Gathering> on(Gathering state, Event event, View view) {
            return event instanceof Event.Received ? Step.end(Outcome.CLOSED, "Over.") : Step.to(then);
        }
    }

    private static Gathering of(Participant... who) {
        return new Gathering(() -> Optional.of(List.of(who)));
    }

    private static TestNode hub(World world, Gathering first, Gathering then) {
        TestNode hub = world.node("hub", Map.of("limit.plugin-failures", "1"), new Gatherings(first, then));
        hub.command(Puppet.ID, "go", Map.of());
        return hub;
    }

    private static Optional<List<Participant>> look(TestNode hub) {
        return hub.node().engine().participants(hub.flight().id());
    }

    @Test
    void isWhatTheStateSaysWheneverSomebodyLooks(World world) {
        TestNode hub = hub(world, of(ADA), of(ADA, BOB));
        assertThat(look(hub)).contains(List.of(ADA, BOB));
    }

    @Test
    void isNothingOfAConversationThatIsNoGatheringOrIsOver(World world) {
        TestNode hub = hub(world, of(), new Gathering(Optional::empty));
        assertThat(look(hub)).isEmpty();
        assertThat(hub.node().engine().participants(new UUID(0, 0))).isEmpty();
        Puppets.peer(world, "peer").send(Puppets.bytes("x"));
        assertThat(hub.flight().outcome()).contains(Outcome.CLOSED);
        assertThat(look(hub)).isEmpty();
        assertThat(hub.misbehaved()).isEmpty();
    }

    private static Arguments bad(String how, Supplier<@Nullable Optional<List<Participant>>> who) {
        return Arguments.of(how, new Gathering(who));
    }

    static Stream<Arguments> bad() {
        return Stream.of(
                bad("says nothing", () -> null),
                bad("names nobody", () -> Optional.of(Collections.singletonList(null))),
                bad(
                        "names one without an address",
                        () -> Optional.of(List.of(new Participant(null, "x", true, Map.of())))),
                bad(
                        "names one without a standing",
                        () -> Optional.of(List.of(new Participant(Puppets.ADA, null, true, Map.of())))),
                bad("throws", () -> {
                    throw new AssertionError("no");
                }),
                bad("blames a peer", () -> {
                    throw Fault.peer("peer", "It was a peer.");
                }));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bad")
    void aPluginThatDoesNotSayIsCountedAndTheConversationGoesOn(String how, Gathering bad) {
        var world = new World(13);
        TestNode hub = hub(world, of(), bad);
        assertThatThrownBy(() -> look(hub))
                .isInstanceOfSatisfying(
                        Fault.class, f -> assertThat(f.category()).isEqualTo(Fault.Category.PLUGIN_FAULT))
                .hasMessage("The plugin does not say who takes part.");
        assertThat(hub.misbehaved()).hasSize(1);
        assertThat(hub.flight().outcome()).isEmpty();
    }

    @Test
    void aPluginThatDoesNotComeBackIsAbandonedAndTheConversationGoesOn() {
        var world = new World(14);
        TestNode hub = hub(world, of(), new Gathering(() -> {
            world.clock().advance(Duration.ofSeconds(3), world::settle);
            return Optional.of(List.of());
        }));
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> look(hub)).hasMessage("The plugin does not say who takes part.");
        }
        world.settle();
        assertThat(hub.misbehaved()).hasSize(1).first().asString().contains("did not come back");
        assertThat(hub.flight().outcome()).isEmpty();
    }
}

package org.handfast.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.handfast.api.Bytes;
import org.handfast.api.Codec;
import org.handfast.api.ConversationKey;
import org.handfast.api.Descriptor;
import org.handfast.api.Descriptor.Kind;
import org.handfast.api.Event;
import org.handfast.api.Event.Commanded;
import org.handfast.api.Event.Restored;
import org.handfast.api.Fault;
import org.handfast.api.PairingProtocol;
import org.handfast.api.Settings;
import org.handfast.api.Step;
import org.handfast.api.Step.Outcome;
import org.handfast.api.View;
import org.handfast.testkit.TestNode;
import org.handfast.testkit.World;
import org.handfast.testkit.WorldTest;

/** Conversations that are there before anybody comes. */
@WorldTest
class StandingTest {

    private final List<String> heard = new ArrayList<>();

    private static final class Words implements Codec<Puppet.Said> {
        @Override
        public Bytes encode(Puppet.Said state) {
            return Bytes.utf8(state.word());
        }

        @Override
        public Puppet.Said decode(Bytes bytes) {
            String word = new String(bytes.toArray(), StandardCharsets.UTF_8);
            if (word.equals("Unreadable")) {
                throw new Fault(Fault.Category.HUB_FAULT, "unreadable", "This state is none that was ever written.");
            }
            return new Puppet.Said(word);
        }
    }

    /** Some conversations stand; what each hears, and in what state, is written down. Commands are {@code end} or a state. */
    private final class Standing implements PairingProtocol<Puppet.Said> {

        private final Supplier<@Nullable List<ConversationKey>> standing;
        private final Function<ConversationKey, Puppet.Said> begin;

        Standing(Supplier<@Nullable List<ConversationKey>> standing, Function<ConversationKey, Puppet.Said> begin) {
            this.standing = standing;
            this.begin = begin;
        }

        @Override
        public Descriptor<Puppet.Said> descriptor() {
            Descriptor<Puppet.Said> usual = Puppet.describe(Puppet.ID);
            return new Descriptor<>(
                    usual.id(),
                    usual.title(),
                    List.of(new Kind<>("talk", begin), Kind.durable("kept", begin, new Words())),
                    usual.listeners(),
                    usual.commands(),
                    usual.settings());
        }

        @Override
        @SuppressWarnings("NullAway") // A plugin need not keep to what it promised.
        public List<ConversationKey> standing(Settings settings) {
            return standing.get();
        }

        @Override
        public Optional<ConversationKey> route(Event first) {
            return first instanceof Commanded e
                    ? Optional.of(new ConversationKey(
                            e.arguments().getOrDefault("kind", "talk"),
                            e.arguments().getOrDefault("key", "")))
                    : Puppet.together(first);
        }

        @Override
        public Step<Puppet.Said> on(Puppet.Said state, Event event, View view) {
            return switch (event) {
                case Restored e -> {
                    heard.add("restored " + state.word());
                    yield Step.stay(state);
                }
                case Commanded e -> {
                    String say = e.arguments().getOrDefault("say", "");
                    heard.add(say + " in " + state.word());
                    yield say.equals("end") ? Step.end(Outcome.CLOSED, "told so") : Step.to(new Puppet.Said(say));
                }
                default -> Step.stay(state);
            };
        }
    }

    private static Puppet.Said named(ConversationKey key) {
        return new Puppet.Said(key.id());
    }

    private static ConversationKey kept(String id) {
        return new ConversationKey("kept", id);
    }

    private TestNode hub(World world, Map<String, String> settings, ConversationKey... standing) {
        return world.node("hub", settings, new Standing(() -> List.of(standing), StandingTest::named));
    }

    private static void say(TestNode hub, ConversationKey key, String say) {
        hub.command(Puppet.ID, "go", Map.of("kind", key.kind(), "key", key.id(), "say", say));
    }

    @Test
    void areThereBeforeAnybodyComesAndHearOfIt(World world) {
        TestNode hub = hub(world, Map.of(), Puppet.talk("attic"), kept("cellar"), Puppet.talk("attic"));
        assertThat(heard).containsExactlyInAnyOrder("restored attic", "restored cellar");
        assertThat(hub.node().engine().size()).isEqualTo(2);
        say(hub, Puppet.talk("attic"), "Here");
        assertThat(heard).endsWith("Here in attic").hasSize(3);
        assertThat(hub.node().engine().size()).isEqualTo(2);
    }

    @Test
    void areThereAgainAfterARestartAndGoOnIfTheyAreKept(World world) {
        TestNode hub = hub(world, Map.of(), Puppet.talk("attic"), kept("cellar"));
        say(hub, Puppet.talk("attic"), "One");
        say(hub, kept("cellar"), "Two");
        heard.clear();
        hub.crash();
        hub.start();
        assertThat(heard).containsExactlyInAnyOrder("restored attic", "restored Two");
        assertThat(hub.node().engine().size()).isEqualTo(2);
        assertThat(hub.contents().conversations()).hasSize(1);
    }

    @Test
    void beginOnceASettingAsksForThemAndNoneBeginsTwice(World world) {
        List<ConversationKey> standing = new ArrayList<>(List.of(Puppet.talk("attic")));
        TestNode hub = world.node("hub", Map.of(), new Standing(() -> List.copyOf(standing), StandingTest::named));
        standing.add(Puppet.talk("cellar"));
        hub.node().engine().changeSettings(Puppet.ID, Map.of(), "admin");
        world.settle();
        assertThat(heard).containsExactly("restored attic", "restored cellar");
        say(hub, Puppet.talk("cellar"), "end");
        say(hub, Puppet.talk("cellar"), "Again");
        assertThat(heard).endsWith("restored cellar", "Again in cellar");
    }

    @Test
    void oneThatCannotBeReadIsNotBegunInItsPlace(World world) {
        TestNode hub = hub(world, Map.of(), kept("cellar"));
        say(hub, kept("cellar"), "Unreadable");
        heard.clear();
        hub.crash();
        hub.start();
        assertThat(heard).isEmpty();
        assertThat(hub.node().engine().size()).isZero();
        assertThat(hub.contents().conversations()).hasSize(1);
    }

    @Test
    void oneThatEndsBeginsAgainWhenSomebodyComesAndHearsOfItFirst(World world) {
        TestNode hub = hub(world, Map.of(), Puppet.talk("attic"));
        say(hub, Puppet.talk("attic"), "end");
        assertThat(hub.node().engine().size()).isZero();
        world.pass(Duration.ofHours(1));
        assertThat(hub.node().engine().size()).isZero();
        heard.clear();
        say(hub, Puppet.talk("attic"), "Again");
        assertThat(heard).containsExactly("restored attic", "Again in attic");
    }

    @Test
    void othersDoNotHearOfIt(World world) {
        TestNode hub = hub(world, Map.of(), Puppet.talk("attic"));
        say(hub, Puppet.talk("other"), "One");
        assertThat(heard).containsExactly("restored attic", "One in other");
    }

    @Test
    void endWithTheirPluginAndBeginWithIt(World world) {
        TestNode hub = hub(world, Map.of(), Puppet.talk("attic"));
        var engine = hub.node().engine();
        var gone = engine.remove(Puppet.ID, "Stopped.");
        world.settle();
        assertThat(gone).isDone();
        assertThat(engine.size()).isZero();
        engine.install(
                new Standing(() -> List.of(Puppet.talk("cellar")), StandingTest::named),
                getClass().getClassLoader(),
                why -> {});
        world.settle();
        assertThat(heard).containsExactly("restored attic", "restored cellar");
    }

    @Test
    void oneForWhichThereIsNoRoomBeginsOnceThereIs(World world) {
        TestNode hub = hub(world, Map.of("limit.conversations", "1"), Puppet.talk("attic"), Puppet.talk("cellar"));
        assertThat(heard).containsExactly("restored attic");
        world.pass(Duration.ofSeconds(5));
        assertThat(heard).hasSize(1);
        say(hub, Puppet.talk("attic"), "end");
        world.pass(Duration.ofSeconds(1));
        assertThat(heard).endsWith("restored cellar");
        assertThat(hub.misbehaved()).isEmpty();
    }

    @Test
    void oneThatCannotBeginIsCountedAndTheOthersStand() {
        var world = new World(16);
        TestNode hub = world.node(
                "hub",
                Map.of("limit.plugin-failures", "1"),
                new Standing(() -> List.of(Puppet.talk("bad"), Puppet.talk("good")), key -> {
                    if (key.id().equals("bad")) {
                        throw new IllegalStateException("no beginning");
                    }
                    return named(key);
                }));
        assertThat(heard).containsExactly("restored good");
        assertThat(hub.misbehaved()).hasSize(1);
    }

    static Stream<Arguments> bad() {
        return Stream.of(
                bad("says nothing", () -> null),
                bad("names nothing", () -> Collections.singletonList(null)),
                bad("names no id", () -> List.of(new ConversationKey("talk", null))),
                bad("names a book", () -> List.of(Puppet.talk("x".repeat(257)))),
                bad("names a kind that is not declared", () -> List.of(new ConversationKey("other", "x"))),
                bad("throws", () -> {
                    throw new AssertionError("no");
                }),
                bad("refuses its settings", () -> {
                    throw new Fault(Fault.Category.CONFIGURATION, "bad-setting", "The room 'A b' cannot be.");
                }));
    }

    private static Arguments bad(String how, Supplier<@Nullable List<ConversationKey>> standing) {
        return Arguments.of(how, standing);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bad")
    void aPluginThatDoesNotSayWhatStandsIsNotInstalled(String how, Supplier<@Nullable List<ConversationKey>> bad) {
        var world = new World(15);
        TestNode hub = world.node("hub", Map.of());
        var engine = hub.node().engine();
        assertThatThrownBy(() -> engine.install(
                        new Standing(bad, StandingTest::named), getClass().getClassLoader(), why -> {}))
                .isInstanceOfSatisfying(Fault.class, f -> assertThat(f.category())
                        .isEqualTo(
                                how.contains("settings") ? Fault.Category.CONFIGURATION : Fault.Category.PLUGIN_FAULT));
        engine.install(new Standing(List::of, StandingTest::named), getClass().getClassLoader(), why -> {});
        world.check();
    }
}

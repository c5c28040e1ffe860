package org.handfast.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.handfast.api.Bytes;
import org.handfast.api.Codec;
import org.handfast.api.Descriptor;
import org.handfast.api.Descriptor.Kind;
import org.handfast.api.Effect;
import org.handfast.api.Event.Requested;
import org.handfast.api.Listener;
import org.handfast.api.Response;
import org.handfast.api.Step;
import org.handfast.api.Step.Outcome;
import org.handfast.testkit.TestNode;
import org.handfast.testkit.World;
import org.handfast.testkit.WorldTest;

/** Requests that come to a conversation which is over before it gets to them. */
@WorldTest
class LateRequestsTest {

    private static final Listener.Http HTTP =
            new Listener.Http("http", List.of(new Listener.Route("POST", "/do/{what}")), 1_000);
    private static final int SEEDS = 100;

    private final List<String> answers = new ArrayList<>();

    private static final class Words implements Codec<Puppet.Said> {
        @Override
        public Bytes encode(Puppet.Said state) {
            return Puppets.bytes(state.word());
        }

        @Override
        public Puppet.Said decode(Bytes bytes) {
            return new Puppet.Said(Puppet.text(bytes));
        }
    }

    /** One matter for all: a request goes on with it, ends it, or makes the plugin fail. */
    private static TestNode hub(World world, Kind<Puppet.Said> kind) {
        Descriptor<Puppet.Said> usual = Puppet.describe(Puppet.ID);
        var descriptor = new Descriptor<>(
                usual.id(), usual.title(), List.of(kind), List.of(HTTP), usual.commands(), usual.settings());
        return world.node(
                "hub",
                Map.of("limit.plugin-failures", "1000"),
                new Puppet(
                        descriptor,
                        (state, event, view) -> {
                            if (!(event instanceof Requested e)) {
                                return Step.stay(state);
                            }
                            Effect answer = Effect.respond(
                                    e.link(), new Response(200, "text/plain", Puppets.bytes(state.word())));
                            return switch (e.request().parameters().get("what")) {
                                case "go" -> Step.to(new Puppet.Said("Going"), answer);
                                case "end" -> Step.end(Outcome.CLOSED, "Told so.", answer);
                                default -> throw new IllegalStateException("told to fail");
                            };
                        },
                        Puppet::together));
    }

    private void ask(World world, String what) {
        world.network()
                .ask(
                        "peer",
                        "hub",
                        "POST",
                        "/do/" + what,
                        Optional.empty(),
                        Bytes.EMPTY,
                        response -> answers.add(Puppet.text(response.body())));
    }

    private static Kind<Puppet.Said> passing() {
        return new Kind<>("talk", key -> Puppet.BEGINNING);
    }

    private static Kind<Puppet.Said> durable() {
        return Kind.durable("talk", key -> Puppet.BEGINNING, new Words());
    }

    @Test
    void areTheFirstOfTheNext() {
        for (Kind<Puppet.Said> kind : List.of(passing(), durable())) {
            for (int seed = 0; seed < SEEDS; seed++) {
                var world = new World(seed);
                TestNode hub = hub(world, kind);
                answers.clear();
                for (int i = 0; i < 6; i++) {
                    ask(world, "end");
                }
                world.settle();
                assertThat(answers).as("seed %d", seed).hasSize(6).containsOnly("Beginning");
                assertThat(hub.node().engine().size()).isZero();
                assertThat(hub.contents().conversations()).isEmpty();
                world.check();
            }
        }
    }

    @Test
    void areAnsweredWhateverOthersDo() {
        for (int seed = 0; seed < SEEDS; seed++) {
            var world = new World(seed);
            TestNode hub = hub(world, durable());
            answers.clear();
            for (int i = 0; i < 12; i++) {
                ask(world, world.random().nextInt(3) == 0 ? "end" : "go");
            }
            world.settle();
            assertThat(answers).as("seed %d", seed).hasSize(12).containsOnly("Beginning", "Going");
            assertThat(hub.node().engine().links()).isZero();
            world.check();
        }
    }

    /** What comes after may fail as well: whoever waited for a plugin that failed is closed. */
    @Test
    void areNotTriedAgainWhenThePluginFailed() {
        for (int seed = 0; seed < SEEDS; seed++) {
            var world = new World(seed);
            TestNode hub = hub(world, passing());
            answers.clear();
            ask(world, "fail");
            ask(world, "fail");
            world.settle();
            assertThat(answers).isEmpty();
            assertThat(hub.node().engine().size()).isZero();
            assertThat(hub.node().engine().links()).isZero();
            world.check();
        }
    }

    @Test
    void areClosedIfTheHubStops() {
        for (int seed = 0; seed < SEEDS; seed++) {
            var world = new World(seed);
            TestNode hub = hub(world, durable());
            ask(world, "go");
            for (int i = 0; i < 4; i++) {
                ask(world, "end");
            }
            world.steps(seed % 20);
            hub.stop();
            world.pass(Duration.ofMinutes(1));
            assertThat(hub.node().engine().size()).isZero();
            assertThat(hub.node().engine().links()).isZero();
        }
    }
}

package org.handfast.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.handfast.api.Bytes;
import org.handfast.api.Device;
import org.handfast.api.Effect;
import org.handfast.api.Event;
import org.handfast.api.Event.Received;
import org.handfast.api.Fault;
import org.handfast.api.Step;
import org.handfast.api.Step.Outcome;
import org.handfast.api.View;
import org.handfast.core.store.MemoryStore;
import org.handfast.testkit.ScriptedPeer;
import org.handfast.testkit.TestNode;
import org.handfast.testkit.World;

/**
 * A counter that many conversations raise at once, under schedules that chance decides: steps that overtake each other in
 * the middle, peers that go, a plugin that fails, a store that comes and goes. Whatever happens, each number is given out
 * once, none is left out, and what is kept says how many there were.
 */
class RandomScheduleTest {

    private static final int SEEDS = 60;
    private static final int DEEPEST = 3;
    private static final Map<String, String> SETTINGS =
            Map.of("limit.plugin-failures", "1000", "limit.step-tries", "2", "limit.step-runs", "5");

    private int depth;
    private long conflicts;

    /** How rough a world is, in percent, and whether the count is written down or follows from the claims alone. */
    private record Weather(int overtaking, int failing, int storeAway, int closing, boolean byClaimsAlone) {}

    private Puppet counter(World world, Random chance, Weather weather) {
        return new Puppet(
                (state, event, view) -> switch (event) {
                    case Received e -> next(world, chance, weather, e, view);
                    case Event.Conflicted e
                    when e.lost() instanceof Received r ->
                        Step.to(state, Effect.send(r.link(), Puppets.bytes("busy")), Effect.note("busy", ""));
                    case Event.LinkClosed e -> Step.end(Outcome.CLOSED, e.reason());
                    default -> Step.stay(state);
                },
                chance.nextBoolean() ? Puppet::oneLinkEach : Puppet::together);
    }

    private Step<Puppet.Said> next(World world, Random chance, Weather weather, Received event, View view) {
        int count = weather.byClaimsAlone() ? (int) view.claims("scope") : written(view);
        if (chance.nextInt(100) < weather.overtaking() && depth < DEEPEST) {
            depth++;
            world.steps(chance.nextInt(40));
            depth--;
        }
        if (chance.nextInt(100) < weather.failing()) {
            throw chance.nextBoolean() ? new IllegalStateException("failed") : Fault.peer("rude", "It was rude.");
        }
        int free = count;
        while (view.taken(number(free))) {
            free++;
        }
        Step<Puppet.Said> step = Step.to(
                new Puppet.Said("Gave" + free),
                Effect.claim(number(free)),
                Effect.send(event.link(), Puppets.bytes(Integer.toString(free))));
        return weather.byClaimsAlone()
                ? step
                : step.and(Effect.remember(Puppets.ADA, "count", Integer.toString(free + 1)));
    }

    private static int written(View view) {
        return view.device(Puppets.ADA)
                .map(Device::facts)
                .map(facts -> Integer.parseInt(facts.getOrDefault("count", "0")))
                .orElseThrow();
    }

    private static org.handfast.api.Claim number(int number) {
        return Puppets.claim("number " + number);
    }

    private void play(long seed, Weather weather) {
        depth = 0;
        var world = new World(seed);
        var chance = new Random(seed * 31 + 7);
        TestNode hub = Puppets.hub(world, SETTINGS, counter(world, chance, weather));
        Puppets.known(hub.store().store(), Puppets.ADA, world.clock().now());
        List<String> given = new ArrayList<>();
        world.network().tap((from, to, message) -> {
            if (from.equals("hub") && !Puppet.text(message).equals("busy")) {
                given.add(Puppet.text(message));
            }
            return List.of(message);
        });
        hub.store().beforeCommit(changes -> {
            if (chance.nextInt(100) < weather.storeAway()) {
                hub.store().cut();
            }
        });
        List<ScriptedPeer> peers = new ArrayList<>();
        for (int round = 0; round < 6; round++) {
            for (int i = 0; i < 3; i++) {
                ScriptedPeer peer = world.peer("peer " + peers.size()).begin("hub", Puppet.LISTENER);
                peer.put(Puppets.bytes("next")).put(Puppets.bytes("next"));
                peers.add(peer);
            }
            world.steps(chance.nextInt(60));
            hub.store().restore();
            if (chance.nextInt(100) < weather.closing()) {
                peers.get(chance.nextInt(peers.size())).put(Bytes.EMPTY).close();
            }
        }
        world.settle();
        hub.store().beforeCommit(changes -> {});
        hub.store().restore();
        conflicts += hub.node().engine().counters().conflicts();
        verify(world, hub, given, weather, "seed " + seed + " in " + weather);
    }

    private static void verify(World world, TestNode hub, List<String> given, Weather weather, String when) {
        MemoryStore.Contents contents = hub.contents();
        Set<String> claimed = new HashSet<>();
        contents.claims().forEach(c -> claimed.add(Puppet.text(c.key()).replace("number ", "")));
        assertThat(given).as("given twice, %s", when).doesNotHaveDuplicates();
        assertThat(claimed).as("given and not kept, %s", when).containsAll(given);
        if (!weather.byClaimsAlone()) {
            assertThat(claimed).as("kept, %s", when).hasSize(count(hub));
        }
        for (int i = 0; i < claimed.size(); i++) {
            assertThat(claimed).as("left out, %s", when).contains(Integer.toString(i));
        }
        assertThat(hub.node().engine().counters().commits()).as(when).isEqualTo(claimed.size());
        world.check();
    }

    private static int count(TestNode hub) {
        return Puppets.device(hub, Puppets.ADA).orElseThrow().facts().stream()
                .filter(f -> f.name().equals("count"))
                .mapToInt(f -> Integer.parseInt(f.value()))
                .findFirst()
                .orElse(0);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 20, 60, 95})
    void stepsThatOvertakeEachOther(int percent) {
        for (int seed = 0; seed < SEEDS; seed++) {
            play(seed, new Weather(percent, 0, 0, 0, seed % 3 == 0));
        }
        assertThat(conflicts > 0).as("some were overtaken").isEqualTo(percent > 0);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 60})
    void aPluginThatFailsAndPeersThatGo(int overtaking) {
        for (int seed = 0; seed < SEEDS; seed++) {
            play(1_000 + seed, new Weather(overtaking, 25, 0, 50, seed % 2 == 0));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 60})
    void aStoreThatComesAndGoes(int overtaking) {
        for (int seed = 0; seed < SEEDS; seed++) {
            play(2_000 + seed, new Weather(overtaking, 0, 20, 30, seed % 2 == 0));
        }
    }
}

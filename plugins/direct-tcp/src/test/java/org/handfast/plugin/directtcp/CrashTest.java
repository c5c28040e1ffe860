package org.handfast.plugin.directtcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.handfast.api.Device.Trust;
import org.handfast.core.registry.DeviceRecord;
import org.handfast.core.registry.PairingRecord;
import org.handfast.testkit.TestNode;
import org.handfast.testkit.World;

/** A kill at any moment of a pairing, at either end: after the next contact nothing is half paired. */
class CrashTest {

    private static final Map<String, String> ACCEPT = Map.of("approval.default", "accept");
    private static final int MOMENTS = 120;

    private static IntStream seeds() {
        return IntStream.range(0, 10);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theHubIsKilled(int seed) {
        kill(seed, "hub", false);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theDeviceIsKilled(int seed) {
        kill(seed, "laptop", false);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theHubIsKilledWhileADevicePairsAgain(int seed) {
        kill(seed, "hub", true);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theDeviceIsKilledWhileItPairsAgain(int seed) {
        kill(seed, "laptop", true);
    }

    private static void kill(int seed, String victim, boolean pairedBefore) {
        for (int moment = 0; moment < MOMENTS; moment++) {
            var world = new World(seed);
            TestNode hub = world.node("hub", ACCEPT, new DirectTcp());
            TestNode device = world.node("laptop", ACCEPT, new DirectTcp());
            if (pairedBefore) {
                device.command(DirectTcp.ID, "pair", Map.of("endpoint", "hub"));
            }
            device.node()
                    .engine()
                    .command(DirectTcp.ID, "pair", Map.of("endpoint", "hub"), "test", java.util.Optional.empty());
            boolean more = world.steps(moment);
            TestNode killed = victim.equals("hub") ? hub : device;
            killed.crash();
            world.settle();
            killed.start();
            nextContact(world, hub, device, seed + " at " + moment);
            world.check();
            if (!more) {
                return;
            }
        }
    }

    /** The device connects with what it has; if that is nothing, or of no use, it pairs. Then all is whole. */
    private static void nextContact(World world, TestNode hub, TestNode device, String when) {
        List<PairingRecord> held = device.contents().pairings();
        boolean shared = held.stream().filter(CrashTest::approved).anyMatch(mine -> hub.contents().pairings().stream()
                .filter(CrashTest::approved)
                .anyMatch(theirs -> theirs.theirKey().equals(mine.ownKey())));
        String hubAddress = DirectTcpIds.of(hub);
        if (!held.isEmpty()) {
            device.command(DirectTcp.ID, "connect", Map.of("endpoint", "hub", "device", hubAddress));
        }
        assertThat(connected(hub) || !shared)
                .as("both ends held the same approved keys, killed in seed " + when)
                .isTrue();
        if (!connected(hub)) {
            assertThat(hub.contents().pairings().stream()
                            .filter(p -> p.ref().standing() == PairingRecord.Standing.PROPOSED
                                    && p.approval().isEmpty()))
                    .as(when)
                    .isEmpty();
            device.command(DirectTcp.ID, "pair", Map.of("endpoint", "hub"));
        }
        assertThat(connected(hub)).as("connected, killed in seed " + when).isTrue();
        for (TestNode node : List.of(hub, device)) {
            assertThat(node.contents().pairings())
                    .as("pairings of " + node.name() + ", seed " + when)
                    .hasSize(1)
                    .allMatch(p -> p.ref().standing() == PairingRecord.Standing.ESTABLISHED);
            assertThat(node.contents().devices())
                    .as("devices of " + node.name() + ", seed " + when)
                    .hasSize(1)
                    .allMatch(d -> d.trust() == Trust.TRUSTED);
        }
        assertThat(hub.contents().pairings().getFirst().theirKey())
                .isEqualTo(device.contents().pairings().getFirst().ownKey());
    }

    private static boolean approved(PairingRecord pairing) {
        return pairing.approval().isPresent();
    }

    private static boolean connected(TestNode hub) {
        return hub.contents().devices().stream()
                .anyMatch((DeviceRecord d) -> hub.node().registry().connected(d));
    }
}

package org.handfast.plugin.libp2p.identify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.handfast.api.Bytes;
import org.handfast.api.Key;
import org.handfast.plugin.libp2p.multiaddr.Multiaddr;
import org.handfast.plugin.libp2p.peer.PeerId;

final class ObservedAddressesTest {

    private static final Instant NOW = Instant.parse("2026-11-30T08:00:00Z");
    private static final Multiaddr OURS = Multiaddr.tcp("198.51.100.7", 4001);
    private static final PeerId SOMEBODY = PeerId.of(new Key(Key.Algorithm.ED25519, Bytes.wrap(new byte[32])));

    private final ObservedAddresses addresses = new ObservedAddresses();

    private void says(String from, Multiaddr observed, boolean dialled, Instant when) {
        addresses.observed(
                new Identified(
                        SOMEBODY, Multiaddr.tcp(from, 999), dialled, List.of(), List.of(), Optional.of(observed), ""),
                List.of(Multiaddr.tcp("10.0.0.5", 4001)),
                when);
    }

    @Test
    void twoAtDifferentPlacesMustAgree() {
        says("203.0.113.1", OURS, false, NOW);
        says("203.0.113.2", OURS, false, NOW);
        assertThat(addresses.confirmed(NOW)).isEmpty();

        says("192.0.2.1", OURS.withPeer(SOMEBODY), false, NOW);
        assertThat(addresses.confirmed(NOW)).containsExactly(OURS);
    }

    @Test
    void whoWasDialledSeesAPortOfNoMeaning() {
        says("203.0.113.1", Multiaddr.tcp("198.51.100.7", 51234), true, NOW);
        says("192.0.2.1", Multiaddr.tcp("198.51.100.7", 61234), true, NOW);

        assertThat(addresses.confirmed(NOW)).containsExactly(OURS);
    }

    @Test
    void whoConnectsIsBelievedForOwnPortsOnly() {
        says("203.0.113.1", Multiaddr.tcp("198.51.100.7", 22), false, NOW);
        says("192.0.2.1", Multiaddr.tcp("198.51.100.7", 22), false, NOW);

        assertThat(addresses.confirmed(NOW)).isEmpty();
    }

    @Test
    void isForgotten() {
        says("203.0.113.1", OURS, false, NOW);
        says("192.0.2.1", OURS, false, NOW.plusSeconds(60));

        assertThat(addresses.confirmed(NOW.plus(Duration.ofMinutes(30)))).isEmpty();
    }

    @Test
    void privateAddressesAreNoNews() {
        says("203.0.113.1", Multiaddr.tcp("10.1.1.1", 4001), false, NOW);
        says("192.0.2.1", Multiaddr.tcp("10.1.1.1", 4001), false, NOW);

        assertThat(addresses.confirmed(NOW)).isEmpty();
    }

    @Test
    void aFloodOfLiesDoesNotDriveOutWhatIsConfirmed() {
        says("203.0.113.1", OURS, false, NOW);
        says("192.0.2.1", OURS, false, NOW);
        for (int i = 1; i < 250; i++) {
            says("203.0.113.1", Multiaddr.tcp("198.51.100." + i, 4001), false, NOW);
        }

        assertThat(addresses.confirmed(NOW)).containsExactly(OURS);
    }
}

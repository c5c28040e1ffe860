package org.handfast.plugin.libp2p.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.handfast.api.Bytes;
import org.handfast.api.Key;
import org.handfast.plugin.libp2p.multiaddr.Multiaddr;
import org.handfast.plugin.libp2p.peer.PeerId;

class PeerBookTest {

    private static final Instant NOW = Instant.parse("2026-11-30T08:00:00Z");
    private static final PeerId PEER = peer(-1);

    private final PeerBook book = new PeerBook();

    private static PeerId peer(int number) {
        return PeerId.of(new Key(Key.Algorithm.ED25519, Bytes.join(Bytes.wrap(new byte[24]), Bytes.u64(number))));
    }

    private static Multiaddr at(int port) {
        return Multiaddr.tcp("192.168.1.7", port);
    }

    @Test
    void theAddressHeardLastComesFirstUntilItsTimeIsOver() {
        book.add(PEER, List.of(at(1)), NOW.plusSeconds(2));
        book.add(PEER, List.of(at(2)), NOW.plusSeconds(1));

        assertThat(book.addresses(PEER, NOW)).containsExactly(at(2), at(1));
        assertThat(book.addresses(PEER, NOW.plusSeconds(1))).containsExactly(at(1));
        assertThat(book.addresses(PEER, NOW.plusSeconds(2))).isEmpty();
    }

    @Test
    void whatIsHeardNearDrivesOutNothingThatAPeerSaid() {
        Instant later = NOW.plusSeconds(60);
        book.add(PEER, List.of(at(1)), later);
        for (int i = 2; i < 50; i++) {
            book.addNear(PEER, List.of(at(i)), later);
        }
        for (int i = 0; i < 5_000; i++) {
            book.addNear(peer(i), List.of(at(9)), later);
        }

        assertThat(book.addresses(PEER, NOW)).containsExactly(at(1));
        book.addNear(PEER, List.of(at(1), at(2)), later);
        assertThat(book.addresses(PEER, NOW)).containsExactly(at(1), at(2));
    }
}

package org.handfast.plugin.libp2p.identify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import org.handfast.api.Bytes;
import org.handfast.api.Key;
import org.handfast.plugin.libp2p.multiaddr.Multiaddr;
import org.handfast.plugin.libp2p.peer.PeerId;

class IdentifiedTest {

    private static final PeerId SOMEBODY = PeerId.of(new Key(Key.Algorithm.ED25519, Bytes.wrap(new byte[32])));
    private static final IdentifyMessage NOTHING = new IdentifyMessage(
            Optional.empty(),
            List.of(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    @Test
    void ofManyAddressesFewCountAndThoseWhereThePeerIsSeenFirst() {
        List<Multiaddr> said = IntStream.range(0, 20)
                .mapToObj(i -> Multiaddr.tcp("20.1." + i + ".9", 22))
                .toList();
        Identified peer = new Identified(
                        SOMEBODY, Multiaddr.tcp("20.1.9.1", 40_000), false, List.of(), List.of(), Optional.empty(), "")
                .with(NOTHING, Optional.of(said));

        assertThat(peer.addresses()).containsExactly(said.get(9), said.get(0), said.get(1), said.get(2));
    }
}

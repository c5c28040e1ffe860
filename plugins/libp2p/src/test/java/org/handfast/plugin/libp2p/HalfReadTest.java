package org.handfast.plugin.libp2p;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.handfast.api.Bytes;
import org.handfast.api.Key;
import org.handfast.plugin.libp2p.multiaddr.IpGroup;
import org.handfast.plugin.libp2p.multiaddr.Multiaddr;
import org.handfast.plugin.libp2p.peer.PeerId;

class HalfReadTest {

    private final HalfRead held = new HalfRead(1_000);
    private final List<Message> gone = new ArrayList<>();

    private final class Message implements HalfRead.Message {

        private final PeerId from;
        private final String ip;

        Message(int peer, String ip) {
            this.from =
                    PeerId.of(new Key(Key.Algorithm.ED25519, Bytes.join(Bytes.wrap(new byte[24]), Bytes.u64(peer))));
            this.ip = ip;
        }

        @Override
        public PeerId from() {
            return from;
        }

        @Override
        public Optional<IpGroup> group() {
            return IpGroup.of(Multiaddr.tcp(ip, 1));
        }

        @Override
        public void giveWay() {
            gone.add(this);
        }
    }

    @Test
    void theOldestOfTheGroupThatHoldsMostGivesWay() {
        var bystander = new Message(1, "20.9.9.9");
        var first = new Message(2, "20.1.1.1");
        var second = new Message(3, "20.1.1.2");
        assertThat(held.take(bystander, 400)).isTrue();
        assertThat(held.take(first, 300)).isTrue();
        assertThat(held.take(second, 300)).isTrue();
        assertThat(gone).isEmpty();

        var honest = new Message(4, "20.2.2.2");
        assertThat(held.take(honest, 1)).isTrue();
        assertThat(gone).containsExactly(first);
        assertThat(held.take(bystander, 300)).isFalse();
        assertThat(gone).containsExactly(first, bystander);
    }

    @Test
    void whatIsWholeMakesRoom() {
        for (int i = 0; i < 100; i++) {
            var message = new Message(1, "20.1.1.1");
            assertThat(held.take(message, 999)).isTrue();
            held.give(message);
            held.give(message);
        }
        assertThat(gone).isEmpty();
    }

    @Test
    void aPeerHasFewWhereverItIs() {
        for (int i = 0; i < HalfRead.PER_PEER; i++) {
            assertThat(held.take(new Message(1, "20.1." + i + ".1"), 1)).isTrue();
        }
        assertThat(held.take(new Message(1, "20.2.1.1"), 1)).isFalse();
        assertThat(held.take(new Message(2, "20.1.1.1"), 1)).isTrue();
        assertThat(gone).isEmpty();
    }
}

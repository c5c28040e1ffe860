package org.handfast.plugin.libp2p.identify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.handfast.api.Bytes;
import org.handfast.api.Crypto;
import org.handfast.api.Fault;
import org.handfast.plugin.libp2p.fake.FakeNetwork;
import org.handfast.plugin.libp2p.fake.FakeSwarm;
import org.handfast.plugin.libp2p.multiaddr.Multiaddr;
import org.handfast.plugin.libp2p.peer.PeerId;

final class EnvelopeTest {

    /** As js-libp2p sent it. */
    private static final Bytes LIVE = Bytes.hex(
            "0a2408011220ab2022361de13bf12b5db94e49f52d0e2d492c87c64e8e2f93ccce239c0084fe120203011a3b0a26002408011220"
                    + "ab2022361de13bf12b5db94e49f52d0e2d492c87c64e8e2f93ccce239c0084fe10b586a7a2a0341a0a0a08047f00000106872a2a40"
                    + "2ebff25312a270f77df02b7e7ad7ff328c35062fcb4184c0d63c4b22465c4adc7d0adbc529a3caf2706460ae833992765d94cd86ec"
                    + "2d1f7fd96cb0abbcff330d");

    private static final PeerId SIGNER =
            new PeerId(Bytes.hex("002408011220ab2022361de13bf12b5db94e49f52d0e2d492c87c64e8e2f93ccce239c0084fe"));

    private final FakeSwarm swarm = new FakeNetwork(3, Duration.ZERO).join("127.0.0.1");
    private final Crypto crypto = swarm.crypto();

    @Test
    void readsWhatJsLibp2pSigned() {
        PeerRecord record = PeerRecord.open(crypto, LIVE, SIGNER);

        assertThat(record.addresses()).containsExactly(Multiaddr.tcp("127.0.0.1", 34602));
        assertThat(record.sequence()).isEqualTo(1795368272693L);
        assertThat(Envelope.decode(LIVE).encode()).isEqualTo(LIVE);
    }

    @Test
    void signsWhatItReads() {
        var record = new PeerRecord(swarm.self(), 17, List.of(swarm.address()));

        assertThat(PeerRecord.open(crypto, record.sign(crypto).encode(), swarm.self()))
                .isEqualTo(record);
    }

    @Test
    void refusesOneOfAnotherPeer() {
        assertThatThrownBy(() -> PeerRecord.open(crypto, LIVE, swarm.self())).isInstanceOf(Fault.class);
        var forged = new PeerRecord(SIGNER, 17, List.of(swarm.address()));
        assertThatThrownBy(() -> PeerRecord.open(crypto, forged.sign(crypto).encode(), swarm.self()))
                .isInstanceOf(Fault.class);
        assertThatThrownBy(() -> PeerRecord.open(crypto, forged.sign(crypto).encode(), SIGNER))
                .isInstanceOf(Fault.class);
    }

    @Test
    void refusesOneInWhichAnyBitIsWrong() {
        for (int bit = 0; bit < LIVE.size() * 8; bit++) {
            byte[] bytes = LIVE.toArray();
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
            assertThatThrownBy(() -> PeerRecord.open(crypto, Bytes.wrap(bytes), SIGNER))
                    .isInstanceOf(Fault.class);
        }
    }

    @Test
    void refusesOneThatIsCutOff() {
        for (int size = 0; size < LIVE.size(); size++) {
            Bytes cut = LIVE.slice(0, size);
            assertThatThrownBy(() -> PeerRecord.open(crypto, cut, SIGNER)).isInstanceOf(Fault.class);
        }
    }
}

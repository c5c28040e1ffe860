package org.handfast.plugin.libp2p.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.handfast.api.Bytes;
import org.handfast.api.Crypto;
import org.handfast.api.Fault;
import org.handfast.api.Secret;
import org.handfast.plugin.libp2p.wire.Unread;

class SecureChannelTest {

    private static final Bytes HELLO = Bytes.utf8("hello");
    private final Unread unread = new Unread();
    private SecureChannel sender;
    private SecureChannel receiver;

    @BeforeEach
    void talk() {
        Ends ends = Ends.of(List.of(), List.of()).talk();
        sender = ends.initiator.channel();
        receiver = ends.responder.channel();
    }

    private List<Bytes> open(Bytes... frames) {
        unread.add(Bytes.join(frames));
        return receiver.open(unread);
    }

    private void assertRefused(Bytes... frames) {
        assertThatThrownBy(() -> open(frames))
                .isInstanceOfSatisfying(Fault.class, f -> assertThat(f.code()).isEqualTo("bad-noise"));
    }

    private static Bytes random(int size) {
        var bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return Bytes.wrap(bytes);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 65_518, 65_519, 65_520, 131_038, 131_039, 300_000})
    void sealsAsFewFramesAsItTakes(int size) {
        Bytes plain = random(size);
        Bytes sealed = sender.seal(plain);
        int frames = (size + SecureChannel.MOST_PLAIN - 1) / SecureChannel.MOST_PLAIN;
        assertThat(sealed.size()).isEqualTo(size + 18 * frames);
        List<Bytes> opened = open(sealed);
        assertThat(opened).hasSize(frames);
        assertThat(Bytes.join(opened.toArray(Bytes[]::new))).isEqualTo(plain);
    }

    @Test
    void opensFramesOf65535Bytes() {
        Bytes sealed = sender.seal(random(SecureChannel.MOST_PLAIN));
        assertThat(sealed.hex()).startsWith("ffff");
        assertThat(open(sealed.slice(0, sealed.size() - 1))).isEmpty();
        assertThat(open(sealed.from(sealed.size() - 1))).containsExactly(random(SecureChannel.MOST_PLAIN));
    }

    @Test
    void sealsNothingIntoNoFrame() {
        assertThat(sender.seal(Bytes.EMPTY)).isEqualTo(Bytes.EMPTY);
    }

    @Test
    void opensAtEverySplit() {
        Bytes sealed = Bytes.join(sender.seal(HELLO), sender.seal(random(300)), sender.seal(HELLO));
        List<Bytes> opened = new ArrayList<>();
        for (int i = 0; i < sealed.size(); i++) {
            opened.addAll(open(sealed.slice(i, 1)));
        }
        assertThat(opened).containsExactly(HELLO, random(300), HELLO);
        assertThat(unread.size()).isZero();
    }

    @Test
    void passesOverFramesWithNothingInThem() {
        Crypto crypto = Ends.crypto(1);
        Secret key = crypto.secret(Bytes.wrap(new byte[32]));
        var sending = new CipherState(crypto, key);
        receiver = new SecureChannel(new CipherState(crypto, key), new CipherState(crypto, key));
        Bytes empty = Bytes.lp(sending.encrypt(Bytes.EMPTY, Bytes.EMPTY));
        assertThat(open(empty, Bytes.lp(sending.encrypt(Bytes.EMPTY, HELLO)))).containsExactly(HELLO);
    }

    @Test
    void refusesFramesThatAreRepeated() {
        Bytes frame = sender.seal(HELLO);
        assertThat(open(frame)).hasSize(1);
        assertRefused(frame);
    }

    @Test
    void refusesFramesInAnotherOrder() {
        Bytes first = sender.seal(HELLO);
        assertRefused(sender.seal(HELLO), first);
    }

    @Test
    void refusesFramesThatComeBack() {
        assertThatThrownBy(() -> {
                    unread.add(sender.seal(HELLO));
                    sender.open(unread);
                })
                .isInstanceOf(Fault.class);
    }

    @Test
    void refusesFramesWithAnyBitAltered() {
        Bytes frame = sender.seal(HELLO);
        for (int bit = 16; bit < 8 * frame.size(); bit++) {
            byte[] altered = frame.toArray();
            altered[bit / 8] ^= (byte) (1 << bit % 8);
            assertRefused(Bytes.wrap(altered));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 15, 16, 17, 65_535})
    void refusesFramesThatNobodySealed(int size) {
        assertRefused(Bytes.lp(random(size)));
    }

    @Test
    void endsBeforeANumberIsUsedThatIsKeptForAnotherUse() {
        Crypto crypto = Ends.crypto(1);
        Secret key = crypto.secret(Bytes.wrap(new byte[32]));
        var last = new SecureChannel(new CipherState(crypto, key, -2), new CipherState(crypto, key, -2));
        unread.add(last.seal(HELLO));
        assertThat(last.open(unread)).containsExactly(HELLO);
        assertThatThrownBy(() -> last.seal(HELLO))
                .isInstanceOfSatisfying(Fault.class, f -> assertThat(f.code()).isEqualTo("nonces-used-up"));
        unread.add(Bytes.lp(random(20)));
        assertThatThrownBy(() -> last.open(unread))
                .isInstanceOfSatisfying(Fault.class, f -> assertThat(f.code()).isEqualTo("nonces-used-up"));
    }
}

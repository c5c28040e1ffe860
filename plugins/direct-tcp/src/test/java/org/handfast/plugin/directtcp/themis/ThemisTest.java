package org.handfast.plugin.directtcp.themis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.handfast.api.Bytes;
import org.handfast.api.Crypto;
import org.handfast.api.Fault;
import org.handfast.api.Key;
import org.handfast.api.KeyPair;
import org.handfast.crypto.HubKeys;
import org.handfast.crypto.HubToolkit;
import org.handfast.crypto.Keys;
import org.handfast.testkit.SeededRandom;

/** Against what the Themis library itself was seen to write. */
class ThemisTest {

    private static final Bytes A_PUBLIC =
            Bytes.hex("554543320000002d9a5ed1b603c21b0445d067dfa605df802c814d7071461cc2a0a1c4d0235d4df0b276db1067");
    private static final Bytes A_PRIVATE = Bytes.hex(
                    "0e4b7daa004fddd7cd381c98ef517427b474ea191b9a7c182975334667adbbd74ae659e8d1")
            .from(5);
    private static final Bytes B_PUBLIC =
            Bytes.hex("554543320000002d68eab40702b7ffa7b43920dbd449df45f8dd0d9fed10c8e37c7c79ff4a70e89d8c8f6bca3c");
    private static final Bytes B_PRIVATE = Bytes.hex(
                    "0034f92400c22126244ea7da9cb51670734c2ec648edf327fadd6f8bffd221c86e722592cf")
            .from(5);
    private static final Bytes MESSAGE =
            Bytes.hex("202704263e000000000101400c000000100000000a0000000c81e573bd8a3836227bb7c4"
                    + "87bf2153191254d4edbf4de5f50ab867aa3abdc62c0bdb5e8d44");

    private final Crypto crypto = crypto();
    private final KeyPair a = Keys.fromPrivate(Key.Algorithm.P256, A_PRIVATE);
    private final KeyPair b = Keys.fromPrivate(Key.Algorithm.P256, B_PRIVATE);

    private static Crypto crypto() {
        var random = new SeededRandom(1);
        return new HubToolkit(HubKeys.generate(random), "test", random).forEvent(Bytes.wrap(new byte[32]));
    }

    @Test
    void writesTheContainerThatTheLibraryWrites() {
        assertThat(KeyContainer.encode(a.publicKey())).isEqualTo(A_PUBLIC);
        assertThat(KeyContainer.encode(b.publicKey())).isEqualTo(B_PUBLIC);
        assertThat(KeyContainer.decode(A_PUBLIC, crypto)).isEqualTo(a.publicKey());
    }

    @Test
    void opensTheMessageThatTheLibraryWroteFromEitherEnd() {
        assertThat(SecureMessage.open(crypto, b, a.publicKey(), MESSAGE)).contains(Bytes.utf8("hello abst"));
        assertThat(SecureMessage.open(crypto, a, b.publicKey(), MESSAGE)).contains(Bytes.utf8("hello abst"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 15, 16, 17, 256, 1024, 60_000})
    void opensWhatItSealsAndAddsTheOverheadItSays(int size) {
        Bytes plain = crypto.random(size);
        Bytes message = SecureMessage.seal(crypto, a, b.publicKey(), plain);
        assertThat(message.size()).isEqualTo(size + SecureMessage.OVERHEAD);
        assertThat(SecureMessage.open(crypto, b, a.publicKey(), message)).contains(plain);
    }

    @Test
    void opensNothingThatWasChangedInAnyBit() {
        IntStream.range(0, MESSAGE.size() * 8).forEach(bit -> {
            byte[] changed = MESSAGE.toArray();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(SecureMessage.open(crypto, b, a.publicKey(), Bytes.wrap(changed)))
                    .as("bit " + bit)
                    .isEmpty();
        });
    }

    @Test
    void opensNothingThatWasCutOrLengthened() {
        IntStream.range(0, MESSAGE.size())
                .forEach(size -> assertThat(SecureMessage.open(crypto, b, a.publicKey(), MESSAGE.slice(0, size)))
                        .isEmpty());
        assertThat(SecureMessage.open(crypto, b, a.publicKey(), Bytes.join(MESSAGE, Bytes.u8(0))))
                .isEmpty();
    }

    @Test
    void opensNothingOfAnotherPair() {
        KeyPair other = crypto.generate(Key.Algorithm.P256);
        assertThat(SecureMessage.open(crypto, other, a.publicKey(), MESSAGE)).isEmpty();
    }

    @Test
    void refusesAContainerWithAnyByteChanged() {
        IntStream.range(0, A_PUBLIC.size()).forEach(at -> {
            byte[] changed = A_PUBLIC.toArray();
            changed[at] ^= 1;
            assertThatThrownBy(() -> KeyContainer.decode(Bytes.wrap(changed), crypto))
                    .as("byte " + at)
                    .isInstanceOf(Fault.class);
        });
    }

    @Test
    void refusesAContainerCutAnywhereOrLengthened() {
        IntStream.range(0, A_PUBLIC.size())
                .forEach(size -> assertThatThrownBy(() -> KeyContainer.decode(A_PUBLIC.slice(0, size), crypto))
                        .isInstanceOf(Fault.class));
        assertThatThrownBy(() -> KeyContainer.decode(Bytes.join(A_PUBLIC, Bytes.u8(0)), crypto))
                .isInstanceOf(Fault.class);
    }

    @Test
    void refusesAPointOffTheCurveUnderAGoodChecksum() {
        // x = 1 has no y on P-256; both compressed forms are refused.
        for (String sign : new String[] {"02", "03"}) {
            var point = new Key(Key.Algorithm.P256, Bytes.hex(sign + "00".repeat(31) + "01"));
            assertThatThrownBy(() -> KeyContainer.decode(KeyContainer.encode(point), crypto))
                    .isInstanceOf(Fault.class)
                    .hasMessageContaining("curve");
        }
    }

    @Test
    void refusesAPrivateKeyInThePlaceOfAPublicOne() {
        Bytes container = Bytes.join(Bytes.utf8("REC2"), A_PUBLIC.from(4));
        assertThatThrownBy(() -> KeyContainer.decode(container, crypto)).isInstanceOf(Fault.class);
    }
}

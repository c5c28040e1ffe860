package org.handfast.plugin.libp2p.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.handfast.api.Bytes;
import org.handfast.api.Fault;

class ProtobufTest {

    /** The example of the encoding guide: field 1 is 150, field 2 is "testing". */
    @Test
    void readsAndWritesTheExamplesOfTheGuide() {
        Bytes bytes = new ProtobufWriter().put(1, 150).put(2, "testing").bytes();
        assertThat(bytes.hex()).isEqualTo("0896011207" + "74657374696e67");
        Protobuf message = Protobuf.read(bytes);
        assertThat(message.number(1)).hasValue(150);
        assertThat(message.text(2)).contains("testing");
        assertThat(message.number(2)).isEmpty();
        assertThat(message.bytes(1)).isEmpty();
        assertThat(message.bytes(3)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 127, 128, 1L << 31, Long.MAX_VALUE})
    void readsWhatItWrote(long number) {
        List<Bytes> several = List.of(Bytes.EMPTY, Bytes.u8(7), Bytes.wrap(new byte[300]));
        Bytes inner = new ProtobufWriter().put(1, number).bytes();
        Protobuf read = Protobuf.read(
                new ProtobufWriter().putAll(7, several).put(536_870_911, inner).bytes());
        assertThat(read.all(7)).isEqualTo(several);
        assertThat(read.message(536_870_911).orElseThrow().number(1)).hasValue(number);
    }

    @Test
    void takesTheLastOfAFieldThatIsThereTwice() {
        Protobuf message = Protobuf.read(
                new ProtobufWriter().put(1, 1).put(2, "a").put(1, 2).put(2, "b").bytes());
        assertThat(message.number(1)).hasValue(2);
        assertThat(message.text(2)).contains("b");
        assertThat(message.texts(2)).containsExactly("a", "b");
    }

    @Test
    void passesOverFieldsOfFixedSize() {
        assertThat(Protobuf.read(Bytes.hex("0d01020304" + "110102030405060708" + "1005"))
                        .fields())
                .containsExactly(new Protobuf.NumberField(2, 5));
    }

    @Test
    void readsNegativeNumbers() {
        assertThat(Protobuf.read(Bytes.hex("08ffffffffffffffffff01")).number(1)).hasValue(-1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "08",
                "0880",
                "0d010203",
                "1101020304050607",
                "0a",
                "0a01",
                "0affffffff07",
                "0affffffffffffffff7f",
                "0affffffffffffffffff01",
                "00",
                "02",
                "0b",
                "0c",
                "0f",
                "08ffffffffffffffffffff01",
                "8080808010",
                "ff"
            })
    void refusesWhatIsNoMessage(String hex) {
        assertThatThrownBy(() -> Protobuf.read(Bytes.hex(hex)))
                .isInstanceOfSatisfying(Fault.class, f -> assertThat(f.code()).isEqualTo("bad-protobuf"));
    }

    @Test
    void refusesTextThatIsNotUtf8() {
        Protobuf message = Protobuf.read(Bytes.hex("0a01ff"));
        assertThatThrownBy(() -> message.text(1)).isInstanceOf(Fault.class);
        assertThatThrownBy(() -> message.texts(1)).isInstanceOf(Fault.class);
    }

    @Test
    void refusesTooManyFields() {
        Bytes most = Bytes.hex("0800".repeat(Protobuf.MOST_FIELDS));
        assertThat(Protobuf.read(most).fields()).hasSize(Protobuf.MOST_FIELDS);
        assertThatThrownBy(() -> Protobuf.read(Bytes.join(most, Bytes.hex("0800"))))
                .isInstanceOf(Fault.class);
        assertThatThrownBy(() -> Protobuf.read(Bytes.hex("0d00000000".repeat(Protobuf.MOST_FIELDS + 1))))
                .isInstanceOf(Fault.class);
    }

    @Test
    void takesAnyBytesAsAMessageOrAPeersFault() {
        var random = new Random(6);
        for (int i = 0; i < 10_000; i++) {
            var bytes = new byte[random.nextInt(30)];
            random.nextBytes(bytes);
            try {
                Protobuf.read(Bytes.wrap(bytes));
            } catch (Fault refused) {
                assertThat(refused.category()).isEqualTo(Fault.Category.PEER_FAULT);
            }
        }
    }
}

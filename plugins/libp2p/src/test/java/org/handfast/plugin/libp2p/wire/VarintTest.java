package org.handfast.plugin.libp2p.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.handfast.api.Bytes;
import org.handfast.api.Fault;

class VarintTest {

    @ParameterizedTest
    @CsvSource({
        "0, 00",
        "1, 01",
        "127, 7f",
        "128, 8001",
        "255, ff01",
        "300, ac02",
        "16384, 808001",
        "9223372036854775807, ffffffffffffffff7f"
    })
    void spellsAsTheSpecificationDoes(long value, String hex) {
        assertThat(Varint.encode(value).hex()).isEqualTo(hex);
        assertThat(Varint.read(Bytes.hex(hex))).contains(new Varint.Read(value, hex.length() / 2));
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void readsWhatItWrote(long value) {
        Bytes bytes = Varint.encode(value);
        assertThat(Varint.read(Bytes.join(bytes, Bytes.utf8("more")))).contains(new Varint.Read(value, bytes.size()));
        for (int cut = 0; cut < bytes.size(); cut++) {
            assertThat(Varint.read(bytes.slice(0, cut))).isEmpty();
        }
    }

    private static LongStream numbers() {
        return IntStream.range(1, Long.SIZE)
                .boxed()
                .flatMapToLong(bits -> LongStream.of(1L << bits - 1, Long.MAX_VALUE >> Long.SIZE - 1 - bits));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8000",
                "818000",
                "808080808080808000",
                "ffffffffffffffffff",
                "80808080808080808001",
                "ffffffffffffffffff01"
            })
    void refusesWhatIsLongerThanNeededOrNineBytes(String hex) {
        assertThatThrownBy(() -> Varint.read(Bytes.hex(hex)))
                .isInstanceOfSatisfying(Fault.class, f -> assertThat(f.code()).isEqualTo("bad-varint"));
    }

    @Test
    void hasNoNegativeNumbers() {
        assertThatThrownBy(() -> Varint.encode(-1)).isInstanceOf(IllegalArgumentException.class);
    }
}

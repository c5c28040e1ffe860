package org.handfast.plugin.directtcp.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.handfast.api.Bytes;
import org.handfast.api.Fault;
import org.handfast.api.Framing.Extent;

class LengthFramingTest {

    private final LengthFraming framing = new LengthFraming();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 127, 128, 255, 256, 65_535, 65_536, 65_537, Integer.MAX_VALUE})
    void readsTheLengthsThatItWrites(int size) {
        Bytes prefix = framing.prefix(size);
        assertThat(framing.measure(Bytes.join(prefix, Bytes.u8(0)))).isEqualTo(new Extent(prefix.size(), size));
    }

    @Test
    void asksForMoreUntilTheLengthIsWhole() {
        Bytes prefix = framing.prefix(70_000);
        assertThat(IntStream.range(1, prefix.size()).mapToObj(n -> framing.measure(prefix.slice(0, n))))
                .containsOnly(Extent.MORE);
    }

    @Test
    void measuresALengthBeyondIntWithoutOverflow() {
        assertThat(framing.measure(Bytes.hex("ceffffffff"))).isEqualTo(new Extent(5, 0xffffffffL));
    }

    @ParameterizedTest
    @ValueSource(ints = {0x80, 0x90, 0xa0, 0xc0, 0xc3, 0xcb, 0xcf, 0xd0, 0xe0, 0xff})
    void refusesWhatIsNoLength(int mark) {
        assertThatThrownBy(() -> framing.measure(Bytes.u8(mark))).isInstanceOf(Fault.class);
    }
}

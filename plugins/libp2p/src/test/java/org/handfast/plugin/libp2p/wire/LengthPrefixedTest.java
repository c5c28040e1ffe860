package org.handfast.plugin.libp2p.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.handfast.api.Bytes;
import org.handfast.api.Fault;

class LengthPrefixedTest {

    private final Unread unread = new Unread();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 127, 128, 200})
    void takesAMessageByteByByte(int size) {
        Bytes message = Bytes.wrap(new byte[size]);
        Bytes frame = LengthPrefixed.frame(message);
        for (int i = 0; i < frame.size() - 1; i++) {
            unread.add(frame.slice(i, 1));
            assertThat(LengthPrefixed.take(unread, 200)).isEmpty();
        }
        unread.add(frame.from(frame.size() - 1));
        unread.add(Bytes.utf8("next"));
        assertThat(LengthPrefixed.take(unread, 200)).contains(message);
        assertThat(unread.take(4)).isEqualTo(Bytes.utf8("next"));
    }

    @ParameterizedTest
    @ValueSource(longs = {201, 1L << 31, 1L << 32, Long.MAX_VALUE})
    void refusesAMessageThatIsTooLongBeforeItIsThere(long size) {
        unread.add(Varint.encode(size));
        assertThatThrownBy(() -> LengthPrefixed.take(unread, 200))
                .isInstanceOfSatisfying(Fault.class, f -> assertThat(f.code()).isEqualTo("too-long"));
    }

    @Test
    void refusesASizeThatNeverEnds() {
        unread.add(Bytes.hex("ffffffffffffffffff"));
        assertThatThrownBy(() -> LengthPrefixed.take(unread, 200)).isInstanceOf(Fault.class);
    }
}

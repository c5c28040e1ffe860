package org.handfast.runtime.net.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.UnpooledByteBufAllocator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.handfast.api.Bytes;

class FramesTest {

    /** At the edges of the three forms that a length has. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, 65_535, 65_536})
    void aFrameForManyIsTheFrameForEach(int size) {
        Bytes message = Bytes.utf8("x" + "m".repeat(size)).from(1);
        ByteBuf each = Frames.text(UnpooledByteBufAllocator.DEFAULT, message, false);
        try {
            assertThat(Frames.text(message)).isEqualTo(ByteBufUtil.getBytes(each));
        } finally {
            each.release();
        }
    }
}

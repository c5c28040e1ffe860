package org.handfast.runtime.net.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;

import org.junit.jupiter.api.Test;

class Utf8Test {

    private static boolean asTheJdkSees(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    @Test
    void takesEveryCharacterAndNoSurrogate() {
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            boolean character = c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE;
            if (character) {
                assertThat(Utf8.valid(Character.toString(c).getBytes(StandardCharsets.UTF_8)))
                        .isTrue();
            }
        }
    }

    /** All of up to three bytes, and of four those with the ends of the ranges. */
    @Test
    void seesShortSequencesAsTheJdkDoes() {
        for (int i = 0; i < 1 << 24; i += i < 1 << 16 ? 1 : 7) {
            byte[] bytes = {(byte) (i >> 16), (byte) (i >> 8), (byte) i};
            if (Utf8.valid(bytes) != asTheJdkSees(bytes)) {
                throw new AssertionError(Integer.toHexString(i));
            }
        }
    }

    @Test
    void seesNoiseAsTheJdkDoes() {
        var random = new Random(42);
        for (int i = 0; i < 200_000; i++) {
            byte[] bytes = "aé€😀plain text, some of it".getBytes(StandardCharsets.UTF_8);
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            if (Utf8.valid(bytes) != asTheJdkSees(bytes)) {
                throw new AssertionError(HexFormat.of().formatHex(bytes));
            }
        }
    }
}

package org.handfast.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.handfast.api.Bytes;

class SeedStreamTest {

    private static final Bytes ZERO = Bytes.wrap(new byte[32]);

    /** Appendix A.1, vectors 1 and 2. */
    @Test
    void isTheKeyStreamOfRfc8439() {
        assertThat(Bytes.wrap(new SeedStream(() -> ZERO).next(128)).hex())
                .isEqualTo("76b8e0ada0f13d90405d6ae55386bd28bdd219b8a08ded1aa836efcc8b770dc7"
                        + "da41597c5157488d7724e03fb8d84a376a43b8f41518a11cc387b669b2ee6586"
                        + "9f07e7be5551387a98ba977c732d080dcb0f29a048e3656912c6533e32ee7aed"
                        + "29b721769ce64e43d57133b074d839d531ed1f28510afb45ace10a1f4b794d6f");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 63, 64, 65, 127, 128, 200})
    void goesOnWhereTheLastDrawEnded(int first) {
        var whole = Bytes.wrap(new SeedStream(() -> ZERO).next(200));
        var stream = new SeedStream(() -> ZERO);
        assertThat(Bytes.wrap(stream.next(first))).isEqualTo(whole.slice(0, first));
        assertThat(stream.next(0)).isEmpty();
        assertThat(Bytes.wrap(stream.next(200 - first))).isEqualTo(whole.from(first));
    }

    @Test
    void asksForItsSeedOnceAndNotBeforeItIsDrawnFrom() {
        List<String> asked = new ArrayList<>();
        var stream = new SeedStream(() -> {
            asked.add("seed");
            return ZERO;
        });
        assertThat(stream.next(0)).isEmpty();
        assertThat(asked).isEmpty();
        stream.next(1);
        stream.next(100);
        assertThat(asked).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 31, 33})
    void refusesASeedOfAnotherSize(int size) {
        var stream = new SeedStream(() -> Bytes.wrap(new byte[size]));
        assertThatThrownBy(() -> stream.next(1)).isInstanceOf(IllegalArgumentException.class);
    }
}

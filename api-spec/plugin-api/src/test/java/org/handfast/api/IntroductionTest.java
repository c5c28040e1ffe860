package org.handfast.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntroductionTest {

    @Test
    void keepsAnHonestNameAsItIs() {
        assertThat(Introduction.of("Ada's laptop 💻", "device").name()).isEqualTo("Ada's laptop 💻");
    }

    @Test
    void dropsWhatWouldDeceiveAReader() {
        assertThat(Introduction.of("good\u202Egnp.exe\u0007\n\tx", "device").name())
                .isEqualTo("goodgnp.exe x");
    }

    @Test
    void cutsATenMegabyteNameToItsLimit() {
        var name = Introduction.of("a".repeat(10_000_000), "device").name();
        assertThat(name).hasSize(Introduction.MAX_NAME);
    }

    @Test
    void namesTheNameless() {
        assertThat(Introduction.of("\u0000\u202E  ", "device").name()).isEqualTo("Unnamed device");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u3164", "\u2800\u2800", "\u115f\u1160", "\u200b\ufeff", "\ud800", "\ue000"})
    void namesThoseWhoseNameNobodySees(String claimed) {
        assertThat(Introduction.of(claimed, "device").name()).isEqualTo("Unnamed device");
    }

    @Test
    void countsCodePointsAndCutsBetweenThem() {
        assertThat(Introduction.of("💻".repeat(64), "device").name()).isEqualTo("💻".repeat(64));
        assertThat(Introduction.of("💻".repeat(65), "device").name()).isEqualTo("💻".repeat(64));
        assertThat(Introduction.of("a".repeat(63) + " b", "device").name()).isEqualTo("a".repeat(63) + "b");
    }

    @Test
    void makesOneSpaceOfAnySpacing() {
        assertThat(Introduction.of("  a \u00a0\u2003\t b\u2028c  ", "device").name())
                .isEqualTo("a b c");
    }

    @Test
    void keepsWhatPeopleWriteElsewhere() {
        for (String name : List.of("Größe", "Жанна", "ユーザー", "مريم", "नमस्ते", "한글", "O'Brien <3")) {
            assertThat(Introduction.of(name, "device").name()).isEqualTo(name);
        }
    }

    @Test
    void refusesANameThatWasNotCleaned() {
        assertThatThrownBy(() -> new Introduction("a\nb", "device")).isInstanceOf(IllegalArgumentException.class);
    }

    @Property
    void cleaningTwiceChangesNothing(@ForAll String claimed) {
        var once = Introduction.of(claimed, "device").name();
        assertThat(Introduction.of(once, "device").name()).isEqualTo(once);
        assertThat(once.codePointCount(0, once.length())).isBetween(1, Introduction.MAX_NAME);
    }
}

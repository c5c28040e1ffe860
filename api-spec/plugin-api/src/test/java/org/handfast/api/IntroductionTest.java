package org.handfast.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

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

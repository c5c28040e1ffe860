package org.handfast.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LineTest {

    @Test
    void leavesTextAsItIs() {
        assertThat(Line.of("Ada’s laptop \ud83d\ude82 (größer)", 100)).isEqualTo("Ada’s laptop \ud83d\ude82 (größer)");
        assertThat(Line.of("", 10)).isEmpty();
    }

    @Test
    void isOneLine() {
        assertThat(Line.of("a\nb\r\nc\u2028d\u2029e\tf\u0000g\u001b[31mh", 100)).isEqualTo("a b  c d e f g [31mh");
    }

    @Test
    void dropsWhatTurnsTextAroundOrHides() {
        assertThat(Line.of("a\u202eb\u200bc\ufeffd\u2066e", 100)).isEqualTo("abcde");
    }

    @Test
    void dropsHalvesOfSurrogatePairs() {
        assertThat(Line.of("a\ud83db\ude82c", 100)).isEqualTo("abc");
    }

    @Test
    void isCutWithAnEllipsisAndNeverWithinACharacter() {
        assertThat(Line.cut("abcdef", 6)).isEqualTo("abcdef");
        assertThat(Line.cut("abcdefg", 6)).isEqualTo("abcde…");
        assertThat(Line.cut("abcd\ud83d\ude82efg", 6)).isEqualTo("abcd…");
        assertThat(Line.cut("abc\ud83d\ude82efg", 6)).isEqualTo("abc\ud83d\ude82…");
        assertThat(Line.cut("ab", 1)).isEqualTo("…");
        assertThat(Line.of("a\n".repeat(1_000_000), 5)).isEqualTo("a a …");
    }

    @Property
    void isNeverLongerThanItMayBeAndAlwaysWellFormed(
            @ForAll String text, @ForAll @IntRange(min = 1, max = 50) int most) {
        String line = Line.of(text, most);
        assertThat(line.length()).isLessThanOrEqualTo(most);
        assertThat(IntStream.range(0, line.length())
                                .filter(i -> Character.isSurrogate(line.charAt(i)))
                                .count()
                        % 2)
                .isZero();
        assertThat(Line.of(line, most)).isEqualTo(line);
    }
}

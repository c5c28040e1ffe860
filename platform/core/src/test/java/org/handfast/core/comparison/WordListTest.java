package org.handfast.core.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.handfast.api.Bytes;
import org.handfast.core.crypto.Sha256;

class WordListTest {

    private static final WordList ENGLISH = WordList.ENGLISH;

    @Test
    void isTheEnglishListOfBip39() {
        assertThat(ENGLISH.words()).hasSize(2_048).doesNotHaveDuplicates().isSorted();
        assertThat(Sha256.of(Bytes.utf8(String.join("\n", ENGLISH.words()) + "\n"))
                        .hex())
                .isEqualTo("2f5eed53a4727b4bf8880d8f3f199efc90e58503646d9ff8eff3a2ed3b24dbda");
    }

    @Test
    void noTwoWordsBeginWithTheSameFourLetters() {
        assertThat(ENGLISH.words().stream().map(w -> w.substring(0, Math.min(4, w.length()))))
                .doesNotHaveDuplicates();
    }

    @Test
    void readsBitsMostSignificantFirst() {
        assertThat(ENGLISH.words(Bytes.hex("0000"), 1)).containsExactly("abandon");
        assertThat(ENGLISH.words(Bytes.hex("0020"), 1)).containsExactly("ability");
        assertThat(ENGLISH.words(Bytes.hex("ffff"), 1)).containsExactly("zoo");
        assertThat(ENGLISH.words(Bytes.hex("001fffff"), 2)).containsExactly("abandon", "zoo");
        // The first vector of BIP39: 128 zero bits and four bits of their hash.
        assertThat(ENGLISH.words(Bytes.hex("00".repeat(16) + "30"), 12))
                .startsWith("abandon")
                .endsWith("about");
    }

    @Test
    void takesAsManyBitsAsThereAreAndNoMore() {
        assertThat(ENGLISH.words(Bytes.hex("00".repeat(11)), 8)).isEqualTo(Collections.nCopies(8, "abandon"));
        assertThatThrownBy(() -> ENGLISH.words(Bytes.hex("00".repeat(11)), 9))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("9 words take 99 bits, these are 88");
        assertThat(ENGLISH.words(Bytes.EMPTY, 0)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, Integer.MIN_VALUE, Integer.MAX_VALUE, 195_225_787})
    void refusesCountsThatAreNone(int count) {
        assertThatThrownBy(() -> ENGLISH.words(Bytes.hex("00".repeat(32)), count))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Property
    void givesBackTheBitsOfWords(@ForAll @Size(11) byte[] bytes) {
        Bytes bits = Bytes.wrap(bytes);
        List<String> words = ENGLISH.words(bits, 8);
        assertThat(ENGLISH.bits(String.join(" ", words))).contains(bits);
    }

    @Test
    void fillsUpToWholeBytesWithZeroBits() {
        assertThat(ENGLISH.bits("zoo")).contains(Bytes.hex("ffe0"));
        assertThat(ENGLISH.bits("zoo zoo")).contains(Bytes.hex("fffffc"));
        assertThat(ENGLISH.bits("abandon")).contains(Bytes.hex("0000"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "legal winner thank",
                "LEGAL Winner thank",
                "  legal\twinner\n thank  ",
                "legal\u00a0winner\u2003thank\u00a0",
                "\u3000legal winner thank"
            })
    void doesNotMindCaseAndSpacing(String typed) {
        assertThat(ENGLISH.bits(typed))
                .isEqualTo(ENGLISH.bits("legal winner thank"))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u00a0", "handfast", "legal winner thanks", "legal, winner", "leg\u0430l"})
    void hasNoBitsForWhatIsNotInTheList(String typed) {
        assertThat(ENGLISH.bits(typed)).isEmpty();
    }

    @Test
    void foldsCaseAsEnglishDoesWhateverTheMachinesLanguage() {
        // A Turkish dotless i would make VILLAGE something else.
        assertThat(ENGLISH.bits("VILLAGE")).isPresent();
    }
}

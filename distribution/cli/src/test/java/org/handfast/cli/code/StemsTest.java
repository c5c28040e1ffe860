package org.handfast.cli.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.handfast.core.comparison.WordList;

class StemsTest {

    @Test
    void findsTheWordsThatBeginSo() {
        assertThat(Stems.of("aba")).containsExactly("abandon");
        assertThat(Stems.of("WHEA")).containsExactly("wheat");
        assertThat(Stems.of("zo")).containsExactly("zone", "zoo");
        assertThat(Stems.of("zx")).isEmpty();
    }

    @Test
    void fourLettersAreEnoughAndFewerAreNot() {
        assertThat(WordList.ENGLISH.words())
                .filteredOn(word -> word.length() > 3)
                .allSatisfy(word ->
                        assertThat(Stems.of(word.substring(0, 4))).hasSize(1).containsExactly(word));
        assertThat(Stems.meant("aba")).isEqualTo(Optional.empty());
        assertThat(Stems.meant("aban")).contains("abandon");
    }

    @Test
    void makesAPastedCodeWholeAndLeavesWhatIsNoWord() {
        assertThat(Stems.whole("  aban MATH\n mimi abandn zoo ")).isEqualTo("abandon math mimic abandn zoo");
    }
}

package org.handfast.plugin.challengeresponse.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.handfast.api.Bytes;
import org.handfast.api.Crypto;
import org.handfast.api.Fault;
import org.handfast.plugin.challengeresponse.TestCrypto;

class WordsTest {

    private static final String WORDS =
            "abandon math mimic master federal design carbon crystal rookie group knife youth";

    private final Crypto crypto = TestCrypto.of(2);

    private void refused(String typed, String why) {
        assertThatThrownBy(() -> Words.read(typed, TestCrypto.comparison(), crypto))
                .isInstanceOf(Fault.class)
                .hasMessageContaining(why)
                .extracting(e -> ((Fault) e).category())
                .isEqualTo(Fault.Category.OPERATOR_INPUT);
    }

    @Test
    void everyCodeIsReadAsItWasWritten() {
        for (int i = 0; i < 500; i++) {
            Bytes entropy = Derivation.DOCUMENT.entropy(crypto);
            String words = String.join(" ", Words.of(entropy, TestCrypto.comparison(), crypto));
            assertThat(Words.read(words, TestCrypto.comparison(), crypto)).isEqualTo(entropy);
        }
    }

    @Test
    void anOriginalCodeLooksLikeARandomUuid() {
        for (int i = 0; i < 50; i++) {
            var buffer = Derivation.ORIGINAL.entropy(crypto).buffer();
            var uuid = new java.util.UUID(buffer.getLong(), buffer.getLong());
            assertThat(uuid.version()).isEqualTo(4);
            assertThat(uuid.variant()).isEqualTo(2);
        }
    }

    @Test
    void aWrongWordIsNamedWithItsNearest() {
        refused(WORDS.replace("mimic", "mimick"), "no word 'mimick'; nearest are mimic");
        refused(WORDS.replace("knife", "kinfe"), "no word 'kinfe'");
    }

    @Test
    void aWrongOrderIsSaidToBeOne() {
        refused(WORDS.replace("abandon math", "math abandon"), "do not belong together");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "abandon", "abandon math mimic master federal design carbon crystal rookie group knife"})
    void anotherNumberOfWordsIsSaid(String typed) {
        refused(typed, "A code has 12 words");
    }

    @Test
    void nothingLongIsLookedAt() {
        refused("x".repeat(1_001), "longer than any code");
        refused("x".repeat(900), "no word 'xxxxxxxxxxxxxxxxxxxxxxxx'");
    }
}

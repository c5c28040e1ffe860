package org.handfast.persistence.table;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnyTextTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "Élan 🤝", "\u0001\uffff\ufffd", "\udbff\udfff"})
    void leavesTextAlone(String text) {
        assertThat(AnyText.keepable(text)).isEqualTo(text);
    }

    @Test
    void replacesWhatIsNoCharacterOfAText() {
        assertThat(AnyText.keepable("a\u0000b")).isEqualTo("a\ufffdb");
        assertThat(AnyText.keepable("\ud83e")).isEqualTo("\ufffd");
        assertThat(AnyText.keepable("🤝\udd1d🤝")).isEqualTo("🤝\ufffd🤝");
        assertThat(AnyText.keepable("\udd1d\ud83e")).isEqualTo("\ufffd\ufffd");
    }
}

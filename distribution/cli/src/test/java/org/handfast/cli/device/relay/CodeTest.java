package org.handfast.cli.device.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.handfast.cli.CliException;

class CodeTest {

    @ParameterizedTest
    @ValueSource(strings = {"E011T7D", "e011t7d", " E 0 1 1 T 7 D ", "e01-1t7d"})
    void isReadAsPeopleTypeIt(String text) {
        assertThat(Code.typed(text)).isEqualTo(new Code("E011T7D"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "E011T7", "E011T7DD", "E011T7Ä", "E011/7D"})
    void whatIsNoneIsRefused(String text) {
        assertThatThrownBy(() -> Code.typed(text))
                .isInstanceOf(CliException.class)
                .hasMessageContaining("is no code");
    }

    @Test
    void isReadOutSoThatDigitsAreHeard() {
        assertThat(new Code("O0I1T7D").readOut()).isEqualTo("O zero I one T seven D");
    }
}

package org.handfast.web.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.handfast.api.Device.Trust;
import org.handfast.api.Fault;

class ParametersTest {

    @Test
    void aLimitIsAHundredUnlessSaidOtherwise() {
        assertThat(Parameters.limit(null)).isEqualTo(100);
        assertThat(Parameters.limit("1")).isEqualTo(1);
        assertThat(Parameters.limit("500")).isEqualTo(500);
        assertThat(Parameters.limit(null, 5, 10)).isEqualTo(5);
        assertThat(Parameters.limit("10", 5, 10)).isEqualTo(10);
        assertThatThrownBy(() -> Parameters.limit("11", 5, 10)).hasMessageContaining("1 to 10");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "501", "-1", "1.5", "1e2", "99999999999999999999", "ten"})
    void refusesALimitOutOfBounds(String limit) {
        assertThatThrownBy(() -> Parameters.limit(limit))
                .isInstanceOfSatisfying(Fault.class, f -> assertThat(f.code()).isEqualTo("bad-request"))
                .hasMessageContaining("1 to 500");
    }

    @Test
    void findsAConstantByItsNameOnly() {
        assertThat(Parameters.constant(Trust.class, "trust", null)).isEmpty();
        assertThat(Parameters.constant(Trust.class, "trust", "TRUSTED")).contains(Trust.TRUSTED);
        assertThatThrownBy(() -> Parameters.constant(Trust.class, "trust", "trusted"))
                .isInstanceOf(Fault.class);
    }

    @Test
    void takesTextUpToItsLength() {
        assertThat(Parameters.text("query", "  ", 3)).isEmpty();
        assertThat(Parameters.text("query", "abc", 3)).contains("abc");
        assertThatThrownBy(() -> Parameters.text("query", "abcd", 3)).isInstanceOf(Fault.class);
    }
}

package org.handfast.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "with space", "tab\t", "é", "\u0000"})
    void refusesWhatIsNotPrintableAscii(String value) {
        assertThatThrownBy(() -> new Address(value)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void knowsItsLongestValue() {
        assertThat(new Address("a".repeat(128)).value()).hasSize(128);
        assertThatThrownBy(() -> new Address("a".repeat(129))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aPairingOfTwoDevicesHasOneNameFromBothSides() {
        var x = new Address("x");
        var y = new Address("y");
        assertThat(PairingId.between(x, y)).isEqualTo(PairingId.between(y, x));
        assertThat(PairingId.hub(x).device()).isEqualTo(x);
    }
}

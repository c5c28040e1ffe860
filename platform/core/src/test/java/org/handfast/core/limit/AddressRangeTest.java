package org.handfast.core.limit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTest {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.255.255, true",
        "10.0.0.0/8, 11.0.0.0, false",
        "10.1.2.3/8, 10.9.9.9, true",
        "192.0.2.7, 192.0.2.7, true",
        "192.0.2.7, 192.0.2.6, false",
        "192.0.2.128/25, 192.0.2.127, false",
        "192.0.2.128/25, 192.0.2.128, true",
        "0.0.0.0/0, 8.8.8.8, true",
        "0.0.0.0/0, ::1, false",
        "fd00::/8, fdff::1, true",
        "fd00::/8, fe00::1, false",
        "2001:db8::/33, 2001:db8:7fff::1, true",
        "2001:db8::/33, 2001:db8:8000::1, false",
        "::1, ::1, true",
    })
    void holdsWhatHasItsFirstBits(String range, String address, boolean holds) {
        assertThat(AddressRange.find(range)
                        .orElseThrow()
                        .contains(AddressRange.address(address).orElseThrow()))
                .isEqualTo(holds);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "10.0.0.0/33",
                "10.0.0.0/",
                "10.0.0/8",
                "::1/129",
                "10.0.0.0/-1",
                "a.b.c.d",
                "/8"
            })
    void isNoRange(String text) {
        assertThat(AddressRange.find(text)).isEmpty();
    }

    @Test
    void readsAList() {
        assertThat(AddressRange.list(" 10.0.0.0/8, ::1,")).hasSize(2);
        assertThat(AddressRange.wrong("10.0.0.0/8, proxy.example")).contains("proxy.example");
        assertThat(AddressRange.wrong("")).isEmpty();
    }
}

package org.handfast.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import org.junit.jupiter.api.Test;

class PairingIdTest {

    private static final Address ADA = new Address("ada");
    private static final Address BOB = new Address("bob");

    @Test
    void relatesADeviceAndTheHub() {
        assertThat(PairingId.hub(ADA).device()).isEqualTo(ADA);
        assertThat(PairingId.hub(ADA).b()).isEqualTo(PairingId.HUB);
        assertThat(PairingId.hub(ADA).toString()).isEqualTo("ada and the hub");
    }

    @Test
    void relatesTwoDevicesInWhicheverOrder() {
        assertThat(PairingId.between(ADA, BOB)).isEqualTo(PairingId.between(BOB, ADA));
        assertThat(PairingId.between(BOB, ADA).a()).isEqualTo("ada");
    }

    @Test
    void aDeviceThatCallsItselfTheHubIsNotTheHub() {
        for (String name : List.of("hub", "the-hub", "~hub", "HUB")) {
            assertThat(PairingId.between(ADA, new Address(name))).isNotEqualTo(PairingId.hub(ADA));
        }
        assertThatThrownBy(() -> new Address(PairingId.HUB)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void noTwoPairingsPrintTheSame() {
        assertThat(new PairingId("a~b", "c").toString()).isNotEqualTo(new PairingId("a", "b~c").toString());
    }

    @Test
    void refusesEndsThatAreNoAddresses() {
        for (String end : List.of("", "a b", "a\n", "\u00e9", "x".repeat(Address.MAX_LENGTH + 1), PairingId.HUB)) {
            assertThatThrownBy(() -> new PairingId(end, "b")).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> new PairingId("a", "")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PairingId("a", null)).isInstanceOf(NullPointerException.class);
    }
}

package org.handfast.core.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import org.handfast.api.Address;
import org.handfast.api.Device.Trust;
import org.handfast.api.DeviceId;
import org.handfast.api.Fault;
import org.handfast.core.fake.FakeTimers;

class TrustRulesTest {

    /** The whole table once more, so that a change of it is meant. */
    private static final Map<Trust, Set<Trust>> MAY_BECOME = Map.of(
            Trust.KNOWN, EnumSet.of(Trust.PENDING, Trust.TRUSTED, Trust.SUSPENDED, Trust.REVOKED),
            Trust.PENDING, EnumSet.of(Trust.KNOWN, Trust.TRUSTED, Trust.REVOKED),
            Trust.TRUSTED, EnumSet.of(Trust.TRUSTED, Trust.SUSPENDED, Trust.REVOKED),
            Trust.SUSPENDED, EnumSet.of(Trust.KNOWN, Trust.TRUSTED, Trust.REVOKED),
            Trust.REVOKED, EnumSet.of(Trust.KNOWN));

    private static DeviceRecord device(Trust trust) {
        return DeviceRecord.firstSeen(
                        new DeviceId(new UUID(0, 1)),
                        "Ada's phone",
                        "phone",
                        new ProtocolAddress("p", new Address("ada")),
                        FakeTimers.BEGINNING)
                .trusted(trust, "for the test");
    }

    @Test
    void allowsWhatTheTableSaysAndNothingElse() {
        for (Trust from : Trust.values()) {
            for (Trust to : Trust.values()) {
                boolean allowed = MAY_BECOME.get(from).contains(to);
                assertThat(TrustRules.allows(from, to)).as(from + " to " + to).isEqualTo(allowed);
                if (allowed) {
                    TrustRules.require(device(from), to);
                } else {
                    assertThatThrownBy(() -> TrustRules.require(device(from), to))
                            .isInstanceOfSatisfying(Fault.class, f -> {
                                assertThat(f.category()).isEqualTo(Fault.Category.OPERATOR_INPUT);
                                assertThat(f.code()).isEqualTo("illegal-transition");
                            })
                            .hasMessage("'Ada's phone' is " + from + " and cannot become " + to);
                }
            }
        }
    }

    @Test
    void nobodyIsTrustedAgainOnceRevokedWithoutBeingForgottenFirst() {
        assertThat(TrustRules.allows(Trust.REVOKED, Trust.TRUSTED)).isFalse();
        assertThat(TrustRules.allows(Trust.REVOKED, Trust.PENDING)).isFalse();
        assertThat(TrustRules.allows(Trust.REVOKED, Trust.SUSPENDED)).isFalse();
    }
}

package org.handfast.plugin.qr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.handfast.api.Address;
import org.handfast.api.Bytes;
import org.handfast.api.Fault;
import org.handfast.api.State;
import org.handfast.plugin.qr.server.Serving;
import org.handfast.plugin.qr.server.States;
import org.handfast.plugin.qr.wire.PairId;

/** How states are written. What is written here must be read for ever. */
class StatesTest {

    private static final PairId A = new PairId("0123456789abcdef0123456789abcdef01234567");
    private static final PairId B = new PairId("89abcdef0123456789abcdef0123456789abcdef");
    private static final Address ACCOUNT = new Address("6ba7b810-9dad-41d1-80b4-00c04fd430c8");
    private static final String HASH = "55".repeat(32);

    static Stream<State> states() {
        return Stream.of(
                new Serving.Newcomer(),
                new Serving.Waiting(ACCOUNT),
                new Serving.Free(A),
                new Serving.Pending(A, B, ACCOUNT, Bytes.hex(HASH), 1772366400));
    }

    @ParameterizedTest
    @MethodSource("states")
    void comesBack(State state) {
        var states = new States();
        assertThat(states.decode(states.encode(state))).isEqualTo(state);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "07", "01ff", "03"})
    void whatIsNoneIsSaidToBeNone(String hex) {
        assertThatThrownBy(() -> new States().decode(Bytes.hex(hex)))
                .isInstanceOfSatisfying(
                        Fault.class, f -> assertThat(f.category()).isEqualTo(Fault.Category.HUB_FAULT));
    }

    @Test
    void pendingIsWrittenAsItAlwaysWas() {
        assertThat(new States()
                        .encode(new Serving.Pending(A, B, ACCOUNT, Bytes.hex(HASH), 1772366400))
                        .hex())
                .isEqualTo("03" + A + B + "6ba7b8109dad41d180b400c04fd430c8" + HASH + "0000000069a42a40");
    }
}

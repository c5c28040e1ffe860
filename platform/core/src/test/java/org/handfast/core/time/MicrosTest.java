package org.handfast.core.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;

import org.junit.jupiter.api.Test;

class MicrosTest {

    @Test
    void cutsWhatIsFinerThanAMicrosecond() {
        assertThat(Micros.of(Instant.parse("2026-03-01T10:00:00.123456999Z")))
                .isEqualTo(Instant.parse("2026-03-01T10:00:00.123456Z"));
        assertThat(Micros.of(Instant.ofEpochSecond(-1, 999))).isEqualTo(Instant.ofEpochSecond(-1, 0));
    }

    @Test
    void keepsTheYearsThatADatabaseKnows() {
        assertThat(Micros.of(Instant.MIN)).isEqualTo(Instant.parse("0001-01-01T00:00:00Z"));
        assertThat(Micros.of(Instant.MAX)).isEqualTo(Instant.parse("9999-12-31T23:59:59.999999Z"));
        assertThat(Micros.of(Instant.EPOCH)).isEqualTo(Instant.EPOCH);
    }
}

package org.handfast.core.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.handfast.core.fake.FakeTimers;
import org.handfast.core.limit.AddressGroup;
import org.handfast.core.limit.Limits;

class TriesTest {

    private static final AddressGroup HERE = new AddressGroup("here");
    private static final AddressGroup THERE = new AddressGroup("there");

    private final FakeTimers timers = new FakeTimers();
    private final Tries tries = new Tries(timers, Limits.of(Map.of("limit.password-tries", "2")));

    @Test
    void countsFromTheFirstTryOnForTenMinutes() {
        assertThat(tries.count(HERE)).isEmpty();
        timers.pass(Duration.ofMinutes(4));
        assertThat(tries.count(HERE)).isEmpty();
        assertThat(tries.count(HERE)).contains(Duration.ofMinutes(6));
        timers.pass(Duration.ofMinutes(6).minusMillis(1));
        assertThat(tries.count(HERE)).contains(Duration.ofMillis(1));
        timers.pass(Duration.ofMillis(1));
        assertThat(tries.count(HERE)).isEmpty();
        assertThat(tries.count(HERE)).isEmpty();
        assertThat(tries.count(HERE)).isPresent();
    }

    @Test
    void countsEachPlaceForItself() {
        tries.count(HERE);
        tries.count(HERE);
        assertThat(tries.count(HERE)).isPresent();
        assertThat(tries.count(THERE)).isEmpty();
        tries.forget(HERE);
        assertThat(tries.count(HERE)).isEmpty();
    }

    @Test
    void saysInWholeMinutesHowLongToWait() {
        assertThat(new TooManyTries(Duration.ofSeconds(1))).hasMessageContaining("in a minute.");
        assertThat(new TooManyTries(Duration.ofSeconds(60))).hasMessageContaining("in a minute.");
        assertThat(new TooManyTries(Duration.ofSeconds(61))).hasMessageContaining("in 2 minutes");
        assertThat(new TooManyTries(Duration.ofSeconds(599))).hasMessageContaining("in 10 minutes");
    }
}

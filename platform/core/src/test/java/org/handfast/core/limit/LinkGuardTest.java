package org.handfast.core.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;

import org.handfast.core.fake.FakeTimers;

class LinkGuardTest {

    private static final AddressGroup HERE = new AddressGroup("here");
    private static final AddressGroup THERE = new AddressGroup("there");

    private final FakeTimers timers = new FakeTimers();

    private LinkGuard guard(int links, int perAddress, int opens) {
        return new LinkGuard(
                timers,
                Limits.of(Map.of(
                        "limit.links", Integer.toString(links),
                        "limit.links-per-address", Integer.toString(perAddress),
                        "limit.opens-per-address", Integer.toString(opens))));
    }

    @Test
    void letsInAsManyAsTheHubTakes() {
        LinkGuard guard = guard(2, 10, 10);
        assertThat(guard.open(HERE)).isEmpty();
        assertThat(guard.open(THERE)).isEmpty();
        assertThat(guard.open(HERE)).contains("the hub has as many links as it takes");
        assertThat(guard.links()).isEqualTo(2);
        guard.closed(THERE);
        assertThat(guard.open(HERE)).isEmpty();
    }

    @Test
    void letsInAsManyAsOneAddressMayHave() {
        LinkGuard guard = guard(10, 2, 10);
        guard.open(HERE);
        guard.open(HERE);
        assertThat(guard.open(HERE)).contains("too many links open from here");
        assertThat(guard.open(THERE)).isEmpty();
        guard.closed(HERE);
        assertThat(guard.open(HERE)).isEmpty();
    }

    @Test
    void letsInAsManyAMinuteAsOneAddressMayOpenHoweverShortTheyAre() {
        LinkGuard guard = guard(10, 10, 3);
        for (int i = 0; i < 3; i++) {
            assertThat(guard.open(HERE)).isEmpty();
            guard.closed(HERE);
        }
        assertThat(guard.open(HERE)).contains("too many links a minute from here");
        timers.pass(Duration.ofSeconds(59));
        assertThat(guard.open(HERE)).isPresent();
        timers.pass(Duration.ofSeconds(1));
        assertThat(guard.open(HERE)).isEmpty();
    }

    @Test
    void countsWhatItRefusesAmongWhatWasOpened() {
        LinkGuard guard = guard(10, 1, 3);
        guard.open(HERE);
        guard.open(HERE);
        guard.open(HERE);
        guard.closed(HERE);
        assertThat(guard.open(HERE)).contains("too many links a minute from here");
    }

    @Test
    void countsLinksOutNoMoreOftenThanIn() {
        LinkGuard guard = guard(2, 2, 10);
        guard.closed(HERE);
        guard.open(HERE);
        guard.closed(HERE);
        guard.closed(HERE);
        guard.closed(THERE);
        assertThat(guard.links()).isZero();
    }

    @Test
    void remembersWhoHasLinksOpenAndForgetsTheOthers() {
        LinkGuard guard = guard(10_000, 2, 10);
        guard.open(HERE);
        guard.open(HERE);
        for (int i = 0; i < 1_000; i++) {
            var stranger = new AddressGroup("stranger " + i);
            guard.open(stranger);
            guard.closed(stranger);
        }
        assertThat(guard.known()).isEqualTo(1_001);
        timers.pass(Duration.ofMinutes(2));
        guard.open(THERE);
        assertThat(guard.known()).isEqualTo(2);
        assertThat(guard.open(HERE)).contains("too many links open from here");
    }

    @Test
    void neverLosesCount() {
        var random = new Random(7);
        LinkGuard guard = guard(20, 5, 1_000);
        Map<AddressGroup, Integer> open = new HashMap<>();
        for (int i = 0; i < 5_000; i++) {
            var from = new AddressGroup("a" + random.nextInt(8));
            if (random.nextBoolean()) {
                if (guard.open(from).isEmpty()) {
                    open.merge(from, 1, Integer::sum);
                }
            } else if (open.getOrDefault(from, 0) > 0) {
                guard.closed(from);
                open.merge(from, -1, Integer::sum);
            }
            timers.pass(Duration.ofMillis(random.nextInt(100)));
            int all = open.values().stream().mapToInt(Integer::intValue).sum();
            assertThat(guard.links()).isEqualTo(all).isLessThanOrEqualTo(20);
            assertThat(open.values()).allMatch(n -> n <= 5);
        }
    }

    @Test
    void answersAsManyRequestsAMinuteAsOneAddressMayHave() {
        var guard = new LinkGuard(timers, Limits.of(Map.of("limit.requests-per-address", "2")));
        assertThat(guard.request(HERE)).isEmpty();
        timers.pass(Duration.ofSeconds(20));
        assertThat(guard.request(HERE)).isEmpty();
        assertThat(guard.request(HERE)).contains(Duration.ofSeconds(40));
        assertThat(guard.request(THERE)).isEmpty();
        timers.pass(Duration.ofSeconds(40));
        assertThat(guard.request(HERE)).isEmpty();
    }
}

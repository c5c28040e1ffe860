package org.handfast.core.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.handfast.core.fake.FakeTimers;
import org.handfast.core.fake.FakeToolkit;
import org.handfast.core.feed.NewsFeed;
import org.handfast.core.limit.Limits;

class SessionsTest {

    private static final Duration IDLE = Duration.ofMinutes(60);
    private static final Duration LONGEST = Duration.ofHours(12);

    private final FakeTimers timers = new FakeTimers();
    private final NewsFeed feed = new NewsFeed(0);
    private final Sessions sessions =
            new Sessions(new FakeToolkit(), timers, Limits.of(Map.of("limit.sessions", "3")), feed);

    @Test
    void aSessionHasATokenOfItsOwnAndAnotherAgainstForgedRequests() {
        Sessions.Begun one = sessions.begin();
        Sessions.Begun two = sessions.begin();
        assertThat(one.token()).hasSize(64).isNotEqualTo(two.token());
        assertThat(one.session().csrfToken())
                .hasSize(64)
                .isNotEqualTo(one.token())
                .isNotEqualTo(two.session().csrfToken());
        assertThat(one.session().id()).isNotEqualTo(two.session().id());
        assertThat(sessions.use(one.token()).orElseThrow().csrfToken())
                .isEqualTo(one.session().csrfToken());
    }

    @Test
    void printsNoToken() {
        Sessions.Begun begun = sessions.begin();
        assertThat(begun.toString() + begun.session())
                .doesNotContain(begun.token(), begun.session().csrfToken())
                .contains(begun.session().id());
    }

    @Test
    void endsWhenItIsNotUsed() {
        String token = sessions.begin().token();
        timers.pass(IDLE.minusMillis(1));
        assertThat(sessions.use(token).orElseThrow().expiresAt())
                .isEqualTo(timers.now().plus(IDLE));
        timers.pass(IDLE.minusMillis(1));
        assertThat(sessions.use(token)).isPresent();
        timers.pass(IDLE);
        assertThat(sessions.use(token)).isEmpty();
    }

    @Test
    void endsInAnyCaseAfterTheLongestTime() {
        Sessions.Begun begun = sessions.begin();
        for (int i = 0; i < 23; i++) {
            timers.pass(Duration.ofMinutes(30));
            assertThat(sessions.use(begun.token())).isPresent();
        }
        assertThat(sessions.use(begun.token()).orElseThrow().expiresAt()).isEqualTo(FakeTimers.BEGINNING.plus(LONGEST));
        timers.pass(Duration.ofMinutes(30));
        assertThat(sessions.use(begun.token())).isEmpty();
        assertThat(sessions.lasts(begun.session().id())).isFalse();
    }

    @Test
    void askingWhetherItLastsDoesNotUseIt() {
        Sessions.Begun begun = sessions.begin();
        for (int i = 0; i < 4; i++) {
            timers.pass(Duration.ofMinutes(14));
            assertThat(sessions.lasts(begun.session().id())).isTrue();
        }
        timers.pass(Duration.ofMinutes(4));
        assertThat(sessions.lasts(begun.session().id())).isFalse();
        assertThat(sessions.use(begun.token())).isEmpty();
    }

    @Test
    void theOneThatWasUsedLongestAgoGivesWay() {
        List<String> tokens = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            tokens.add(sessions.begin().token());
            timers.pass(Duration.ofSeconds(1));
        }
        sessions.use(tokens.get(0));
        sessions.begin();
        assertThat(sessions.size()).isEqualTo(3);
        assertThat(sessions.use(tokens.get(0))).isPresent();
        assertThat(sessions.use(tokens.get(1))).isEmpty();
        assertThat(sessions.use(tokens.get(2))).isPresent();
    }

    @Test
    void endsForWhoeverHoldsTheToken() {
        String token = sessions.begin().token();
        String other = sessions.begin().token();
        List<Object> news = new ArrayList<>();
        feed.listen(news::add);
        sessions.end(token);
        assertThat(sessions.use(token)).isEmpty();
        assertThat(sessions.use(other)).isPresent();
        assertThat(news).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "00", "GG00000000000000000000000000000000000000000000000000000000000000"})
    void whatIsNoTokenHasNoSession(String token) {
        sessions.begin();
        assertThat(sessions.use(token)).isEmpty();
        sessions.end(token);
        assertThat(sessions.size()).isEqualTo(1);
    }

    @Test
    void aTokenInCapitalsIsNotTheToken() {
        String token = "ab".repeat(32);
        assertThat(sessions.use(token.toUpperCase(java.util.Locale.ROOT))).isEmpty();
    }
}

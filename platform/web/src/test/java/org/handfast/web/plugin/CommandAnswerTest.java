package org.handfast.web.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.handfast.api.Fault;
import org.handfast.api.Shown;
import org.handfast.api.Step;

class CommandAnswerTest {

    private static final Instant SOON = Instant.parse("2026-03-01T12:00:00Z");

    private final CommandAnswer answer = new CommandAnswer();

    private void shows(String code, Optional<Instant> until, String... values) {
        answer.shown(code, List.of(new Shown(Shown.Kind.TEXT, List.of(values))), until);
    }

    private CommandAnswer.Given given() throws Exception {
        return answer.within(0);
    }

    @Test
    void givesAllThatOneStepShows() throws Exception {
        answer.stepped();
        shows("code", Optional.of(SOON.plusSeconds(9)), "abandon", "math");
        shows("addresses", Optional.of(SOON), "/ip4/192.0.2.1/tcp/1");
        shows("hint", Optional.empty(), "Hurry.");
        assertThat(given().lines()).as("before the step is over").isEmpty();
        answer.stepped();
        shows("later", Optional.empty(), "too late");
        answer.stepped();
        assertThat(given().lines()).extracting(LineView::code).containsExactly("code", "addresses", "hint");
        assertThat(given().lines().getFirst().values()).containsExactly("abandon", "math");
        assertThat(given().until()).contains(SOON);
    }

    @Test
    void givesWhatTheLastStepShowed() throws Exception {
        shows("done", Optional.empty(), "It is done.");
        answer.ended(Step.Outcome.CLOSED, "");
        assertThat(given().lines()).extracting(LineView::code).containsExactly("done");
        assertThat(given().until()).isEmpty();
    }

    @Test
    void givesNothingWhereNothingIsShown() throws Exception {
        answer.ended(Step.Outcome.CLOSED, "");
        assertThat(given().lines()).isEmpty();
    }

    @Test
    void saysWhyItFailed() {
        answer.ended(Step.Outcome.FAILED, "Nobody answered.");
        assertThatThrownBy(this::given).isInstanceOfSatisfying(Fault.class, f -> {
            assertThat(f.code()).isEqualTo("command-failed");
            assertThat(f.detail()).isEqualTo("Nobody answered.");
        });
    }
}

package org.handfast.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StepTest {

    record Counting(int count) implements State {
        @Override
        public Phase phase() {
            return Phase.OPENED;
        }
    }

    private static final Effect A = Effect.note("a", "");
    private static final Effect B = Effect.note("b", "");
    private static final Effect C = Effect.note("c", "");

    @Test
    void addsEffectsBehindThoseItHas() {
        assertThat(Step.to(new Counting(1), A).and(B, C).effects()).containsExactly(A, B, C);
    }

    @Test
    void aSecondTransitionStartsFromTheStateReachedAndKeepsTheEffectsOfBoth() {
        Step<Counting> step = Step.to(new Counting(1), A).then(s -> Step.to(new Counting(s.count() + 1), B));
        assertThat(step).isEqualTo(Step.to(new Counting(2), A, B));
    }

    @Test
    void nothingFollowsAnEnd() {
        Step<Counting> end = Step.end(Step.Outcome.FAILED, "no", A);
        assertThat(end.then(s -> Step.to(s, B))).isEqualTo(end);
    }
}

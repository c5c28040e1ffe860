package org.handfast.plugin.challengeresponse;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.handfast.api.Effect;
import org.handfast.api.Step;
import org.handfast.api.View;

/**
 * What a joiner does about those that it asked and that do not answer: such a one may carry another's connections as far as the proof of
 * the key, and so stand in its way. The peer's other places are tried.
 */
final class Silence {

    static final String TIMER = "silent";

    private static final Duration FOR_CHALLENGE = Duration.ofSeconds(10);

    private Silence() {}

    /** One timer for all who are asked: it is the first one's whose time is up. */
    static Effect[] hear(Search state, View view) {
        return state.those(c -> c.is(Candidate.Stage.ASKED)).stream()
                .flatMap(c -> c.since().stream())
                .min(Comparator.naturalOrder())
                .map(first ->
                        new Effect[] {Effect.startTimer(TIMER, Duration.between(view.now(), first.plus(FOR_CHALLENGE)))
                        })
                .orElseGet(() -> new Effect[0]);
    }

    static Step<Talk> heard(Search state, View view) {
        Search next = state;
        List<Effect> effects = new ArrayList<>();
        for (Candidate silent : state.those(c -> c.silentSince(view.now().minus(FOR_CHALLENGE)))) {
            next = next.with(silent.out("did not answer in time"))
                    .elsewhere(silent.peer().orElseThrow());
            effects.add(Effect.close(silent.link().orElseThrow(), "it did not answer in time"));
        }
        effects.addAll(List.of(hear(next, view)));
        return Step.<Talk>to(next, effects.toArray(Effect[]::new))
                .then(s -> Searching.dial((Search) s))
                .then(s -> Unproven.ask((Search) s, view));
    }
}

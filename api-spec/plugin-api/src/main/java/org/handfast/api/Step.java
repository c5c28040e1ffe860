package org.handfast.api;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What a transition came to: a state reached, or the end. Its lasting effects are committed in one transaction; its
 * outward ones follow in order once that is done. All of it happens, or nothing.
 *
 * @param <S> the states of the conversation
 */
public sealed interface Step<S extends State> {

    /** What shall be done, in order. */
    List<Effect> effects();

    /** The conversation goes on in {@code state}. */
    record To<S extends State>(S state, List<Effect> effects) implements Step<S> {
        public To {
            effects = List.copyOf(effects);
        }
    }

    /** The conversation is over: its links close after the effects, its timers, questions and bindings go. */
    record End<S extends State>(Outcome outcome, String reason, List<Effect> effects) implements Step<S> {
        public End {
            effects = List.copyOf(effects);
        }
    }

    /** How a conversation ended. */
    enum Outcome {
        /** It had done what it was for. */
        CLOSED,
        /** A person or a policy said no. */
        REJECTED,
        /** Time ran out. */
        EXPIRED,
        /** Something was wrong; the reason says what. */
        FAILED,
        /** Whoever began it changed their mind. */
        CANCELLED
    }

    /** Goes on in {@code state}. */
    static <S extends State> Step<S> to(S state, Effect... effects) {
        return new To<>(state, List.of(effects));
    }

    /** Stays as it is and does nothing: the answer to an event that means nothing here. */
    static <S extends State> Step<S> stay(S state) {
        return new To<>(state, List.of());
    }

    /** Ends the conversation; {@code reason} is a sentence for the flight record and the console. */
    static <S extends State> Step<S> end(Outcome outcome, String reason, Effect... effects) {
        return new End<>(outcome, reason, List.of(effects));
    }

    /** The same step with more effects after those it has. */
    default Step<S> and(Effect... more) {
        var all = new ArrayList<>(effects());
        all.addAll(List.of(more));
        return switch (this) {
            case To<S> to -> new To<>(to.state(), all);
            case End<S> end -> new End<>(end.outcome(), end.reason(), all);
        };
    }

    /** A second transition at once, from the state reached; after an end there is none. */
    default Step<S> then(Function<S, Step<S>> next) {
        return switch (this) {
            case End<S> end -> end;
            case To<S> to -> {
                var all = new ArrayList<>(to.effects());
                Step<S> second = next.apply(to.state());
                all.addAll(second.effects());
                yield switch (second) {
                    case To<S> last -> new To<>(last.state(), all);
                    case End<S> last -> new End<>(last.outcome(), last.reason(), all);
                };
            }
        };
    }
}

package org.handfast.plugin.qr.server;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import org.handfast.api.Bytes;
import org.handfast.api.Effect;
import org.handfast.api.Event.Requested;
import org.handfast.api.Fault;
import org.handfast.api.Json;
import org.handfast.api.Response;
import org.handfast.api.State;
import org.handfast.api.Step;
import org.handfast.api.Step.Outcome;
import org.handfast.api.View;
import org.handfast.plugin.qr.wire.Refused;

/** How requests are answered. */
final class Answers {

    static final Response NO_CONTENT = new Response(204, "", Bytes.EMPTY);

    private Answers() {}

    /** What a request comes to: where its conversation goes, and what is done before it is answered. */
    record Outcomes(State state, List<Effect> effects, Response response) {

        static Outcomes of(State state, Response response, Effect... effects) {
            return new Outcomes(state, List.of(effects), response);
        }
    }

    /** Serves an account's request. That its signature is spent is part of it, whatever comes of it. */
    static Step<State> signed(State state, Requested event, View view, Function<Caller, Outcomes> service) {
        Caller caller;
        try {
            caller = Caller.require(event.request(), view);
        } catch (Fault fault) {
            return answer(state, event, Refused.of(fault).response());
        }
        Outcomes outcomes;
        try {
            outcomes = service.apply(caller);
        } catch (Fault fault) {
            outcomes = Outcomes.of(state, Refused.of(fault).response());
        }
        List<Effect> effects = new ArrayList<>(List.of(caller.spent(), caller.seen()));
        effects.addAll(outcomes.effects());
        return answer(outcomes.state(), event, outcomes.response(), effects.toArray(Effect[]::new));
    }

    /** Answers; a conversation that nothing is pending in is over with it. */
    static Step<State> answer(State state, Requested event, Response response, Effect... effects) {
        Step<State> step =
                switch (state) {
                    case Serving.Exchange s -> over(response, effects);
                    case Serving.Newcomer s -> over(response, effects);
                    case Serving.Free s -> over(response, effects);
                    default -> Step.to(state, effects);
                };
        return step.and(Effect.respond(event.link(), response));
    }

    private static Step<State> over(Response response, Effect... effects) {
        return Step.end(Outcome.CLOSED, "Answered with " + response.status() + ".", effects);
    }

    /** The members of a request's body. */
    static Json.Members body(Requested event, View view) {
        return view.json(event.request().body()).root();
    }
}

package org.handfast.plugin.qr.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.handfast.api.Effect;
import org.handfast.api.Event;
import org.handfast.api.Event.Requested;
import org.handfast.api.Request;
import org.handfast.api.Response;
import org.handfast.api.State;
import org.handfast.api.Step;
import org.handfast.api.View;
import org.handfast.plugin.qr.server.Answers.Outcomes;
import org.handfast.plugin.qr.server.Serving.Exchange;
import org.handfast.plugin.qr.wire.Code;
import org.handfast.plugin.qr.wire.PairId;
import org.handfast.plugin.qr.wire.Problem;
import org.handfast.plugin.qr.wire.Wire;

/** Requests that are over with their answer: syncs, the end of a connection, its pauses, and those that nobody can read. */
public final class Exchanges {

    private Exchanges() {}

    /** One event of such a request. */
    public static Step<State> on(Exchange state, Event event, View view) {
        return switch (event) {
            case Requested e -> requested(state, e, view);
            case Event.Conflicted e when !(e.lost() instanceof Event.Conflicted) -> on(state, e.lost(), view);
            default -> Step.stay(state);
        };
    }

    private static Step<State> requested(Exchange state, Requested event, View view) {
        Request request = event.request();
        Optional<Response> page = Page.at(request);
        if (page.isPresent()) {
            return Answers.answer(state, event, page.get());
        }
        return Answers.signed(state, event, view, caller -> {
            Optional<PairId> named =
                    Optional.ofNullable(request.parameters().get("pairid")).flatMap(PairId::parse);
            return switch (last(request.path())) {
                case "sync" -> sync(state, caller, event, view);
                case "break" -> broken(state, own(caller, named, view), view);
                case "pause" -> paused(state, caller, own(caller, named, view), true, view);
                case "resume" -> paused(state, caller, own(caller, named, view), false, view);
                case "accounts" ->
                    throw Problem.WRONG_KEY.because(
                            "Whoever registers signs as \"ed25519:\" and the very 'public_key', not as an account.");
                default -> unreadable(event, caller, view);
            };
        });
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Whatever is wrong with it, so that no pair ID was found in it, is found here. */
    private static Outcomes unreadable(Requested event, Caller caller, View view) {
        Ask.read(event, event.request().path().equals(Wire.INITIATE) ? Code.INITIATE : Code.CONFIRM, caller, view);
        throw Subject.hidden();
    }

    private static Outcomes sync(Exchange state, Caller caller, Requested event, View view) {
        var syncing = new Syncing(caller.account(), caller.device().addresses(), view);
        syncing.take(SyncRequest.of(Answers.body(event, view)));
        syncing.gather(Set.of(), Syncing.ANSWER_BYTES);
        return new Outcomes(
                state, syncing.effects(), Response.json(200, syncing.answer().json()));
    }

    private static Connection own(Caller caller, Optional<PairId> named, View view) {
        return named.flatMap(id -> Connection.of(caller, id, view))
                .orElseThrow(() -> Problem.UNKNOWN.because("You have no connection with this pair ID."));
    }

    private static Outcomes broken(Exchange state, Connection connection, View view) {
        if (connection.over()) {
            return Outcomes.of(state, Answers.NO_CONTENT);
        }
        return new Outcomes(state, Parting.byOneEnd(connection, view), Answers.NO_CONTENT);
    }

    private static Outcomes paused(Exchange state, Caller caller, Connection connection, boolean paused, View view) {
        if (connection.over()) {
            throw Problem.BROKEN.because("The connection was ended: connect anew.");
        }
        List<Effect> effects = new ArrayList<>();
        effects.add(connection.pausedByThisEnd(paused));
        effects.add(Effect.stir(caller.account()));
        connection.peerAccount(view).ifPresent(peer -> effects.add(Effect.stir(peer)));
        return new Outcomes(state, effects, Answers.NO_CONTENT);
    }
}

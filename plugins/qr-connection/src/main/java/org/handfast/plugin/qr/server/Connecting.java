package org.handfast.plugin.qr.server;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.handfast.api.Bytes;
import org.handfast.api.Device;
import org.handfast.api.Effect;
import org.handfast.api.Event;
import org.handfast.api.Event.Requested;
import org.handfast.api.Event.TimerFired;
import org.handfast.api.Item;
import org.handfast.api.Json;
import org.handfast.api.Response;
import org.handfast.api.State;
import org.handfast.api.Step;
import org.handfast.api.Step.Outcome;
import org.handfast.api.View;
import org.handfast.plugin.qr.server.Answers.Outcomes;
import org.handfast.plugin.qr.server.Serving.Free;
import org.handfast.plugin.qr.server.Serving.OfSender;
import org.handfast.plugin.qr.server.Serving.Pending;
import org.handfast.plugin.qr.wire.Code;
import org.handfast.plugin.qr.wire.Problem;
import org.handfast.plugin.qr.wire.Refused;
import org.handfast.plugin.qr.wire.Statement;
import org.handfast.plugin.qr.wire.Wire;

/** What begins with one sender's pair ID: A initiates, B confirms, and both are connected, in one transaction. */
public final class Connecting {

    private static final String EXPIRY = "expiry";
    private static final String MISSES = "misses/";
    private static final Duration MISSES_COUNT = Duration.ofHours(1);
    private static final int MOST_MISSES = 10;

    private Connecting() {}

    /** One event of a sender's pair ID. */
    public static Step<State> on(OfSender state, Event event, View view) {
        return switch (event) {
            case Requested e -> requested(state, e, view);
            case Event.Conflicted e when !(e.lost() instanceof Event.Conflicted) -> on(state, e.lost(), view);
            case TimerFired e when state instanceof Pending s && e.timer().equals(EXPIRY) -> expired(s, view);
            default -> Step.stay(state);
        };
    }

    private static Step<State> requested(OfSender state, Requested event, View view) {
        boolean initiates = event.request().path().equals(Wire.INITIATE);
        return Answers.signed(state, event, view, caller -> {
            if (initiates && state instanceof Pending s && Ask.repeats(s, event, caller, view)) {
                // A may not have had the answer.
                return Outcomes.of(s, initiated(s, view));
            }
            Ask ask = Ask.read(event, initiates ? Code.INITIATE : Code.CONFIRM, caller, view);
            requireSubject(ask, state);
            return initiates ? initiate(state, ask, view) : confirm(state, ask, view);
        });
    }

    /** What brought the request here found a pair ID in it by a look at its bytes alone. */
    private static void requireSubject(Ask ask, OfSender state) {
        if (!state.sender().equals(ask.sender())) {
            throw Subject.hidden();
        }
    }

    private static Outcomes initiate(State state, Ask ask, View view) {
        if (state instanceof Pending) {
            throw Problem.PENDING.because("Something else is pending under this sender's pair ID: make new keys.");
        }
        if (Connection.used(ask.sender(), view) || Connection.used(ask.recipient(), view)) {
            throw Problem.IN_USE.because("One of the two pair IDs belongs to a connection: make new keys for each.");
        }
        ask.requireOwn(ask.sender(), Statement.INITIATE, ask.recipient(), view);
        ask.requireFresh(view);
        long expires = view.now().getEpochSecond() + Wire.PENDING_SECONDS;
        var pending = new Pending(ask.sender(), ask.recipient(), ask.account(), ask.hash(view), expires);
        return Outcomes.of(
                pending,
                initiated(pending, view),
                ask.spent(),
                Connection.renewed(ask.sender()),
                Effect.startTimer(EXPIRY, Duration.between(view.now(), Instant.ofEpochSecond(expires))));
    }

    private static Response initiated(Pending state, View view) {
        return Response.json(
                200,
                Json.of(
                        "senderID", state.sender().hex(),
                        "recipientID", state.recipient().hex(),
                        "signature",
                                view.crypto().signAsHub(statement(state, view)).b64u(),
                        "expiresAt", state.expires()));
    }

    private static Bytes statement(Pending state, View view) {
        return Statement.ofHub(view.hub().id(), state.sender(), state.recipient(), state.account(), state.expires());
    }

    private static Outcomes confirm(State state, Ask ask, View view) {
        if (state instanceof Pending s) {
            return confirm(s, ask, view);
        }
        throw nothingPending(ask, view);
    }

    /** Whoever confirmed it learns so once more, since the answer may have been lost. */
    private static Refused used(boolean own, String connectionId) {
        Refused refused = Problem.USED.because("This code has been confirmed: show each other new ones.");
        return own ? refused.with("connectionId", connectionId) : refused;
    }

    private static Refused nothingPending(Ask ask, View view) {
        if (Connection.used(ask.sender(), view)) {
            Optional<Connection> own = Connection.at(ask.sender(), view)
                    .filter(c -> ask.caller().owns(c.peer().address()));
            return used(own.isPresent(), own.map(Connection::id).orElse(""));
        }
        return Connection.hasLapsed(ask.sender(), view)
                ? tooLate()
                : Problem.UNKNOWN.because("Nothing is pending under this sender's pair ID.");
    }

    private static Refused tooLate() {
        return Problem.EXPIRED.because("The code was not confirmed within " + Wire.PENDING_SECONDS / 60
                + " minutes: show each other new ones.");
    }

    private static Outcomes confirm(Pending state, Ask ask, View view) {
        if (view.now().getEpochSecond() >= state.expires()) {
            throw tooLate();
        }
        if (state.account().equals(ask.account())) {
            throw Problem.ONE_ACCOUNT.because("The account that initiated a connection cannot confirm it.");
        }
        if (view.itemCount(MISSES + ask.account()) >= MOST_MISSES) {
            throw Problem.TOO_FAST
                    .because("This account has shown too many signatures that are none: try again later.")
                    .after(MISSES_COUNT);
        }
        if (!state.recipient().equals(ask.recipient())
                || !view.crypto().verify(view.hub().signing(), statement(state, view), ask.signature())) {
            return Outcomes.of(
                    state,
                    Problem.WRONG_SIGNATURE
                            .because("The hub has not signed this pair of IDs: scan the code that it did sign.")
                            .response(),
                    miss(ask, view));
        }
        ask.requireOwn(ask.recipient(), Statement.CONFIRM, ask.sender(), view);
        // Whoever initiated this may have confirmed something else with the same pair ID meanwhile.
        if (Connection.used(ask.sender(), view) || Connection.used(ask.recipient(), view)) {
            throw Problem.IN_USE.because("One of the two pair IDs belongs to a connection: make new keys for each.");
        }
        ask.requireFresh(view);
        Device a = view.device(state.account())
                .filter(d -> !d.trust().barred())
                .orElseThrow(() -> Problem.UNKNOWN.because("Whoever initiated this is no longer here."));
        Connection.requireRoom(a);
        Connection.requireRoom(ask.caller().device());
        return connected(state, ask, a, view);
    }

    private static Effect miss(Ask ask, View view) {
        return Effect.put(new Item(
                MISSES + ask.account(), ask.nonce(), Bytes.EMPTY, view.now().plus(MISSES_COUNT)));
    }

    private static Outcomes connected(Pending state, Ask ask, Device a, View view) {
        String connectionId = Wire.newUuid(view.crypto()).toString();
        Json confirmed = Messages.about(Code.CONFIRMED, state.sender(), state.recipient(), Optional.of(connectionId));
        List<Effect> effects = new ArrayList<>(List.of(ask.spent()));
        effects.addAll(Connection.made(
                state.sender(), a, state.recipient(), ask.caller().device(), connectionId, view));
        effects.addAll(Messages.to(state.account(), confirmed, view));
        return new Outcomes(new Free(state.sender()), effects, Response.json(200, confirmed));
    }

    private static Step<State> expired(Pending state, View view) {
        List<Effect> effects = new ArrayList<>();
        effects.add(Connection.lapsed(state.sender(), view.now()));
        effects.addAll(Messages.to(
                state.account(),
                Messages.about(Code.EXPIRED, state.sender(), state.recipient(), Optional.empty()),
                view));
        return Step.end(Outcome.EXPIRED, "Nobody confirmed it in time.", effects.toArray(Effect[]::new));
    }
}

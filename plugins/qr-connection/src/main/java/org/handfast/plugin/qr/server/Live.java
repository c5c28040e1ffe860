package org.handfast.plugin.qr.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.handfast.api.Binding;
import org.handfast.api.Bytes;
import org.handfast.api.Device;
import org.handfast.api.Effect;
import org.handfast.api.Event;
import org.handfast.api.Fault;
import org.handfast.api.Json;
import org.handfast.api.Link;
import org.handfast.api.State;
import org.handfast.api.Step;
import org.handfast.api.Step.Outcome;
import org.handfast.api.View;
import org.handfast.plugin.qr.wire.Problem;
import org.handfast.plugin.qr.wire.Refused;

/** The live stream: syncs as frames, and what is new as soon as it is there. */
public final class Live {

    private static final String LOOK = "look";
    private static final int STREAMS = 4;

    private Live() {}

    /** One event of a stream. */
    public static Step<State> on(State state, Event event, View view) {
        try {
            return heard(state, event, view);
        } catch (Fault fault) {
            if (state instanceof Serving.Live s) {
                return over(s.link(), Refused.of(fault));
            }
            throw fault;
        }
    }

    private static Step<State> heard(State state, Event event, View view) {
        return switch (event) {
            case Event.Opened e -> opened(e, view);
            case Event.LinkClosed e -> Step.end(Outcome.CLOSED, "The stream closed: " + e.reason());
            case Event.Received e when state instanceof Serving.Live s -> received(s, e, view);
            case Event.TimerFired e when state instanceof Serving.Live s -> push(s, view);
            case Event.Changed e when state instanceof Serving.Live s -> changed(s, e, view);
            case Event.Conflicted e when state instanceof Serving.Live s -> overtaken(s, e, view);
            default -> Step.stay(state);
        };
    }

    private static Step<State> opened(Event.Opened event, View view) {
        Caller caller;
        try {
            caller = Caller.require(
                    event.request().orElseThrow(() -> Problem.BAD_REQUEST.because("There is no request.")), view);
        } catch (Fault fault) {
            return over(event.link(), Refused.of(fault));
        }
        var live = new Serving.Live(caller.account(), event.link(), Set.of(), Meter.ZERO);
        // What comes between a look and the watch would not be heard of: so the watch is first, and the look comes
        // after.
        return Step.<State>to(
                live,
                caller.spent(),
                Effect.bind(caller.account(), event.link(), new Binding(false, STREAMS, false)),
                Effect.watch(Announcements.ALL),
                Effect.startTimer(LOOK, Duration.ZERO));
    }

    private static Step<State> over(Link link, Refused refused) {
        return Step.end(
                Outcome.CLOSED,
                refused.detail(),
                Effect.send(link, refused.document().canonical()));
    }

    private static Step<State> received(Serving.Live state, Event.Received event, View view) {
        var counted = new Serving.Live(
                state.account(), state.link(), state.sent(), state.meter().plusOne(view.now()));
        if (counted.meter().over()) {
            return over(
                    state.link(), Problem.TOO_FAST.because("There are too many frames in a second: connect again."));
        }
        try {
            Syncing syncing = syncing(counted, view);
            syncing.take(SyncRequest.of(view.json(event.message()).root()));
            return answered(counted, syncing, true);
        } catch (Fault fault) {
            return Step.to(
                    counted,
                    Effect.send(state.link(), Refused.of(fault).document().canonical()));
        }
    }

    private static Step<State> changed(Serving.Live state, Event.Changed event, View view) {
        return switch (event.change()) {
            case STIRRED, RESUMED -> push(state, view);
            case RENAMED -> Step.stay(state);
            case DISPLACED ->
                over(state.link(), Problem.TOO_FAST.because("This account has " + STREAMS + " live streams already."));
            case SUSPENDED, REVOKED ->
                over(state.link(), Problem.BLOCKED.because("The operator of this hub has blocked this account."));
        };
    }

    private static Step<State> overtaken(Serving.Live state, Event.Conflicted event, View view) {
        return event.lost() instanceof Event.Received lost ? received(state, lost, view) : push(state, view);
    }

    /** What is new goes out; if nothing is, nothing does. */
    private static Step<State> push(Serving.Live state, View view) {
        return answered(state, syncing(state, view), false);
    }

    private static Syncing syncing(Serving.Live state, View view) {
        Device device = view.device(state.account())
                .orElseThrow(() -> Problem.UNKNOWN_KEY.because("The account is gone: register again."));
        return new Syncing(state.account(), device.addresses(), view);
    }

    private static Step<State> answered(Serving.Live state, Syncing syncing, boolean always) {
        Set<Bytes> inFlight = syncing.gather(state.sent(), Syncing.PUSHED_BYTES);
        List<Effect> effects = new ArrayList<>(syncing.effects());
        if (always || !syncing.answer().empty()) {
            Json answer = syncing.answer().json();
            effects.add(Effect.send(state.link(), answer.canonical()));
        }
        return Step.to(
                new Serving.Live(state.account(), state.link(), inFlight, state.meter()),
                effects.toArray(Effect[]::new));
    }
}

package org.handfast.plugin.relay.server;

import java.time.Duration;
import java.util.Optional;

import org.handfast.api.Address;
import org.handfast.api.Bytes;
import org.handfast.api.Device;
import org.handfast.api.Effect;
import org.handfast.api.Event;
import org.handfast.api.Event.Arrived;
import org.handfast.api.Event.Change;
import org.handfast.api.Event.Changed;
import org.handfast.api.Event.Conflicted;
import org.handfast.api.Event.Delivered;
import org.handfast.api.Event.LinkClosed;
import org.handfast.api.Event.Opened;
import org.handfast.api.Event.Received;
import org.handfast.api.Event.TimerFired;
import org.handfast.api.Fault;
import org.handfast.api.Json;
import org.handfast.api.Key;
import org.handfast.api.Link;
import org.handfast.api.Request;
import org.handfast.api.State;
import org.handfast.api.Step;
import org.handfast.api.Step.Outcome;
import org.handfast.api.View;
import org.handfast.plugin.relay.server.Serving.Connected;
import org.handfast.plugin.relay.server.Serving.Socket;
import org.handfast.plugin.relay.server.Serving.Unknown;
import org.handfast.plugin.relay.wire.Envelope;
import org.handfast.plugin.relay.wire.Frame;
import org.handfast.plugin.relay.wire.FromHub;
import org.handfast.plugin.relay.wire.Moment;
import org.handfast.plugin.relay.wire.Refusal;
import org.handfast.plugin.relay.wire.Type;
import org.handfast.plugin.relay.wire.Wire;

/** A socket: checks who says what, cheap checks first, and brings it to where it is done. */
public final class Sockets {

    /** What runs out if nobody says who is at the other end. */
    static final String CONNECTING = "connecting";

    private static final int NONCE = 32;
    private static final int MOST_FORGED = 5;
    private static final Duration SKEW = Duration.ofMinutes(5);

    private Sockets() {}

    /** One event of a socket. */
    public static Step<State> on(Socket state, Event event, View view) {
        return switch (event) {
            case Opened e -> opened(e, view);
            case Received e -> received(state, e, view);
            case Conflicted e -> overtaken(state, e, view);
            case Arrived e -> Step.to(state, Effect.send(e.link(), e.parcel().bytes()));
            case Delivered e when state instanceof Connected s -> delivered(s, e, view);
            case Changed e when state instanceof Connected s -> changed(s, e.change(), view);
            case TimerFired e when state instanceof Unknown -> Step.end(Outcome.EXPIRED, "It did not connect in time.");
            case LinkClosed e -> Step.end(Outcome.CLOSED, "Disconnected: " + e.reason());
            default -> Step.stay(state);
        };
    }

    private static Step<State> opened(Opened event, View view) {
        Effect wait = Effect.startTimer(CONNECTING, view.settings().duration("connect-timeout"));
        if (event.request().filter(Sockets::wantsHello).isEmpty()) {
            return Step.to(new Unknown(Optional.empty(), Meter.ZERO), wait);
        }
        String nonce = Wire.b64u(view.crypto().random(NONCE));
        FromHub hello = FromHub.message(
                "hello", Json.of("nonce", nonce, "hub_id", view.hub().id()), view);
        return Step.to(new Unknown(Optional.of(nonce), Meter.ZERO), wait, Effect.send(event.link(), hello.bytes()));
    }

    private static boolean wantsHello(Request request) {
        return request.subprotocol().filter(Wire.SUBPROTOCOL::equals).isPresent()
                || "1".equals(request.query().get("hello"));
    }

    private static Step<State> received(Socket before, Received event, View view) {
        Socket state = before.with(before.meter().frame(view.now()));
        long most = view.settings().number("frames-per-second");
        if (state.meter().frames() > most) {
            // Said once a second: an answer to each would be work that anybody can ask for.
            return state.meter().frames() == most + 1
                    ? answer(state, event.link(), Refusal.RATE_LIMITED, tooFast(most), Optional.empty(), view)
                    : Step.to(state);
        }
        Optional<String> reference = Optional.empty();
        try {
            Frame frame = Frame.read(event.message(), view);
            reference = frame.reference(view.crypto());
            return judge(state, event.link(), Envelope.of(frame), view);
        } catch (Fault fault) {
            return refuse(state, event.link(), fault, reference, view);
        }
    }

    private static String tooFast(long most) {
        return "More than " + most + " frames in a second: what comes in the rest of it is not looked at.";
    }

    private static Step<State> judge(Socket state, Link link, Envelope envelope, View view) {
        Optional<Type> type = Type.of(envelope.type());
        if (state instanceof Unknown && !type.equals(Optional.of(Type.CONNECT))) {
            throw Refusal.NOT_CONNECTED.because("Say first who you are, with 'connect'.");
        }
        Address user = Wire.code(envelope.sender()).orElseThrow(Sockets::nobody);
        if (state instanceof Connected s && !s.user().equals(user)) {
            throw Refusal.INVALID_SENDER.because("This socket is connected as another user.");
        }
        Device device = view.device(user).orElseThrow(Sockets::nobody);
        if (device.trust().barred()) {
            return end(state, link, Outcome.REJECTED, "The operator of this hub has blocked this user.", view);
        }
        Key key = device.key().orElseThrow(Sockets::nobody);
        if (!envelope.signedBy(key, view.crypto())) {
            throw Refusal.INVALID_SIGNATURE.because("The signature is not of the sender's Ed25519 key over the data.");
        }
        Step<State> step = done(state, link, envelope, type, device, view);
        return device.is(Fact.PROVEN) ? step : step.and(Effect.remember(user, Fact.PROVEN, Moment.write(view.now())));
    }

    private static Fault nobody() {
        return Refusal.INVALID_SENDER.because("There is no such user.");
    }

    /** Does what a user asks for who is who it says it is. */
    private static Step<State> done(
            Socket state, Link link, Envelope envelope, Optional<Type> type, Device device, View view) {
        try {
            requireNow(envelope, view);
            Type known = type.orElseThrow(
                    () -> Refusal.INVALID_MESSAGE.because("No message of a user has the type that this one has."));
            return switch (state) {
                case Unknown s -> Connecting.connect(s, link, envelope, device, view);
                case Connected s
                when known == Type.CONNECT ->
                    throw Refusal.INVALID_MESSAGE.because("This socket is connected already.");
                case Connected s when known == Type.ACK -> Relaying.taken(s, envelope);
                case Connected s -> relay(envelope.id().isPresent() ? s.telling() : s, known, envelope, view);
            };
        } catch (Fault fault) {
            return refuse(state, link, fault, Optional.of(envelope.reference(view.crypto())), view);
        }
    }

    /** What changes a relation costs a transaction and a row of the audit log, and may not be asked for without end. */
    private static Step<State> relay(Connected state, Type type, Envelope envelope, View view) {
        if (type == Type.MESSAGE) {
            return Relaying.relay(state, type, envelope, view);
        }
        Connected counted = state.with(state.meter().relation(view.now()));
        long most = view.settings().number("exchanges-per-minute");
        if (counted.meter().relating() > most) {
            throw Refusal.RATE_LIMITED.because(
                    "More than " + most + " messages about key exchanges in a minute: try again in the next.");
        }
        return Relaying.relay(counted, type, envelope, view);
    }

    private static void requireNow(Envelope envelope, View view) {
        if (envelope.at()
                .filter(at -> Duration.between(at, view.now()).abs().compareTo(SKEW) > 0)
                .isPresent()) {
            throw Refusal.INVALID_MESSAGE.because(
                    "'at' is more than five minutes from the time of this hub, " + Moment.write(view.now()) + ".");
        }
    }

    private static Step<State> overtaken(Socket state, Conflicted event, View view) {
        if (!(event.lost() instanceof Received lost)) {
            return Step.stay(state);
        }
        return answer(
                state,
                lost.link(),
                Refusal.RETRY,
                "Other changes came first; send it again.",
                reference(lost.message(), view),
                view);
    }

    private static Optional<String> reference(Bytes frame, View view) {
        try {
            return Frame.read(frame, view).reference(view.crypto());
        } catch (Fault none) {
            return Optional.empty();
        }
    }

    private static Step<State> delivered(Connected state, Delivered event, View view) {
        return switch (event.fate()) {
            case STORED, TAKEN ->
                state.told()
                        ? Step.to(
                                state,
                                Effect.send(
                                        state.link(),
                                        FromHub.message(state.user(), "accepted", Json.of("id", event.id()), view)
                                                .bytes()))
                        : Step.stay(state);
            case FULL ->
                answer(
                        state,
                        state.link(),
                        Refusal.MAILBOX_FULL,
                        "There is no room for it in the mailbox of " + event.to() + ".",
                        Optional.of(event.id()),
                        view);
            case SETTLED -> Step.stay(state);
        };
    }

    private static Step<State> changed(Connected state, Change change, View view) {
        return switch (change) {
            case REVOKED, SUSPENDED ->
                end(state, state.link(), Outcome.REJECTED, "The operator of this hub has blocked this user.", view);
            case DISPLACED ->
                end(
                        state,
                        state.link(),
                        Outcome.CLOSED,
                        state.fresh()
                                ? "This user has connected again, and the newer socket takes the place of this one."
                                : "This user has connected with a nonce, or has as many sockets as there may be.",
                        view);
            default -> Step.stay(state);
        };
    }

    private static Step<State> refuse(Socket state, Link link, Fault fault, Optional<String> inReplyTo, View view) {
        if (fault.category() != Fault.Category.PEER_FAULT) {
            throw fault;
        }
        Refusal refusal = Refusal.of(fault);
        // A sender whom nobody knows counts as a bad signature: trying codes is no cheaper than trying signatures.
        if (refusal != Refusal.INVALID_SIGNATURE && refusal != Refusal.INVALID_SENDER) {
            return answer(state, link, refusal, fault.detail(), inReplyTo, view);
        }
        Socket counted = state.with(state.meter().forgery());
        Effect error = error(link, refusal, fault.detail(), inReplyTo, view);
        return counted.meter().forged() < MOST_FORGED
                ? Step.to(counted, error)
                : Step.end(Outcome.FAILED, "It sent " + MOST_FORGED + " frames that nobody had signed.", error);
    }

    private static Step<State> answer(
            Socket state, Link link, Refusal refusal, String detail, Optional<String> inReplyTo, View view) {
        return Step.to(state, error(link, refusal, detail, inReplyTo, view));
    }

    /** Ends a socket and says why. */
    static Step<State> end(Socket state, Link link, Outcome outcome, String why, View view) {
        return Step.end(outcome, why, error(link, Refusal.REFUSED, why, Optional.empty(), view));
    }

    private static Effect error(Link link, Refusal refusal, String detail, Optional<String> inReplyTo, View view) {
        return Effect.send(link, FromHub.error(refusal, detail, inReplyTo, view).bytes());
    }
}

package org.handfast.plugin.relay.device;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.handfast.api.Address;
import org.handfast.api.Effect;
import org.handfast.api.Fault;
import org.handfast.api.Json;
import org.handfast.api.State;
import org.handfast.api.Step;
import org.handfast.api.Step.Outcome;
import org.handfast.plugin.relay.wire.Envelope;
import org.handfast.plugin.relay.wire.Frame;
import org.handfast.plugin.relay.wire.Moment;
import org.handfast.plugin.relay.wire.Refusal;
import org.handfast.plugin.relay.wire.Type;
import org.handfast.plugin.relay.wire.Wire;

/** The hub's own words. Where this end knows the hub's key it believes nothing that is not signed with it. */
final class FromTheHub {

    private static final Duration LATER = Duration.ofSeconds(1);

    private FromTheHub() {}

    static Step<State> said(Turn turn, Frame frame) {
        if (turn.account().hubKey().isPresent()
                && !Envelope.of(frame).signedBy(turn.account().hubKey().get(), turn.view.crypto())) {
            throw Fault.peer("not-the-hub", "Something came that the hub has not signed.");
        }
        Json.Members data = frame.document().root().members("data").orElseGet(() -> Json.of());
        if (data.text("recipient")
                .filter(to -> !to.equals(turn.account().code().value()))
                .isPresent()) {
            throw Fault.peer("not-for-us", "Something came that the hub said to another user.");
        }
        Json.Members message = data.members("message").orElseGet(() -> Json.of());
        Json.Members payload = message.members("payload").orElseGet(() -> Json.of());
        return switch (message.text("type").orElse("")) {
            case "hello" -> Connection.greeted(turn, payload);
            case "connect_ack" -> Connection.connected(turn);
            case "accepted" -> accepted(turn, payload.text("id").orElse(""));
            case "error" -> refused(turn, payload);
            case "pairing_revoked" -> revoked(turn, data, payload);
            default -> turn.done();
        };
    }

    private static Step<State> accepted(Turn turn, String id) {
        turn.client().outgoing(id).ifPresent(message -> {
            turn.become(c -> c.without(message));
            turn.show("accepted", message.to().value(), message.type().wire(), message.id());
        });
        return turn.done();
    }

    private static Step<State> refused(Turn turn, Json.Members error) {
        String code = error.text("code").orElse("");
        String detail = error.text("detail").orElse("");
        Optional<String> inReplyTo = error.text("in_reply_to");
        if (code.equals(Refusal.RATE_LIMITED.code())) {
            turn.add(Effect.startTimer(Connection.RESEND, LATER));
            return turn.done();
        }
        if (turn.client().line() instanceof Line.Connecting
                || code.equals(Refusal.REFUSED.code()) && inReplyTo.isEmpty()) {
            return turn.over(Outcome.REJECTED, "The hub refuses this user: " + detail);
        }
        inReplyTo.flatMap(turn.client()::outgoing).ifPresent(message -> {
            if (code.equals(Refusal.RETRY.code())) {
                turn.transmit(message);
            } else {
                given(turn, message, code, detail);
            }
        });
        return turn.done();
    }

    /** The hub will not carry it, however often it is asked. */
    private static void given(Turn turn, Outgoing message, String code, String detail) {
        turn.become(c -> c.without(message));
        turn.show("failed", message.to().value(), message.type().wire(), code, detail);
        if (message.type() != Type.MESSAGE) {
            Exchanging.dropped(turn, message.to());
        }
    }

    private static Step<State> revoked(Turn turn, Json.Members data, Json.Members payload) {
        Optional<Address> peer = payload.text("peer").flatMap(Wire::code);
        Optional<Instant> at = data.text("at").flatMap(Moment::read);
        data.text("id").ifPresent(id -> turn.acknowledge(Wire.SERVER, id));
        if (peer.isEmpty() || at.isEmpty()) {
            return turn.done();
        }
        Optional<Paired> paired = Paired.find(peer.get(), turn.view);
        // What was said of an earlier pairing, and is said again, does not end this one.
        if (paired.filter(p -> at.get().isBefore(p.pairing().since())).isPresent()) {
            return turn.done();
        }
        paired.ifPresent(p -> turn.add(p.rememberOver(turn.view)));
        Exchanging.dropped(turn, peer.get());
        turn.show("revoked", peer.get().value(), payload.text("reason").orElse(""));
        return turn.done();
    }
}

package org.handfast.plugin.relay.device;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.handfast.api.Address;
import org.handfast.api.Effect;
import org.handfast.api.Event;
import org.handfast.api.Fault;
import org.handfast.api.Key;
import org.handfast.api.State;
import org.handfast.api.Step;
import org.handfast.plugin.relay.device.Client.Held;
import org.handfast.plugin.relay.wire.Envelope;
import org.handfast.plugin.relay.wire.Frame;
import org.handfast.plugin.relay.wire.Type;
import org.handfast.plugin.relay.wire.Wire;

/** What comes from the hub: its own words, and what other users sent, which this end checks itself. */
final class Inbound {

    /** Looks again at what is held. */
    static final String HELD = "held";

    private static final int MOST_HELD = 64;

    private Inbound() {}

    static Step<State> received(Turn turn, Event.Received event) {
        try {
            Frame frame = Frame.read(event.message(), turn.view);
            boolean hubs = frame.document()
                    .root()
                    .members("data")
                    .flatMap(d -> d.text("sender"))
                    .equals(Optional.of(Wire.SERVER));
            if (hubs) {
                return FromTheHub.said(turn, frame);
            }
            peers(turn, frame);
        } catch (Fault fault) {
            pass(turn, fault);
        }
        return turn.done();
    }

    /** What a peer sends, or the hub makes of it, is no reason to lose the hub. */
    private static void pass(Turn turn, Fault fault) {
        if (fault.category() != Fault.Category.PEER_FAULT) {
            throw fault;
        }
        turn.note(fault.code(), fault.detail());
    }

    /** What is held may be judged by now. One after the other, each in a step of its own. */
    static void again(Turn turn) {
        if (!turn.client().held().isEmpty()) {
            turn.add(Effect.startTimer(HELD, Duration.ZERO));
        }
    }

    static Step<State> next(Turn turn) {
        for (Held held : turn.client().held()) {
            boolean judged;
            try {
                judged = peers(turn, Frame.read(held.frame(), turn.view));
            } catch (Fault fault) {
                pass(turn, fault);
                judged = true;
            }
            if (judged) {
                turn.become(c -> c.holding(Client.minus(c.held(), held)));
                again(turn);
                break;
            }
        }
        return turn.done();
    }

    /** False if it is held. */
    private static boolean peers(Turn turn, Frame frame) {
        Envelope envelope = Envelope.of(frame);
        Address peer = Wire.code(envelope.sender())
                .filter(code -> !code.equals(turn.account().code()))
                .orElseThrow(() -> Fault.peer("no-sender", "A message came from nobody."));
        if (!envelope.recipient().equals(Optional.of(turn.account().code().value()))) {
            throw Fault.peer("not-for-us", "A message came that is for another user.");
        }
        if (turn.barred(peer)) {
            return taken(turn, envelope);
        }
        Optional<Key> identity = turn.identity(peer);
        if (identity.isEmpty()) {
            if (hold(turn, peer, envelope)) {
                turn.show("unknown-sender", peer.value());
            }
            return false;
        }
        if (!envelope.signedBy(identity.get(), turn.view.crypto())) {
            turn.show("forged", peer.value());
            return taken(turn, envelope);
        }
        try {
            if (judged(turn, peer, identity.get(), envelope)) {
                return taken(turn, envelope);
            }
            hold(turn, peer, envelope);
            return false;
        } catch (Fault fault) {
            pass(turn, fault);
            return taken(turn, envelope);
        }
    }

    private static boolean judged(Turn turn, Address peer, Key identity, Envelope envelope) {
        Optional<Type> type = Type.of(envelope.type());
        if (type.isEmpty()) {
            return true;
        }
        switch (type.get()) {
            case KEY_EXCHANGE -> Exchanging.offered(turn, peer, identity, envelope);
            case KEY_EXCHANGE_ACK -> Exchanging.answered(turn, peer, envelope);
            case KEY_CONFIRM -> Exchanging.confirmed(turn, peer, envelope);
            case BYE -> Exchanging.ended(turn, peer);
            case MESSAGE -> {
                return !overtakes(turn, peer, envelope) && Messages.received(turn, peer, envelope);
            }
            case CONNECT, ACK -> {}
        }
        return true;
    }

    /** True if an earlier frame of the peer is held. */
    private static boolean overtakes(Turn turn, Address peer, Envelope envelope) {
        return turn.client().held().stream()
                .filter(held -> held.peer().equals(peer))
                .findFirst()
                .filter(held -> !held.frame().equals(envelope.frame()))
                .isPresent();
    }

    private static boolean taken(Turn turn, Envelope envelope) {
        turn.acknowledge(envelope.sender(), envelope.reference(turn.view.crypto()));
        return true;
    }

    /** False if it is held already, or cannot be. */
    private static boolean hold(Turn turn, Address peer, Envelope envelope) {
        List<Held> held = turn.client().held();
        var one = new Held(peer, envelope.frame());
        if (held.contains(one)) {
            return false;
        }
        if (held.size() >= MOST_HELD) {
            turn.note("too-much-held", "A message is let go: too many wait to be judged.");
            return false;
        }
        turn.become(c -> c.holding(Client.plus(held, one)));
        return true;
    }
}

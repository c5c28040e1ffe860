package org.handfast.plugin.relay.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.handfast.api.Address;
import org.handfast.api.Device;
import org.handfast.api.Effect;
import org.handfast.api.Fault;
import org.handfast.api.Parcel;
import org.handfast.api.Parcel.Delivery;
import org.handfast.api.Peering;
import org.handfast.api.State;
import org.handfast.api.Step;
import org.handfast.api.View;
import org.handfast.plugin.relay.server.Serving.Connected;
import org.handfast.plugin.relay.wire.Envelope;
import org.handfast.plugin.relay.wire.Refusal;
import org.handfast.plugin.relay.wire.Type;
import org.handfast.plugin.relay.wire.Wire;

/** What one user sends another: relayed byte for byte, if the two have something with each other that allows it. */
final class Relaying {

    private static final int MAX_EXCHANGE = 2_048;

    private Relaying() {}

    /** A message of a user, signed by it. */
    static Step<State> relay(Connected state, Type type, Envelope envelope, View view) {
        Address from = state.user();
        boolean exchange = type == Type.KEY_EXCHANGE || type == Type.KEY_EXCHANGE_ACK;
        if (exchange) {
            requireShort(envelope);
            Relation.agreementKey(envelope, view);
        }
        Device recipient = recipient(from, envelope, view);
        Address to = recipient.address();
        var relation = new Relation(view.peering(from, to), from, to);
        Optional<Peering> next = relation.after(type, envelope, view);
        if (!exchange) {
            requireSinceStart(envelope, view);
        }
        var parcel = new Parcel(
                to,
                from,
                envelope.reference(view.crypto()),
                // Of what needs no pairing one waits of each sort, so that a stranger cannot fill a mailbox.
                exchange || type == Type.BYE ? Optional.of(type.wire()) : Optional.empty(),
                envelope.frame());
        List<Effect> effects = new ArrayList<>();
        next.ifPresent(peering -> effects.add(Effect.relate(peering)));
        effects.add(Effect.deliver(parcel, exchange ? Delivery.STORED : Delivery.LIVE));
        return Step.to(state, effects.toArray(Effect[]::new));
    }

    /** Anybody may leave one in anybody's mailbox, and needs no more than this for it. */
    private static void requireShort(Envelope envelope) {
        if (envelope.frame().size() > MAX_EXCHANGE) {
            throw Refusal.TOO_LARGE.because("A key exchange, and the answer to one, has " + MAX_EXCHANGE
                    + " bytes at most, this has " + envelope.frame().size() + ".");
        }
    }

    private static Device recipient(Address from, Envelope envelope, View view) {
        String recipient =
                envelope.recipient().orElseThrow(() -> Refusal.INVALID_MESSAGE.because("The data has no 'recipient'."));
        Address to = Wire.code(recipient).orElseThrow(Relaying::nobody);
        if (to.equals(from)) {
            throw Refusal.INVALID_MESSAGE.because("The recipient is the sender.");
        }
        Device device = view.device(to).orElseThrow(Relaying::nobody);
        if (device.trust().barred()) {
            throw Refusal.REFUSED.because("The operator of this hub has blocked the recipient.");
        }
        return device;
    }

    private static Fault nobody() {
        return Refusal.UNKNOWN_RECIPIENT.because("No user has the code of the recipient.");
    }

    /** What was held in memory before the hub started is gone, and with it the ids by which a repetition would be known. */
    private static void requireSinceStart(Envelope envelope, View view) {
        if (envelope.at().filter(at -> at.isBefore(view.upSince())).isPresent()) {
            throw Refusal.RETRY.because(
                    "The hub has started since this was written: send it again, under the same id.");
        }
    }

    /** A user has what waited for it. */
    static Step<State> taken(Connected state, Envelope ack) {
        String id = ack.payload()
                .text("id")
                .filter(Wire::id)
                .orElseThrow(() -> Refusal.INVALID_MESSAGE.because("An ack has the 'id' of what it acknowledges."));
        Address sender = ack.payload()
                .text("sender")
                .flatMap(s -> s.equals(Wire.SERVER) ? Optional.of(new Address(s)) : Wire.code(s))
                .orElseThrow(() -> Refusal.INVALID_MESSAGE.because("An ack has the 'sender' of what it acknowledges."));
        return Step.to(state, Effect.take(state.user(), sender, id));
    }
}

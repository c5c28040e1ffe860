package org.handfast.plugin.relay.server;

import java.util.Optional;

import org.handfast.api.Address;
import org.handfast.api.Effect;
import org.handfast.api.Event.Parted;
import org.handfast.api.Json;
import org.handfast.api.Parcel;
import org.handfast.api.Parcel.Delivery;
import org.handfast.api.State;
import org.handfast.api.Step;
import org.handfast.api.Step.Outcome;
import org.handfast.api.View;
import org.handfast.plugin.relay.wire.FromHub;
import org.handfast.plugin.relay.wire.Wire;

/** An operator ended a pairing of two users: both are told, whether they are connected or not. */
public final class Parting {

    private static final String TYPE = "pairing_revoked";

    private Parting() {}

    /** Tells both. */
    public static Step<State> tell(Parted event, View view) {
        return Step.end(
                Outcome.CLOSED,
                "Both were told.",
                told(event.proposer(), event.other(), event.reason(), view),
                told(event.other(), event.proposer(), event.reason(), view));
    }

    private static Effect told(Address user, Address peer, String reason, View view) {
        FromHub message = FromHub.message(user, TYPE, Json.of("peer", peer.value(), "reason", reason), view);
        return Effect.deliver(
                new Parcel(
                        user, new Address(Wire.SERVER), message.id(), Optional.of(TYPE + "/" + peer), message.bytes()),
                Delivery.STORED);
    }
}

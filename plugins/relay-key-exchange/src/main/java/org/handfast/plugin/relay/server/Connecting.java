package org.handfast.plugin.relay.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.handfast.api.Address;
import org.handfast.api.Binding;
import org.handfast.api.Bytes;
import org.handfast.api.Device;
import org.handfast.api.Effect;
import org.handfast.api.Json;
import org.handfast.api.Link;
import org.handfast.api.State;
import org.handfast.api.Step;
import org.handfast.api.Step.Outcome;
import org.handfast.api.View;
import org.handfast.plugin.relay.server.Serving.Connected;
import org.handfast.plugin.relay.server.Serving.Unknown;
import org.handfast.plugin.relay.wire.Envelope;
import org.handfast.plugin.relay.wire.FromHub;
import org.handfast.plugin.relay.wire.Moment;
import org.handfast.plugin.relay.wire.Refusal;

/**
 * A user says who it is. With the nonce of this socket's hello that is certain, and the socket takes the place of the user's
 * others; without one it may be a connect that somebody recorded, so it takes nothing away from anybody.
 */
final class Connecting {

    /** How many sockets a user may have who connects without a nonce. */
    static final int SOCKETS = 3;

    private Connecting() {}

    /** A connect whose signature is the user's. */
    static Step<State> connect(Unknown state, Link link, Envelope envelope, Device device, View view) {
        Address user = device.address();
        Json.Members payload = envelope.payload();
        boolean fresh = payload.has("nonce") || payload.has("hub");
        if (fresh) {
            requireThisSocket(state, payload, view);
        } else if (device.is(Fact.FRESH)) {
            throw Refusal.REFUSED.because(
                    "This user has connected with a nonce before, and must: open the socket with ?hello=1.");
        } else if (view.settings().flag("require-fresh-connect")) {
            throw Refusal.REFUSED.because("This hub asks for a nonce: open the socket with ?hello=1.");
        } else if (view.links(user) >= SOCKETS) {
            return Sockets.end(state, link, Outcome.REJECTED, "This user has " + SOCKETS + " sockets already.", view);
        }
        List<Effect> effects = new ArrayList<>();
        String fact = fresh ? Fact.FRESH : Fact.REPLAYABLE;
        if (!device.is(fact)) {
            effects.add(Effect.remember(user, fact, Moment.write(view.now())));
        }
        effects.add(Effect.cancelTimer(Sockets.CONNECTING));
        effects.add(Effect.send(link, FromHub.message(user, "connect_ack", view).bytes()));
        // What waits in the mailbox follows, so the answer goes first.
        effects.add(Effect.bind(user, link, fresh ? Binding.NEWEST : Binding.shared(SOCKETS)));
        var connected = new Connected(user, fresh, envelope.id().isPresent(), link, state.meter());
        return Step.to(connected, effects.toArray(Effect[]::new));
    }

    private static void requireThisSocket(Unknown state, Json.Members payload, View view) {
        if (!payload.text("hub").equals(Optional.of(view.hub().id()))) {
            throw Refusal.REFUSED.because("The 'hub' of the connect is not this one, which is "
                    + view.hub().id() + ".");
        }
        boolean offered = state.nonce().isPresent()
                && payload.text("nonce")
                        .filter(n -> view.crypto()
                                .same(Bytes.utf8(n), Bytes.utf8(state.nonce().get())))
                        .isPresent();
        if (!offered) {
            throw Refusal.REFUSED.because(
                    "The 'nonce' of the connect is not the one that this socket's hello offered.");
        }
    }
}

package org.handfast.plugin.challengeresponse;

import java.util.Optional;

import org.osgi.service.component.annotations.Component;

import org.handfast.api.Address;
import org.handfast.api.Bytes;
import org.handfast.api.ConversationKey;
import org.handfast.api.Descriptor;
import org.handfast.api.Effect;
import org.handfast.api.Event;
import org.handfast.api.Event.Cancelled;
import org.handfast.api.Event.Change;
import org.handfast.api.Event.Changed;
import org.handfast.api.Event.Commanded;
import org.handfast.api.Event.Decided;
import org.handfast.api.Event.Dialled;
import org.handfast.api.Event.Found;
import org.handfast.api.Event.LinkClosed;
import org.handfast.api.Event.Neighbour;
import org.handfast.api.Event.Opened;
import org.handfast.api.Event.Received;
import org.handfast.api.Event.TimerFired;
import org.handfast.api.Fault;
import org.handfast.api.PairingProtocol;
import org.handfast.api.Step;
import org.handfast.api.Step.Outcome;
import org.handfast.api.View;
import org.handfast.plugin.challengeresponse.code.Handle;
import org.handfast.plugin.challengeresponse.wire.PairingMessage;
import org.handfast.plugin.challengeresponse.wire.PeerNames;

/** Challenge-response pairing: brings what happened to the side whose turn it is. */
@Component(service = PairingProtocol.class)
public final class ChallengeResponse implements PairingProtocol<Talk> {

    /** The protocol's id. */
    public static final String ID = "challenge-response";

    /** The listener for pairings. */
    static final String PAIRING = "pairing";

    /** The listener for messages between those that are paired. */
    static final String DEVICE = "device";

    /** The largest message, either way, in bytes. */
    static final int MOST = 65_536;

    /** The kind of conversation that all have who answer to one code. */
    static final String CODE = "code";

    /** The kind of what belongs to no code. */
    static final String STRAY = "stray";

    @Override
    public Descriptor<Talk> descriptor() {
        return Description.DESCRIPTOR;
    }

    @Override
    public Optional<ConversationKey> route(Event first) {
        return switch (first) {
            case Commanded c ->
                Optional.of(new ConversationKey(c.command().equals("ping") ? "message" : c.command(), c.id()));
            case Event.OnLink on
            when on.link().listener().equals(DEVICE) ->
                // One each: who says the next thing as one ends is not to find it ending.
                Optional.of(new ConversationKey(DEVICE, Long.toString(on.link().id())));
            case Received e -> Optional.of(about(e));
            default -> Optional.empty();
        };
    }

    private static ConversationKey about(Received event) {
        try {
            return new ConversationKey(CODE, Handle.of(session(event.message())).hex());
        } catch (Fault malformed) {
            return new ConversationKey(STRAY, Long.toString(event.link().id()));
        }
    }

    static Bytes session(Bytes message) {
        return PairingMessage.sessionOf(message);
    }

    @Override
    public Step<Talk> on(Talk state, Event event, View view) {
        return switch (state) {
            case Talk.Entry s -> begin(s, event, view);
            case Inviting s -> inviting(s, event, view);
            case Session s -> session(s, event, view);
            case Search s -> search(s, event, view);
            case Responding s -> responding(s, event, view);
            case Channel s -> channel(s, event, view);
            case Sending s -> sending(s, event, view);
        };
    }

    private static Step<Talk> begin(Talk.Entry state, Event event, View view) {
        return switch (event) {
            case Commanded e ->
                switch (e.command()) {
                    case "invite" -> Invite.make(e.arguments(), view);
                    case "join" -> Searching.begin(e.arguments(), view);
                    case "message" -> Saying.message(e.arguments(), view);
                    case "ping" -> Saying.ping(e.arguments(), view);
                    default -> Step.stay(state);
                };
            case Opened e when e.link().listener().equals(DEVICE) -> Receiving.opened(Channel.NONE);
            case Received e -> pairing(state, e, view);
            case LinkClosed e ->
                Step.end(Outcome.REJECTED, "It was not answered: " + e.reason(), Effect.leaveNothing());
            default -> Step.stay(state);
        };
    }

    private static Step<Talk> pairing(Talk.Entry state, Received event, View view) {
        try {
            session(event.message());
        } catch (Fault malformed) {
            return Step.<Talk>end(Outcome.REJECTED, malformed.detail()).and(Failures.count(event.link(), view));
        }
        return Initiator.first(event, view);
    }

    private static Step<Talk> inviting(Inviting state, Event event, View view) {
        return switch (event) {
            case TimerFired e -> Invite.timer(state, e.timer(), view);
            case Changed e when e.change() == Change.STIRRED -> Invite.stirred(state, view);
            case Cancelled e -> Invite.cancelled(state, e.reason());
            default -> Step.stay(state);
        };
    }

    private static Step<Talk> session(Session state, Event event, View view) {
        return switch (event) {
            case Received e -> Initiator.received(state, e, view);
            case Decided e ->
                joiner(state, e.about())
                        .filter(j -> j.waiting().isPresent())
                        .map(j -> Approving.decided(state, j, e, view))
                        .orElseGet(() -> Step.stay(state));
            case TimerFired e when e.timer().equals(Initiator.END) -> Initiator.over(state);
            case TimerFired e when e.timer().equals(Initiator.LAST) -> Initiator.lastLook(state, view);
            case TimerFired e ->
                state.joiners().values().stream()
                        .filter(j -> Approving.patience(j.peer()).equals(e.timer())
                                && j.waiting().isPresent())
                        .findFirst()
                        .map(j -> Approving.tooSlow(state, j))
                        .orElseGet(() -> Step.stay(state));
            case LinkClosed e -> Initiator.closed(state, e.link());
            default -> Step.stay(state);
        };
    }

    private static Optional<Joiner> joiner(Session state, Address address) {
        return PeerNames.key(address.value()).flatMap(state::joiner);
    }

    private static Step<Talk> search(Search state, Event event, View view) {
        return switch (event) {
            case Found e -> Searching.found(state, e, view);
            case Neighbour e -> Searching.neighbour(state, e);
            case Dialled e -> Searching.dialled(state, e, view);
            case Received e -> Searching.received(state, e, view);
            case Decided e -> Unproven.decided(state, e, view);
            case TimerFired e -> Searching.timer(state, e.timer(), view);
            case Cancelled e -> cancelled(e, state.offer());
            case LinkClosed e -> Searching.closed(state, e.link(), e.reason(), view);
            default -> Step.stay(state);
        };
    }

    private static Step<Talk> responding(Responding state, Event event, View view) {
        return switch (event) {
            case Dialled e -> Choosing.dialled(state, e);
            case Received e -> Choosing.received(state, e, view);
            case TimerFired e -> Choosing.timer(state, e.timer());
            case Cancelled e -> cancelled(e, state.offer());
            case LinkClosed e -> Choosing.closed(state, e.link(), e.reason());
            default -> Step.stay(state);
        };
    }

    /** Nobody stands for what was typed any more. */
    private static Step<Talk> cancelled(Cancelled event, String offer) {
        return Step.end(Outcome.CANCELLED, event.reason(), Effect.endOffer(offer, "the search was cancelled"));
    }

    private static Step<Talk> channel(Channel state, Event event, View view) {
        return switch (event) {
            case Opened e -> Receiving.opened(state);
            case Received e -> Receiving.received(state, e, view);
            case Dialled e -> Receiving.dialled(state, e, view);
            case LinkClosed e -> Receiving.closed(state);
            default -> Step.stay(state);
        };
    }

    private static Step<Talk> sending(Sending state, Event event, View view) {
        return switch (event) {
            case Dialled e -> Saying.dialled(state, e);
            case Received e -> Saying.received(state);
            case TimerFired e -> Saying.tooSlow(state);
            case LinkClosed e -> Saying.closed(state, e.link(), e.reason());
            case Changed e when e.change() == Change.STIRRED -> Saying.stirred(state);
            case Changed e
            when e.change() == Change.REVOKED || e.change() == Change.SUSPENDED ->
                Step.end(Outcome.REJECTED, "The device is revoked or suspended.");
            default -> Step.stay(state);
        };
    }
}

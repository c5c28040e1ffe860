package org.handfast.plugin.challengeresponse;

import org.handfast.api.Address;
import org.handfast.api.Bytes;
import org.handfast.api.Effect;
import org.handfast.api.Event.Dialled;
import org.handfast.api.Event.Received;
import org.handfast.api.Fault;
import org.handfast.api.Key;
import org.handfast.api.Link;
import org.handfast.api.Step;
import org.handfast.api.Step.Outcome;
import org.handfast.api.View;
import org.handfast.plugin.challengeresponse.wire.DeviceMessage;
import org.handfast.plugin.challengeresponse.wire.DeviceMessage.Ping;
import org.handfast.plugin.challengeresponse.wire.DeviceMessage.Pong;
import org.handfast.plugin.challengeresponse.wire.DeviceMessage.Protocol;
import org.handfast.plugin.challengeresponse.wire.PeerNames;

/** What a paired device says: each message on a stream of its own, which is answered with nothing. */
final class Receiving {

    private Receiving() {}

    static Step<Talk> opened(Channel state) {
        return Step.to(state.opened());
    }

    static Step<Talk> closed(Channel state) {
        return state.open() > 1 ? Step.to(state.closed()) : Step.end(Outcome.CLOSED, "It has said what it had to say.");
    }

    static Step<Talk> received(Channel state, Received event, View view) {
        Link link = event.link();
        if (link.dialled()) {
            return Step.to(state, Effect.close(link, "it has taken the message"));
        }
        Key peer = link.peer().orElseThrow(() -> Fault.peer("no-peer", "Nothing says who it is."));
        Address address = PeerNames.address(peer);
        Envelope envelope = Envelope.of(address, view)
                .orElseThrow(() -> Fault.peer("not-paired", "It is not paired with this end, or not trusted."));
        Step<Talk> taken = Step.<Talk>to(
                state, Rate.count(address, view), Effect.send(link, Bytes.EMPTY), Effect.close(link, "it is taken"));
        return switch (DeviceMessage.decode(event.message())) {
            case Ping m -> state.ponging() ? taken : taken.then(s -> pong(state, peer));
            case Pong m -> taken.and(Effect.note("pong", "of " + m.at()), Effect.stir(address));
            case Protocol m -> {
                if (Bytes.utf8(m.protocol()).size() > Saying.LONGEST_TOPIC) {
                    throw Fault.peer("bad-message", "A message is about something with too long a name.");
                }
                Envelope.Opened opened = envelope.open(m.protocol(), m.data(), view);
                yield Step.<Talk>to(
                                state,
                                Effect.remember(address, Envelope.RECEIVED, Long.toString(opened.number())),
                                Effect.publish(address, m.protocol(), opened.message()))
                        .and(taken.effects().toArray(Effect[]::new));
            }
        };
    }

    /** It says that it was pinged on a stream of its own: one, however often it is meanwhile. */
    private static Step<Talk> pong(Channel state, Key peer) {
        return Step.to(state.opened().ponging(true), Effect.dial(ChallengeResponse.DEVICE, Dialling.anywhere(peer)));
    }

    static Step<Talk> dialled(Channel state, Dialled event, View view) {
        Channel next = state.ponging(false);
        return event.link()
                .map(link -> Step.<Talk>to(next, Effect.send(link, new Pong(view.now()).encode())))
                .orElseGet(() -> closed(next));
    }
}

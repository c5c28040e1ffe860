package org.handfast.plugin.challengeresponse;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.handfast.api.Address;
import org.handfast.api.Bytes;
import org.handfast.api.Effect;
import org.handfast.api.Event.Dialled;
import org.handfast.api.Fault;
import org.handfast.api.Key;
import org.handfast.api.Link;
import org.handfast.api.Shown;
import org.handfast.api.Step;
import org.handfast.api.Step.Outcome;
import org.handfast.api.View;
import org.handfast.plugin.challengeresponse.wire.DeviceMessage;
import org.handfast.plugin.challengeresponse.wire.DeviceMessage.Ping;
import org.handfast.plugin.challengeresponse.wire.DeviceMessage.Protocol;
import org.handfast.plugin.challengeresponse.wire.PeerNames;

/**
 * Says something to a paired device: one message, on a stream of its own, that it answers with nothing. A ping is over when its Pong has
 * come, which is another stream's, and so another conversation's, to tell.
 */
final class Saying {

    private static final String GIVE_UP = "give up";
    private static final Duration FOR_PONG = Duration.ofSeconds(10);
    static final int LONGEST_TOPIC = 255;

    private Saying() {}

    static Step<Talk> ping(Map<String, String> arguments, View view) {
        Address to = to(arguments);
        envelope(to, view);
        return send(to, new Ping(view.now()), arguments, view);
    }

    static Step<Talk> message(Map<String, String> arguments, View view) {
        Address to = to(arguments);
        Envelope envelope = envelope(to, view);
        String protocol = arguments.getOrDefault("protocol", "");
        if (protocol.isBlank() || Bytes.utf8(protocol).size() > LONGEST_TOPIC) {
            throw bad("A message says what it is about: 'protocol' has 1 to " + LONGEST_TOPIC + " bytes.");
        }
        Bytes message = content(arguments);
        return send(to, new Protocol(protocol, envelope.seal(protocol, message, view)), arguments, view)
                .and(
                        Effect.remember(to, Envelope.SENT, Long.toString(envelope.last(Envelope.SENT) + 1)),
                        Effect.publishSent(to, protocol, message));
    }

    private static Bytes content(Map<String, String> arguments) {
        if (arguments.containsKey("data")) {
            return Bytes.b64u(arguments.get("data")).orElseThrow(() -> bad("'data' is not base64url without padding."));
        }
        return Bytes.wrap(arguments.getOrDefault("text", "").getBytes(StandardCharsets.UTF_8));
    }

    private static Address to(Map<String, String> arguments) {
        String device = arguments.getOrDefault("device", "").strip();
        return PeerNames.key(device).map(PeerNames::address).orElseThrow(() -> bad("'device' is not a peer id."));
    }

    private static Envelope envelope(Address to, View view) {
        return Envelope.of(to, view)
                .orElseThrow(() -> bad("No paired and trusted device has this peer id: pair with it first."));
    }

    private static Step<Talk> send(Address to, DeviceMessage said, Map<String, String> arguments, View view) {
        Bytes message = said.encode();
        if (message.size() > ChallengeResponse.MOST) {
            throw bad("The message has " + message.size() + " bytes on the wire, and may have " + ChallengeResponse.MOST
                    + ".");
        }
        List<String> places = new ArrayList<>();
        Optional.ofNullable(arguments.get("address")).filter(a -> !a.isBlank()).ifPresent(places::add);
        view.device(to)
                .flatMap(d -> Optional.ofNullable(d.facts().get(Made.ENDPOINT)))
                .ifPresent(places::add);
        places.add(Dialling.PEER + to.value());
        return Step.<Talk>to(
                        new Sending(to, message, places, Optional.empty(), said instanceof Ping),
                        Effect.watch(to),
                        Effect.startTimer(GIVE_UP, view.settings().duration("join")))
                .then(s -> next((Sending) s, "nobody knows where it is"));
    }

    private static Step<Talk> next(Sending state, String why) {
        if (state.places().isEmpty()) {
            return Step.end(Outcome.FAILED, "The device cannot be reached: " + why + ".");
        }
        String place = state.places().getFirst();
        List<String> rest = state.places().subList(1, state.places().size());
        return Step.to(state.towards(rest, Optional.empty()), Effect.dial(ChallengeResponse.DEVICE, place));
    }

    static Step<Talk> dialled(Sending state, Dialled event) {
        if (event.link().isEmpty()) {
            return next(state, event.detail());
        }
        Link link = event.link().get();
        Optional<Key> peer = link.peer();
        if (peer.map(PeerNames::address).filter(state.to()::equals).isEmpty()) {
            return next(state, "somebody else is there").and(Effect.close(link, "somebody else is there"));
        }
        Step<Talk> sent = Step.to(state.towards(List.of(), Optional.of(link)), Effect.send(link, state.message()));
        return state.ping() ? sent.and(Effect.startTimer(GIVE_UP, FOR_PONG)) : sent;
    }

    static Step<Talk> received(Sending state) {
        if (!state.ping()) {
            return Step.end(Outcome.CLOSED, "The device has taken it.");
        }
        Link link = state.link().orElseThrow();
        return Step.to(state.towards(List.of(), Optional.empty()), Effect.close(link, "it has taken the ping"));
    }

    /** A Pong of the device has come. */
    static Step<Talk> stirred(Sending state) {
        return state.ping()
                ? Step.end(
                        Outcome.CLOSED,
                        "The device has answered.",
                        Effect.show(
                                "answered",
                                new Shown(Shown.Kind.TEXT, List.of(state.to().value()))))
                : Step.stay(state);
    }

    static Step<Talk> closed(Sending state, Link link, String reason) {
        return state.link().filter(link::equals).isPresent()
                ? Step.end(Outcome.FAILED, "The device did not take it: " + reason + ".")
                : Step.stay(state);
    }

    static Step<Talk> tooSlow(Sending state) {
        return Step.end(
                Outcome.EXPIRED,
                state.ping() ? "The device did not answer the ping." : "The device did not answer in time.");
    }

    private static Fault bad(String why) {
        return new Fault(Fault.Category.OPERATOR_INPUT, "bad-message", why);
    }
}

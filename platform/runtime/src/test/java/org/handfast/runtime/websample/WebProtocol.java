package org.handfast.runtime.websample;

import java.util.List;
import java.util.Optional;

import org.osgi.service.component.annotations.Component;

import org.handfast.api.Bytes;
import org.handfast.api.ConversationKey;
import org.handfast.api.Descriptor;
import org.handfast.api.Effect;
import org.handfast.api.Event;
import org.handfast.api.Listener;
import org.handfast.api.PairingProtocol;
import org.handfast.api.Response;
import org.handfast.api.State;
import org.handfast.api.Step;
import org.handfast.api.View;

/** A protocol that answers requests with a part of their path, and sends back what comes by WebSocket. */
@Component(service = PairingProtocol.class)
public final class WebProtocol implements PairingProtocol<WebProtocol.Serving> {

    /** The only state. */
    public record Serving() implements State {
        @Override
        public Phase phase() {
            return Phase.NEGOTIATING;
        }
    }

    @Override
    public Descriptor<Serving> descriptor() {
        return new Descriptor<>(
                "web-sample",
                "Web sample",
                List.of(new Descriptor.Kind<>("link", key -> new Serving())),
                List.of(
                        new Listener.Http("http", List.of(new Listener.Route("GET", "/echo/{text}")), 100),
                        new Listener.WebSocket("ws", List.of("/echo"), List.of(), 200)),
                List.of(),
                List.of());
    }

    @Override
    public Optional<ConversationKey> route(Event first) {
        return first instanceof Event.OnLink on
                ? Optional.of(
                        new ConversationKey("link", Long.toString(on.link().id())))
                : Optional.empty();
    }

    @Override
    public Step<Serving> on(Serving state, Event event, View view) {
        return switch (event) {
            case Event.Requested r -> answer(state, r);
            case Event.Received r -> Step.to(state, Effect.send(r.link(), r.message()));
            case Event.LinkClosed c -> Step.end(Step.Outcome.CLOSED, "closed");
            default -> Step.stay(state);
        };
    }

    private static Step<Serving> answer(Serving state, Event.Requested requested) {
        String text = requested.request().parameters().getOrDefault("text", "");
        return text.equals("nothing")
                ? Step.end(Step.Outcome.CLOSED, "without an answer")
                : Step.to(state, Effect.respond(requested.link(), new Response(200, "text/plain", Bytes.utf8(text))));
    }
}

package org.handfast.runtime.rival;

import java.util.List;
import java.util.Optional;

import org.osgi.service.component.annotations.Component;

import org.handfast.api.ConversationKey;
import org.handfast.api.Descriptor;
import org.handfast.api.Event;
import org.handfast.api.Listener;
import org.handfast.api.PairingProtocol;
import org.handfast.api.State;
import org.handfast.api.Step;
import org.handfast.api.View;

/** A protocol that wants a path which another has. */
@Component(service = PairingProtocol.class)
public final class RivalProtocol implements PairingProtocol<RivalProtocol.Waiting> {

    /** The only state. */
    public record Waiting() implements State {
        @Override
        public Phase phase() {
            return Phase.OPENED;
        }
    }

    @Override
    public Descriptor<Waiting> descriptor() {
        return new Descriptor<>(
                "rival",
                "Rival",
                List.of(new Descriptor.Kind<>("link", key -> new Waiting())),
                List.of(new Listener.Http("http", List.of(new Listener.Route("GET", "/echo/{word}")), 100)),
                List.of(),
                List.of());
    }

    @Override
    public Optional<ConversationKey> route(Event first) {
        return Optional.empty();
    }

    @Override
    public Step<Waiting> on(Waiting state, Event event, View view) {
        return Step.stay(state);
    }
}

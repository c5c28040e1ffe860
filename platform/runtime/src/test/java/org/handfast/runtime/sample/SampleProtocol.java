package org.handfast.runtime.sample;

import java.util.List;
import java.util.Optional;

import org.osgi.service.component.annotations.Component;

import org.handfast.api.Bytes;
import org.handfast.api.ConversationKey;
import org.handfast.api.Descriptor;
import org.handfast.api.Effect;
import org.handfast.api.Event;
import org.handfast.api.Framing;
import org.handfast.api.Listener;
import org.handfast.api.PairingProtocol;
import org.handfast.api.State;
import org.handfast.api.Step;
import org.handfast.api.View;

/** A protocol of one-byte lengths that sends back what it is sent; on some words it does something else. */
@Component(service = PairingProtocol.class)
public final class SampleProtocol implements PairingProtocol<SampleProtocol.Echoing> {

    /** The only state. */
    public record Echoing(int messages) implements State {
        @Override
        public Phase phase() {
            return Phase.NEGOTIATING;
        }
    }

    /** One byte of length, then the message. */
    public static final class OneByte implements Framing {
        @Override
        public Extent measure(Bytes head) {
            return new Extent(1, head.at(0));
        }

        @Override
        public Bytes prefix(int size) {
            return Bytes.u8(size);
        }
    }

    @Override
    public Descriptor<Echoing> descriptor() {
        return new Descriptor<>(
                "sample",
                "Sample",
                List.of(new Descriptor.Kind<>("link", key -> new Echoing(0))),
                List.of(
                        new Listener.Tcp("tcp", 0, new OneByte(), 200),
                        new Listener.Stream("stream", "carrier", "/sample/1.0.0", 200, Optional.empty())),
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
    public Step<Echoing> on(Echoing state, Event event, View view) {
        return switch (event) {
            case Event.Received r -> answer(state, r);
            case Event.LinkClosed c -> Step.end(Step.Outcome.CLOSED, "closed");
            default -> Step.stay(state);
        };
    }

    private static Step<Echoing> answer(Echoing state, Event.Received received) {
        if (received.message().equals(Bytes.utf8("throw"))) {
            throw new IllegalStateException("the sample was told to throw");
        }
        if (received.message().equals(Bytes.utf8("hang"))) {
            hang();
        }
        return Step.to(new Echoing(state.messages() + 1), Effect.send(received.link(), received.message()));
    }

    @SuppressWarnings("InfiniteLoopStatement")
    private static void hang() {
        for (int i = 0; ; i++) {
            if (i == 1_000_000) {
                i = 0;
            }
        }
    }
}

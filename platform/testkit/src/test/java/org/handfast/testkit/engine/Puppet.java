package org.handfast.testkit.engine;

import java.util.List;
import java.util.Optional;

import org.handfast.api.Bytes;
import org.handfast.api.ConversationKey;
import org.handfast.api.Descriptor;
import org.handfast.api.Descriptor.Command;
import org.handfast.api.Descriptor.Kind;
import org.handfast.api.Event;
import org.handfast.api.Framing;
import org.handfast.api.Listener;
import org.handfast.api.PairingProtocol;
import org.handfast.api.State;
import org.handfast.api.Step;
import org.handfast.api.View;

/** A protocol whose every move a test decides. */
final class Puppet implements PairingProtocol<Puppet.Said> {

    static final String ID = "puppet";

    static final Listener.Tcp LISTENER = new Listener.Tcp("tcp", 3699, new Lengths(), 60_000);

    static final Said BEGINNING = new Said("Beginning", State.Phase.OPENED);

    private final Descriptor<Said> descriptor;
    private final Moves moves;
    private final Routes routes;

    /** What a conversation remembers: a word. */
    record Said(String word, Phase phase) implements State {

        Said(String word) {
            this(word, Phase.NEGOTIATING);
        }

        @Override
        public String label() {
            return word;
        }
    }

    /** What {@link #on} does. */
    interface Moves {
        Step<Said> on(Said state, Event event, View view);
    }

    /** What {@link #route} does. */
    interface Routes {
        Optional<ConversationKey> route(Event first);
    }

    Puppet(Moves moves) {
        this(moves, Puppet::oneLinkEach);
    }

    Puppet(Moves moves, Routes routes) {
        this(describe(ID), moves, routes);
    }

    Puppet(Descriptor<Said> descriptor, Moves moves, Routes routes) {
        this.descriptor = descriptor;
        this.moves = moves;
        this.routes = routes;
    }

    static Descriptor<Said> describe(String id) {
        return new Descriptor<>(
                id,
                "Puppet",
                List.of(new Kind<>("talk", key -> BEGINNING)),
                List.of(LISTENER),
                List.of(new Command("go", "Go")),
                List.of());
    }

    /** A conversation for each link, and for each command the one that its argument {@code key} names. */
    static Optional<ConversationKey> oneLinkEach(Event first) {
        return Optional.of(
                switch (first) {
                    case Event.OnLink on -> talk(Long.toString(on.link().id()));
                    case Event.Commanded c -> talk(c.arguments().getOrDefault("key", c.id()));
                    default -> throw new AssertionError(first);
                });
    }

    /** One conversation for all links. */
    static Optional<ConversationKey> together(Event first) {
        return Optional.of(talk("all"));
    }

    /** The conversation that the first message of a link names. */
    static Optional<ConversationKey> byFirstMessage(Event first) {
        return switch (first) {
            case Event.Received received -> Optional.of(talk(text(received)));
            case Event.Commanded command -> oneLinkEach(command);
            default -> Optional.empty();
        };
    }

    static ConversationKey talk(String id) {
        return new ConversationKey("talk", id);
    }

    static String text(Event.Received event) {
        return text(event.message());
    }

    static String text(Bytes message) {
        return new String(message.toArray(), java.nio.charset.StandardCharsets.UTF_8);
    }

    @Override
    public Descriptor<Said> descriptor() {
        return descriptor;
    }

    @Override
    public Optional<ConversationKey> route(Event first) {
        return routes.route(first);
    }

    @Override
    public Step<Said> on(Said state, Event event, View view) {
        return moves.on(state, event, view);
    }

    /** Messages with their size before them, in two bytes. */
    private static final class Lengths implements Framing {

        @Override
        public Extent measure(Bytes head) {
            return head.size() < 2 ? Extent.MORE : new Extent(2, head.at(0) << 8 | head.at(1));
        }

        @Override
        public Bytes prefix(int size) {
            return Bytes.of((byte) (size >> 8), (byte) size);
        }
    }
}

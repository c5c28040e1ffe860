package org.handfast.core.link;

import java.util.function.Consumer;

import org.handfast.api.Link;
import org.handfast.api.Listener;

/** Opens links to others. Thread-safe. */
public interface Dialler {

    /**
     * Opens a link without blocking. {@code done} is called once, before any event of the link.
     *
     * @param endpoint {@code host:port} for TCP, {@code ws://} or {@code wss://} for a WebSocket; IPv6 addresses in brackets
     * @param listener the listener whose framing the link speaks
     * @param events told of what comes, {@link LinkEvents#opened} excepted
     */
    void dial(String endpoint, Listener listener, LinkEvents events, Consumer<Dialled> done);

    /** How a dial went. */
    sealed interface Dialled {

        /** The link is open. */
        record Open(Link link, Wire wire) implements Dialled {}

        /** It is not, and why. */
        record Failed(String reason) implements Dialled {}
    }
}

package org.handfast.api;

/**
 * Something a protocol is reached on. The hub opens it when the plugin starts and closes it when the plugin stops.
 * Sealed, because the hub consumes them all.
 */
public sealed interface Listener {

    /** What its links are marked with; unique within the protocol. */
    String name();

    /** The largest message in bytes; one that announces more is refused before memory is taken for it. */
    int maxMessage();

    /**
     * A TCP port of the protocol's own.
     *
     * @param name what its links are marked with
     * @param port the default port; the setting {@code <protocol>.port} overrides it, 0 takes any free one
     * @param framing how its bytes are cut
     * @param maxMessage the largest message in bytes
     */
    record Tcp(String name, int port, Framing framing, int maxMessage) implements Listener {}
}

package org.handfast.api;

import java.util.List;

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

    /**
     * WebSockets (RFC 6455) on the port that all protocols share. A message is one text frame, fragments put together.
     *
     * @param name what its links are marked with
     * @param paths where it is reached, each the whole path, as {@link Route#path} has it
     * @param subprotocols what it may agree on, the one it likes best first; a client that asks for none gets none
     * @param maxMessage the largest message in bytes
     */
    record WebSocket(String name, List<String> paths, List<String> subprotocols, int maxMessage) implements Listener {
        public WebSocket {
            paths = List.copyOf(paths);
            subprotocols = List.copyOf(subprotocols);
        }
    }

    /**
     * HTTP exchanges on the port that all protocols share.
     *
     * @param name what its links are marked with
     * @param routes what it answers
     * @param maxMessage the largest body in bytes
     */
    record Http(String name, List<Route> routes, int maxMessage) implements Listener {
        public Http {
            routes = List.copyOf(routes);
        }
    }

    /**
     * A method and a path.
     *
     * @param method GET, POST, PUT, PATCH or DELETE; the hub answers HEAD by GET, and OPTIONS itself
     * @param path whose segments are literal, or a name in braces, of lower-case letters, that stands for any one segment; with
     *     a colon and a {@link java.util.regex.Pattern} without a slash after the name, for one that fits as a whole, decoded
     */
    record Route(String method, String path) {}
}

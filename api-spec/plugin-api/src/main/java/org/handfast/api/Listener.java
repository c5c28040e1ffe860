package org.handfast.api;

import java.util.List;
import java.util.Optional;

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
     * Streams of a transport, such as libp2p. On each, whoever opened it sends one message, and ends its half; the other end
     * answers with one message, and ends the other. {@link Effect#send} sends it, {@link Effect#close} without it resets.
     *
     * @param name what its links are marked with
     * @param transport the id of the transport, which may be another plugin's; there are no streams while it does not run
     * @param protocol what it is called on the wire, such as {@code /spacedrive/pairing/1.0.0}
     * @param maxMessage the largest message in bytes, either way
     * @param records the rules for the protocol's records that the transport keeps for others, if there are such
     */
    record Stream(String name, String transport, String protocol, int maxMessage, Optional<Records> records)
            implements Listener {}

    /**
     * A method and a path.
     *
     * @param method GET, POST, PUT, PATCH or DELETE; the hub answers HEAD by GET, and OPTIONS itself
     * @param path whose segments are literal, or a name in braces, of lower-case letters, that stands for any one segment; with
     *     a colon and a {@link java.util.regex.Pattern} without a slash after the name, for one that fits as a whole, decoded
     */
    record Route(String method, String path) {}
}

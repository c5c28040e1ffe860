package org.handfast.server;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

/** What to try first at a hub that has just started, by what it listens for. */
final class FirstSteps {

    private FirstSteps() {}

    /** In paragraphs; empty for a hub that listens for neither. */
    static String told(JsonNode listeners, boolean tls) {
        List<String> paragraphs = Stream.of(directTcp(listeners), relay(listeners, tls))
                .flatMap(Optional::stream)
                .toList();
        return paragraphs.isEmpty() ? "" : "\n" + String.join("\n", paragraphs);
    }

    private static Optional<String> directTcp(JsonNode listeners) {
        OptionalInt port = port(listeners, "direct-tcp");
        return port.isEmpty()
                ? Optional.empty()
                : Optional.of("Then pair a first device from another terminal:\n\n"
                        + "  ./handfast device direct-tcp pair 127.0.0.1:" + port.getAsInt() + "\n");
    }

    /** With TLS, the machine goes by whatever name its certificate has. */
    private static Optional<String> relay(JsonNode listeners, boolean tls) {
        OptionalInt port = port(listeners, "relay-key-exchange");
        return port.isEmpty()
                ? Optional.empty()
                : Optional.of("Or let two devices meet here, each with a --device folder of its own:\n\n"
                        + "  ./handfast device relay register " + (tls ? "https://NAME:" : "http://127.0.0.1:")
                        + port.getAsInt() + "\n  ./handfast device relay listen\n"
                        + "  ./handfast device relay pair CODE\n");
    }

    private static OptionalInt port(JsonNode listeners, String protocol) {
        for (JsonNode listener : listeners) {
            if (listener.path("protocol").asText().equals(protocol)) {
                return OptionalInt.of(listener.path("port").asInt());
            }
        }
        return OptionalInt.empty();
    }
}

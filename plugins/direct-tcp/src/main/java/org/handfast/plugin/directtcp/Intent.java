package org.handfast.plugin.directtcp;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.handfast.api.Fault;
import org.handfast.plugin.directtcp.wire.Revision;

/**
 * Why this end dials.
 *
 * @param endpoint {@code host:port}
 * @param revision what to speak
 * @param name what to be called, for a first pairing
 * @param known the device to reconnect to; empty to pair with whoever answers
 */
record Intent(String endpoint, Revision revision, String name, Optional<UUID> known) {

    static Intent pair(Map<String, String> arguments, String hubName) {
        return new Intent(
                endpoint(arguments), revision(arguments), arguments.getOrDefault("name", hubName), Optional.empty());
    }

    static Intent connect(Map<String, String> arguments) {
        try {
            UUID device = UUID.fromString(arguments.getOrDefault("device", ""));
            return new Intent(endpoint(arguments), revision(arguments), "", Optional.of(device));
        } catch (IllegalArgumentException e) {
            throw input("bad-device", "Say which device to connect to: its id is a UUID.");
        }
    }

    private static String endpoint(Map<String, String> arguments) {
        String endpoint = arguments.getOrDefault("endpoint", "");
        if (endpoint.isBlank()) {
            throw input("no-endpoint", "Say where to dial, as host:port.");
        }
        return endpoint;
    }

    private static Revision revision(Map<String, String> arguments) {
        try {
            return Revision.of(arguments.getOrDefault("revision", ""));
        } catch (IllegalArgumentException e) {
            throw input("bad-revision", "The revision is 'document' or 'later'.");
        }
    }

    private static Fault input(String code, String detail) {
        return new Fault(Fault.Category.OPERATOR_INPUT, code, detail);
    }
}

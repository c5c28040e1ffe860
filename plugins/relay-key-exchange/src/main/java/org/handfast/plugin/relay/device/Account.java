package org.handfast.plugin.relay.device;

import java.util.Map;
import java.util.Optional;

import org.handfast.api.Address;
import org.handfast.api.Bytes;
import org.handfast.api.Fault;
import org.handfast.api.Key;
import org.handfast.plugin.relay.wire.Wire;

/**
 * Who this end is, and where.
 *
 * @param endpoint of the hub, as it is dialled
 * @param code this end's, at that hub
 * @param hubKey the hub's Ed25519 key, if it is to be held to it
 */
public record Account(String endpoint, Address code, Optional<Key> hubKey) {

    private static final String PATH = "/ws?hello=1";

    /**
     * The account of a command's arguments.
     *
     * @throws Fault OPERATOR_INPUT if they are none
     */
    static Account of(Map<String, String> arguments) {
        String endpoint = arguments.getOrDefault("endpoint", "");
        if (!endpoint.startsWith("ws://") && !endpoint.startsWith("wss://")) {
            throw input("no-endpoint", "Say where the hub is, as ws://host:port.");
        }
        return new Account(endpoint.replaceAll("/+$", "") + PATH, code(arguments), hubKey(arguments));
    }

    /**
     * This end's code, which every command is given.
     *
     * @throws Fault OPERATOR_INPUT if there is none
     */
    public static Address code(Map<String, String> arguments) {
        return Wire.code(arguments.getOrDefault("code", ""))
                .orElseThrow(() -> input("no-code", "Say which user this is: a code of seven characters."));
    }

    private static Optional<Key> hubKey(Map<String, String> arguments) {
        String digits = arguments.getOrDefault("hub-key", "");
        if (digits.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Wire.key(Key.Algorithm.ED25519, digits)
                .orElseThrow(() -> input("bad-hub-key", "The hub's key is 64 lower-case hexadecimal digits.")));
    }

    Bytes id() {
        return Bytes.utf8(code.value());
    }

    private static Fault input(String code, String detail) {
        return new Fault(Fault.Category.OPERATOR_INPUT, code, detail);
    }
}

package org.handfast.plugin.relay.wire;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What users send each other, or the hub. */
public enum Type {
    CONNECT,
    KEY_EXCHANGE,
    KEY_EXCHANGE_ACK,
    KEY_CONFIRM,
    MESSAGE,
    BYE,
    ACK;

    /** The name on the wire. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The type of a name on the wire. */
    public static Optional<Type> of(String wire) {
        return Stream.of(values()).filter(t -> t.wire().equals(wire)).findFirst();
    }
}

package org.handfast.core.settings;

import java.util.List;
import java.util.OptionalInt;

import org.handfast.api.Descriptor;
import org.handfast.api.Descriptor.Setting;
import org.handfast.api.Listener;
import org.handfast.api.transport.TransportDescriptor;

/**
 * What can be configured of a protocol or a transport.
 *
 * @param id what its settings begin with
 * @param settings those it declares
 * @param port the TCP port of its own that it listens on, unless the setting {@code <id>.port} says another
 * @param http true if it is reached on the port that all share
 */
public record Declared(String id, List<Setting> settings, OptionalInt port, boolean http) {

    public Declared {
        settings = List.copyOf(settings);
    }

    /** That of a protocol. */
    public static Declared of(Descriptor<?> protocol) {
        return new Declared(
                protocol.id(),
                protocol.settings(),
                protocol.listeners().stream()
                        .filter(Listener.Tcp.class::isInstance)
                        .mapToInt(l -> ((Listener.Tcp) l).port())
                        .findFirst(),
                protocol.listeners().stream()
                        .anyMatch(l -> l instanceof Listener.Http || l instanceof Listener.WebSocket));
    }

    /** That of a transport. */
    public static Declared of(TransportDescriptor transport) {
        return new Declared(transport.id(), transport.settings(), OptionalInt.of(transport.port()), false);
    }

    /** The setting that says which port of its own it listens on. */
    public String portSetting() {
        return id + ".port";
    }
}

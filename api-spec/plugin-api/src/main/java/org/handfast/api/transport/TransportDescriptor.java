package org.handfast.api.transport;

import java.util.List;

import org.handfast.api.Descriptor;

/**
 * What the hub must know of a transport before the first byte.
 *
 * @param id lower case with hyphens: the name in settings, and what listeners of protocols name
 * @param title the name for people
 * @param port the TCP port it listens on; the setting {@code <id>.port} overrides it, 0 takes any free one
 * @param settings what can be configured, each under {@code <id>.<name>}; they do not change while it runs
 */
public record TransportDescriptor(String id, String title, int port, List<Descriptor.Setting> settings) {
    public TransportDescriptor {
        settings = List.copyOf(settings);
    }
}

package org.handfast.web.transport;

import java.util.Optional;

import org.handfast.api.transport.TransportDescriptor;
import org.handfast.runtime.net.Network;
import org.handfast.runtime.net.OpenListener;
import org.handfast.runtime.plugin.PluginStatus;

/** A transport, as {@code Transport} of the API. */
record TransportView(String id, String title, String plugin, Optional<Integer> port, boolean running) {

    static TransportView of(TransportDescriptor transport, PluginStatus plugin, Network network) {
        return new TransportView(
                transport.id(),
                transport.title(),
                plugin.name(),
                network.listening().stream()
                        .filter(l -> l.protocol().equals(transport.id()))
                        .map(OpenListener::port)
                        .findFirst(),
                network.transports().ids().contains(transport.id()));
    }
}

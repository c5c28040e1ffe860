package org.handfast.web.plugin;

import java.util.List;

import org.handfast.api.Descriptor;
import org.handfast.runtime.plugin.PluginStatus;

/** A plugin, as {@code Plugin} of the API. */
record PluginView(
        String name,
        String title,
        String version,
        String sha256,
        PluginStatus.State state,
        String detail,
        List<ProtocolView> protocols,
        List<TransportView> transports) {

    /** A protocol it serves. */
    record ProtocolView(String id, String title, List<Descriptor.Command> commands) {}

    /** A transport that runs of it. */
    record TransportView(String id, String title) {}

    static PluginView of(PluginStatus plugin) {
        return new PluginView(
                plugin.name(),
                plugin.title(),
                plugin.version(),
                plugin.sha256(),
                plugin.state(),
                plugin.detail(),
                plugin.protocols().stream()
                        .map(d -> new ProtocolView(d.id(), d.title(), d.commands()))
                        .toList(),
                plugin.transports().stream()
                        .map(t -> new TransportView(t.id(), t.title()))
                        .toList());
    }
}

package org.handfast.web.transport;

import java.util.List;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.handfast.api.Fault;
import org.handfast.api.transport.RunningTransport.Report;
import org.handfast.runtime.net.Network;
import org.handfast.runtime.plugin.PluginHost;
import org.handfast.web.hub.HubLifecycle;
import org.handfast.web.json.Items;

/** Transports. */
@Path("transports")
@Produces(MediaType.APPLICATION_JSON)
public class TransportsResource {

    private final PluginHost plugins;
    private final Network network;

    @Inject
    public TransportsResource(HubLifecycle lifecycle) {
        this.plugins = lifecycle.hub().plugins();
        this.network = lifecycle.hub().network();
    }

    @GET
    public Items<TransportView> list() {
        return new Items<>(plugins.list().stream()
                .flatMap(p -> p.transports().stream().map(t -> TransportView.of(t, p, network)))
                .toList());
    }

    @GET
    @Path("{id}")
    public Items<Report> report(@PathParam("id") String id) {
        List<Report> lines = network.transports()
                .report(id)
                .orElseThrow(() -> new Fault(
                        Fault.Category.OPERATOR_INPUT,
                        "no-such-transport",
                        "No such transport runs. Start the plugin that has it."));
        return new Items<>(lines);
    }
}

package org.handfast.web.plugin;

import java.io.IOException;
import java.io.InputStream;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.handfast.api.Bytes;
import org.handfast.runtime.plugin.PluginHost;
import org.handfast.web.hub.HubLifecycle;
import org.handfast.web.json.Items;
import org.handfast.web.security.Caller;

/** Plugins. */
@Path("plugins")
@Produces(MediaType.APPLICATION_JSON)
public class PluginsResource {

    private final PluginHost plugins;

    @Inject
    public PluginsResource(HubLifecycle lifecycle) {
        this.plugins = lifecycle.hub().plugins();
    }

    /** Whether one is to run. */
    record Running(boolean running) {}

    @GET
    public Items<PluginView> list() {
        return new Items<>(plugins.list().stream().map(PluginView::of).toList());
    }

    @POST
    @Consumes("application/java-archive")
    public Response install(InputStream body, @Context HttpServletRequest request) throws IOException {
        // One byte more than may be, so that the host sees that it is too much and says so.
        Bytes file = Bytes.wrap(body.readNBytes(PluginHost.MAX_FILE + 1));
        return Response.status(Response.Status.CREATED)
                .entity(PluginView.of(
                        plugins.install(file, Caller.require(request).actor())))
                .build();
    }

    @PUT
    @Path("{name}/running")
    @Consumes(MediaType.APPLICATION_JSON)
    public PluginView setRunning(@PathParam("name") String name, Running body, @Context HttpServletRequest request) {
        String actor = Caller.require(request).actor();
        return PluginView.of(body.running() ? plugins.start(name, actor) : plugins.stop(name, actor));
    }
}

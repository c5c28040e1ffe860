package org.handfast.web.status;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.handfast.web.hub.Hub;
import org.handfast.web.hub.HubLifecycle;

/** The hub itself. */
@Path("hub")
@Produces(MediaType.APPLICATION_JSON)
public class HubResource {

    private final Hub hub;

    @Inject
    public HubResource(HubLifecycle lifecycle) {
        this.hub = lifecycle.hub();
    }

    @GET
    public HubView get() {
        return HubView.of(hub, Version.current());
    }
}

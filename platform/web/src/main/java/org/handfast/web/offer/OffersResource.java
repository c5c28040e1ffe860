package org.handfast.web.offer;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;

import org.handfast.core.node.Node;
import org.handfast.core.registry.Offers;
import org.handfast.web.hub.HubLifecycle;
import org.handfast.web.json.Items;
import org.handfast.web.json.Parameters;
import org.handfast.web.security.Caller;

/** Invites and phrases that nobody used yet. */
@Path("offers")
@Produces(MediaType.APPLICATION_JSON)
public class OffersResource {

    private final Node node;

    @Inject
    public OffersResource(HubLifecycle lifecycle) {
        this.node = lifecycle.hub().node();
    }

    @GET
    public Items<OfferView> list(@QueryParam("limit") String limit) {
        return new Items<>(node.offers().open(Parameters.limit(limit)).stream()
                .map(o -> OfferView.of(o, node))
                .toList());
    }

    @DELETE
    @Path("{protocol}/{id}")
    public void takeBack(
            @PathParam("protocol") String protocol, @PathParam("id") String id, @Context HttpServletRequest request) {
        node.offers()
                .takeBack(
                        OfferView.ref(protocol, id).orElseThrow(Offers::none),
                        Caller.require(request).actor());
    }
}

package org.handfast.web.peering;

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

import org.handfast.api.Address;
import org.handfast.api.Fault;
import org.handfast.core.node.Node;
import org.handfast.web.hub.HubLifecycle;
import org.handfast.web.json.Items;
import org.handfast.web.json.Parameters;
import org.handfast.web.security.Caller;

/** Pairings of devices with each other. */
@Path("peerings")
@Produces(MediaType.APPLICATION_JSON)
public class PeeringsResource {

    private final Node node;

    @Inject
    public PeeringsResource(HubLifecycle lifecycle) {
        this.node = lifecycle.hub().node();
    }

    @GET
    public Items<PeeringView> list(@QueryParam("limit") String limit) {
        return new Items<>(node.peerings().list(Parameters.limit(limit)).stream()
                .map(p -> PeeringView.of(p, node))
                .toList());
    }

    @DELETE
    @Path("{protocol}/{a}/{b}")
    public PeeringView end(
            @PathParam("protocol") String protocol,
            @PathParam("a") String a,
            @PathParam("b") String b,
            @QueryParam("reason") String reason,
            @Context HttpServletRequest request) {
        return PeeringView.of(
                node.peerings()
                        .revoke(
                                protocol,
                                address(a),
                                address(b),
                                Caller.require(request).actor(),
                                Parameters.reason(reason)),
                node);
    }

    /** What cannot be an address is nobody's. */
    private static Address address(String text) {
        try {
            return new Address(text);
        } catch (IllegalArgumentException e) {
            throw new Fault(Fault.Category.OPERATOR_INPUT, "no-such-peering", "There is no pairing of these two.");
        }
    }
}

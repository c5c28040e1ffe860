package org.handfast.web.device;

import java.util.List;
import java.util.Optional;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;

import org.handfast.api.Device.Trust;
import org.handfast.api.DeviceId;
import org.handfast.core.node.Node;
import org.handfast.web.hub.HubLifecycle;
import org.handfast.web.json.Items;
import org.handfast.web.json.Parameters;
import org.handfast.web.security.Caller;

/** The registry. */
@Path("devices")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class DevicesResource {

    private static final int LONGEST_QUERY = 128;

    private final Node node;

    @Inject
    public DevicesResource(HubLifecycle lifecycle) {
        this.node = lifecycle.hub().node();
    }

    /** Why something is done to a device. */
    record Because(Optional<String> reason) {

        String text() {
            return Parameters.reason(reason.orElse(null));
        }
    }

    /** What a device is to be called. */
    record Name(String name) {}

    /** What revoking it would do. */
    record Preview(List<String> consequences) {}

    @GET
    public Items<DeviceView> list(
            @QueryParam("query") String query, @QueryParam("trust") String trust, @QueryParam("limit") String limit) {
        return new Items<>(node
                .registry()
                .find(
                        Parameters.text("query", query, LONGEST_QUERY),
                        Parameters.constant(Trust.class, "trust", trust),
                        Parameters.limit(limit))
                .stream()
                .map(d -> DeviceView.of(d, node))
                .toList());
    }

    @GET
    @Path("{id}")
    public DeviceDetailView get(@PathParam("id") String id) {
        return DeviceDetailView.of(node.registry().require(deviceId(id)), node);
    }

    @DELETE
    @Path("{id}")
    @Consumes(MediaType.WILDCARD)
    public void forget(@PathParam("id") String id, @Context HttpServletRequest request) {
        node.registry().forget(deviceId(id), actor(request));
    }

    @GET
    @Path("{id}/revocation")
    public Preview preview(@PathParam("id") String id) {
        return new Preview(node.registry().consequences(deviceId(id)));
    }

    @PUT
    @Path("{id}/revocation")
    public DeviceDetailView revoke(@PathParam("id") String id, Because body, @Context HttpServletRequest request) {
        return DeviceDetailView.of(node.registry().revoke(deviceId(id), actor(request), body.text()), node);
    }

    @PUT
    @Path("{id}/suspension")
    public DeviceDetailView block(@PathParam("id") String id, Because body, @Context HttpServletRequest request) {
        return DeviceDetailView.of(node.registry().suspend(deviceId(id), actor(request), body.text()), node);
    }

    @DELETE
    @Path("{id}/suspension")
    @Consumes(MediaType.WILDCARD)
    public DeviceDetailView unblock(@PathParam("id") String id, @Context HttpServletRequest request) {
        return DeviceDetailView.of(node.registry().lift(deviceId(id), actor(request)), node);
    }

    @PUT
    @Path("{id}/name")
    public DeviceDetailView rename(@PathParam("id") String id, Name body, @Context HttpServletRequest request) {
        return DeviceDetailView.of(node.registry().rename(deviceId(id), body.name(), actor(request)), node);
    }

    private static String actor(HttpServletRequest request) {
        return Caller.require(request).actor();
    }

    private static DeviceId deviceId(String id) {
        return new DeviceId(Parameters.id(id, "no-such-device", "There is no such device."));
    }
}

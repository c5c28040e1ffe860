package org.handfast.web.device;

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

import org.handfast.api.DeviceId;
import org.handfast.core.node.Node;
import org.handfast.core.registry.DeviceRecord;
import org.handfast.web.hub.HubLifecycle;
import org.handfast.web.json.Items;
import org.handfast.web.json.Parameters;
import org.handfast.web.security.Caller;

/** What applications said to a device, and it to them. */
@Path("devices/{id}/messages")
@Produces(MediaType.APPLICATION_JSON)
public class MessagesResource {

    /** Of 64 KiB each, so that an answer stays one that a page can take. */
    private static final int MOST = 100;

    private static final int STANDARD = 50;

    private final Node node;

    @Inject
    public MessagesResource(HubLifecycle lifecycle) {
        this.node = lifecycle.hub().node();
    }

    @GET
    public Items<MessageView> list(@PathParam("id") String id, @QueryParam("limit") String limit) {
        return new Items<>(node.messages().newest(device(id), Parameters.limit(limit, STANDARD, MOST)).stream()
                .map(MessageView::of)
                .toList());
    }

    @DELETE
    public void clear(@PathParam("id") String id, @Context HttpServletRequest request) {
        node.messages().clear(device(id), Caller.require(request).actor());
    }

    private DeviceRecord device(String id) {
        return node.registry().require(new DeviceId(Parameters.id(id, "no-such-device", "There is no such device.")));
    }
}

package org.handfast.web.mailbox;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import org.handfast.core.node.Node;
import org.handfast.web.hub.HubLifecycle;
import org.handfast.web.json.Items;
import org.handfast.web.json.Parameters;

/** What waits for devices. */
@Path("mailboxes")
@Produces(MediaType.APPLICATION_JSON)
public class MailboxesResource {

    private final Node node;

    @Inject
    public MailboxesResource(HubLifecycle lifecycle) {
        this.node = lifecycle.hub().node();
    }

    @GET
    public Items<MailboxView> list(@QueryParam("limit") String limit) {
        return new Items<>(node.backlog().sizes(Parameters.limit(limit)).stream()
                .map(s -> MailboxView.of(s, node))
                .toList());
    }
}

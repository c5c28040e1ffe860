package org.handfast.web.conversation;

import java.util.List;
import java.util.UUID;

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
import org.handfast.api.Fault;
import org.handfast.core.flight.FlightRecord;
import org.handfast.core.node.Node;
import org.handfast.web.hub.HubLifecycle;
import org.handfast.web.json.Items;
import org.handfast.web.json.Parameters;
import org.handfast.web.security.Caller;

/** Pairings in progress, and flight records. */
@Path("conversations")
@Produces(MediaType.APPLICATION_JSON)
public class ConversationsResource {

    private static final String NO_SUCH = "no-such-conversation";
    private static final String SENTENCE = "There is no such conversation, or its record is no longer kept.";

    private final Node node;

    @Inject
    public ConversationsResource(HubLifecycle lifecycle) {
        this.node = lifecycle.hub().node();
    }

    /** A conversation with its timeline. */
    record FlightRecordView(ConversationView conversation, List<FlightRecord.Entry> entries) {}

    @GET
    public Items<ConversationView> list(@QueryParam("device") String device, @QueryParam("limit") String limit) {
        int most = Parameters.limit(limit);
        List<FlightRecord> flights = device == null
                ? node.flights(most)
                : node.flightsOf(
                        node.registry()
                                .require(new DeviceId(
                                        Parameters.id(device, "no-such-device", "There is no such device."))),
                        most);
        return new Items<>(
                flights.stream().map(f -> ConversationView.of(f, node)).toList());
    }

    @GET
    @Path("{id}")
    public FlightRecordView get(@PathParam("id") String id) {
        FlightRecord flight =
                node.flight(Parameters.id(id, NO_SUCH, SENTENCE)).orElseThrow(ConversationsResource::none);
        return new FlightRecordView(ConversationView.of(flight, node), flight.entries());
    }

    @DELETE
    @Path("{id}")
    public void cancel(@PathParam("id") String id, @Context HttpServletRequest request) {
        UUID conversation = Parameters.id(id, NO_SUCH, SENTENCE);
        if (!node.engine()
                .cancel(conversation, "Ended by " + Caller.require(request).actor() + ".")) {
            throw none();
        }
    }

    private static Fault none() {
        return new Fault(Fault.Category.OPERATOR_INPUT, NO_SUCH, SENTENCE);
    }
}

package org.handfast.web.room;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

import org.handfast.api.DeviceId;
import org.handfast.api.Fault;
import org.handfast.api.Participant;
import org.handfast.core.flight.FlightRecord;
import org.handfast.core.node.Node;
import org.handfast.core.registry.DeviceRecord;
import org.handfast.core.registry.ProtocolAddress;
import org.handfast.web.hub.HubLifecycle;
import org.handfast.web.json.Items;
import org.handfast.web.json.Parameters;

/** Conversations in progress that are gatherings. */
@Path("rooms")
@Produces(MediaType.APPLICATION_JSON)
public class RoomsResource {

    private static final String NO_SUCH = "no-such-room";
    private static final String SENTENCE = "There is no such room, or it is over.";

    private final Node node;

    @Inject
    public RoomsResource(HubLifecycle lifecycle) {
        this.node = lifecycle.hub().node();
    }

    /** One, and who takes part. */
    private record Gathering(FlightRecord flight, List<Participant> participants) {}

    @GET
    public Items<RoomView> list(@QueryParam("device") String device, @QueryParam("limit") String limit) {
        Predicate<Gathering> wanted = wanted(device);
        return new Items<>(node.engine().inProgress().stream()
                .flatMap(f -> gathering(f).stream())
                .filter(wanted)
                .limit(Parameters.limit(limit))
                .map(this::view)
                .toList());
    }

    private Predicate<Gathering> wanted(@Nullable String device) {
        if (device == null) {
            return g -> true;
        }
        DeviceRecord record = node.registry()
                .require(new DeviceId(Parameters.id(device, "no-such-device", "There is no such device.")));
        return g -> g.participants().stream()
                .map(p -> new ProtocolAddress(g.flight().protocol(), p.address()))
                .anyMatch(record.addresses()::contains);
    }

    @GET
    @Path("{id}")
    public RoomDetailView get(@PathParam("id") String id) {
        UUID conversation = Parameters.id(id, NO_SUCH, SENTENCE);
        Gathering found = node.engine()
                .inProgress(conversation)
                .flatMap(this::gathering)
                .orElseThrow(() -> new Fault(Fault.Category.OPERATOR_INPUT, NO_SUCH, SENTENCE));
        return new RoomDetailView(
                view(found),
                found.participants().stream()
                        .map(p ->
                                RoomDetailView.ParticipantView.of(found.flight().protocol(), p, node))
                        .toList());
    }

    private Optional<Gathering> gathering(FlightRecord flight) {
        return node.engine().participants(flight.id()).map(p -> new Gathering(flight, p));
    }

    private RoomView view(Gathering gathering) {
        FlightRecord flight = gathering.flight();
        return RoomView.of(flight, node.engine().title(flight.protocol()), gathering.participants());
    }
}

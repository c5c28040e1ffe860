package org.handfast.web.room;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.handfast.api.Participant;
import org.handfast.core.flight.FlightRecord;

/** A conversation that is a gathering, as {@code Room} of the API. */
record RoomView(
        UUID conversationId,
        String protocol,
        String protocolTitle,
        String name,
        String label,
        Instant startedAt,
        long members,
        long present,
        long atTheDoor) {

    private static final String DOOR = "door";

    static RoomView of(FlightRecord flight, String protocolTitle, List<Participant> participants) {
        List<Participant> members =
                participants.stream().filter(p -> !p.facts().containsKey(DOOR)).toList();
        return new RoomView(
                flight.id(),
                flight.protocol(),
                protocolTitle,
                name(flight.key()),
                flight.label(),
                flight.startedAt(),
                members.size(),
                members.stream().filter(Participant::present).count(),
                participants.size() - members.size());
    }

    /** The id of a key as text, which has its kind in front. */
    private static String name(String key) {
        return key.substring(key.indexOf('/') + 1);
    }
}

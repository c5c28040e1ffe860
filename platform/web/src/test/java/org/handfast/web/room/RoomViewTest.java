package org.handfast.web.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import org.handfast.api.Address;
import org.handfast.api.Participant;
import org.handfast.api.State;
import org.handfast.core.flight.FlightRecord;

class RoomViewTest {

    private static FlightRecord room(String key) {
        return new FlightRecord(
                UUID.randomUUID(),
                "chat",
                key,
                Optional.empty(),
                Optional.empty(),
                State.Phase.ESTABLISHED,
                "Room",
                Optional.empty(),
                "",
                Instant.parse("2026-03-01T12:00:00Z"),
                Optional.empty(),
                List.of(),
                3,
                4);
    }

    private static Participant who(String address, boolean present, Map<String, String> facts) {
        return new Participant(new Address(address), "Member", present, facts);
    }

    @Test
    void countsWhoIsThereAndWhoWaitsAtTheDoor() {
        var view = RoomView.of(
                room("room/lab"),
                "Chat",
                List.of(
                        who("a", true, Map.of("identity", "proven")),
                        who("b", false, Map.of()),
                        who("c", true, Map.of("door", "an answer of a"))));
        assertThat(view.name()).isEqualTo("lab");
        assertThat(view.protocolTitle()).isEqualTo("Chat");
        assertThat(view.members()).isEqualTo(2);
        assertThat(view.present()).isEqualTo(1);
        assertThat(view.atTheDoor()).isEqualTo(1);
    }

    @Test
    void takesTheWholeIdForTheName() {
        assertThat(RoomView.of(room("room/a/b"), "Chat", List.of()).name()).isEqualTo("a/b");
    }
}

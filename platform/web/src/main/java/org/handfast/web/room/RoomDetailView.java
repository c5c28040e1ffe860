package org.handfast.web.room;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.handfast.api.Device.Trust;
import org.handfast.api.Participant;
import org.handfast.core.node.Node;
import org.handfast.core.registry.DeviceRecord;
import org.handfast.core.registry.ProtocolAddress;

/** A room with who takes part, as {@code RoomDetail} of the API. */
record RoomDetailView(RoomView room, List<ParticipantView> participants) {

    RoomDetailView {
        participants = List.copyOf(participants);
    }

    /** One who takes part. */
    record ParticipantView(
            String address,
            Optional<UUID> deviceId,
            Optional<String> name,
            Optional<Trust> trust,
            String standing,
            boolean present,
            Map<String, String> facts) {

        static ParticipantView of(String protocol, Participant participant, Node node) {
            Optional<DeviceRecord> device =
                    node.ports().store().deviceAt(new ProtocolAddress(protocol, participant.address()));
            return new ParticipantView(
                    participant.address().value(),
                    device.map(d -> d.id().value()),
                    device.map(DeviceRecord::name),
                    device.map(DeviceRecord::trust),
                    participant.standing(),
                    participant.present(),
                    participant.facts());
        }
    }
}

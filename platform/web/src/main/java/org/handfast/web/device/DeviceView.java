package org.handfast.web.device;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.handfast.api.Device.Trust;
import org.handfast.core.flight.FlightRecord;
import org.handfast.core.node.Node;
import org.handfast.core.presence.Presence;
import org.handfast.core.registry.DeviceRecord;

/** A device, as {@code Device} of the API. */
record DeviceView(
        UUID id,
        String name,
        String kind,
        Trust trust,
        String trustReason,
        List<AddressView> addresses,
        boolean connected,
        boolean replayable,
        Optional<ConnectionView> connection,
        Optional<String> approvedBy,
        Optional<Instant> approvedAt,
        Instant firstSeen,
        Optional<Instant> lastSeen) {

    /** What a protocol remembers of a device whose way to connect could be repeated from a recording. */
    private static final String REPLAYABLE = "replayable";

    /** What it remembers since the device connects afresh each time, and is refused otherwise. */
    private static final String FRESH = "fresh";

    /** One of its names. */
    record AddressView(String protocol, String protocolTitle, String address) {}

    /** The newest link it is connected on, and how many there are. */
    record ConnectionView(String remote, UUID conversationId, String label, int links) {

        static ConnectionView of(Presence.Bound bound, int links, Node node) {
            return new ConnectionView(
                    bound.link().remote(),
                    bound.conversation(),
                    node.engine()
                            .inProgress(bound.conversation())
                            .map(FlightRecord::label)
                            .orElse(""),
                    links);
        }
    }

    static DeviceView of(DeviceRecord device, Node node) {
        Optional<ConnectionView> connection = device.addresses().stream()
                .flatMap(a -> node.presence().at(a).stream())
                .findFirst()
                .map(b -> ConnectionView.of(
                        b,
                        device.addresses().stream()
                                .mapToInt(node.presence()::links)
                                .sum(),
                        node));
        return new DeviceView(
                device.id().value(),
                device.name(),
                device.kind(),
                device.trust(),
                device.trustReason(),
                device.addresses().stream()
                        .map(a -> new AddressView(
                                a.protocol(),
                                node.engine().title(a.protocol()),
                                a.address().value()))
                        .toList(),
                connection.isPresent(),
                device.facts().stream().anyMatch(f -> f.name().equals(REPLAYABLE) && !fresh(device, f.protocol())),
                connection,
                device.approval().map(DeviceRecord.Approved::by),
                device.approval().map(DeviceRecord.Approved::at),
                device.firstSeen(),
                device.lastSeen());
    }

    private static boolean fresh(DeviceRecord device, String protocol) {
        return device.facts().stream()
                .anyMatch(f -> f.name().equals(FRESH) && f.protocol().equals(protocol));
    }
}

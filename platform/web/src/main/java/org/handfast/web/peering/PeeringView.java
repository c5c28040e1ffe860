package org.handfast.web.peering;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.handfast.api.Address;
import org.handfast.api.Device.Trust;
import org.handfast.api.Peering;
import org.handfast.api.Shown;
import org.handfast.core.node.Node;
import org.handfast.core.registry.DeviceRecord;
import org.handfast.core.registry.PeeringRecord;
import org.handfast.core.registry.ProtocolAddress;

/** A pairing of two devices, as {@code Peering} of the API. */
public record PeeringView(
        String protocol,
        String protocolTitle,
        Peer proposer,
        Peer other,
        Peering.Standing standing,
        Instant since,
        Optional<String> reason,
        List<Shown> shown) {

    /** One end. */
    public record Peer(
            String address, boolean connected, Optional<UUID> deviceId, Optional<String> name, Optional<Trust> trust) {

        static Peer of(String protocol, Address address, Node node) {
            var at = new ProtocolAddress(protocol, address);
            Optional<DeviceRecord> device = node.ports().store().deviceAt(at);
            return new Peer(
                    address.value(),
                    node.presence().at(at).isPresent(),
                    device.map(d -> d.id().value()),
                    device.map(DeviceRecord::name),
                    device.map(DeviceRecord::trust));
        }
    }

    /** One of a node's. */
    public static PeeringView of(PeeringRecord record, Node node) {
        Peering peering = record.peering();
        return new PeeringView(
                record.protocol(),
                node.engine().title(record.protocol()),
                Peer.of(record.protocol(), peering.proposer(), node),
                Peer.of(record.protocol(), peering.other(), node),
                peering.standing(),
                record.since(),
                record.reason(),
                peering.shown());
    }
}

package org.handfast.web.device;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.handfast.core.mailbox.MailboxSize;
import org.handfast.core.node.Node;
import org.handfast.core.registry.DeviceRecord;
import org.handfast.core.registry.PairingRecord;
import org.handfast.web.peering.PeeringView;

/** A device with its pairings and what waits for it, as {@code DeviceDetail} of the API. */
record DeviceDetailView(
        DeviceView device,
        List<PairingView> pairings,
        List<PeeringView> peerings,
        WaitingView mailbox,
        List<DeviceRecord.Fact> facts) {

    /** How much waits for it. */
    record WaitingView(long parcels, long bytes) {

        static WaitingView of(DeviceRecord device, Node node) {
            List<MailboxSize> sizes = node.backlog().of(device);
            return new WaitingView(
                    sizes.stream().mapToLong(MailboxSize::parcels).sum(),
                    sizes.stream().mapToLong(MailboxSize::bytes).sum());
        }
    }

    /** A pairing with the hub. */
    record PairingView(
            String protocol,
            String protocolTitle,
            String with,
            String algorithm,
            String publicKey,
            List<String> fingerprint,
            List<String> ownFingerprint,
            Instant since,
            Optional<String> approvedBy,
            Optional<Instant> approvedAt) {

        static PairingView of(PairingRecord pairing, Node node) {
            return new PairingView(
                    pairing.ref().protocol(),
                    node.engine().title(pairing.ref().protocol()),
                    pairing.ref().pairing().b(),
                    pairing.theirKey().algorithm().name(),
                    pairing.theirKey().bytes().hex(),
                    pairing.fingerprints().theirs(),
                    pairing.fingerprints().own(),
                    pairing.since(),
                    pairing.approval().map(DeviceRecord.Approved::by),
                    pairing.approval().map(DeviceRecord.Approved::at));
        }
    }

    static DeviceDetailView of(DeviceRecord device, Node node) {
        return new DeviceDetailView(
                DeviceView.of(device, node),
                node.registry().pairings(device).stream()
                        .map(p -> PairingView.of(p, node))
                        .toList(),
                node.peerings().of(device).stream()
                        .map(p -> PeeringView.of(p, node))
                        .toList(),
                WaitingView.of(device, node),
                device.facts());
    }
}

package org.handfast.web.mailbox;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import org.handfast.core.mailbox.MailboxSize;
import org.handfast.core.node.Node;
import org.handfast.core.registry.DeviceRecord;

/** A mailbox, as {@code Mailbox} of the API. */
record MailboxView(
        String protocol,
        String protocolTitle,
        String address,
        Optional<UUID> deviceId,
        Optional<String> deviceName,
        int parcels,
        long bytes,
        Optional<Instant> oldestAt) {

    static MailboxView of(MailboxSize size, Node node) {
        String protocol = size.mailbox().protocol();
        Optional<DeviceRecord> device = node.ports().store().deviceAt(size.mailbox());
        return new MailboxView(
                protocol,
                node.engine().title(protocol),
                size.mailbox().address().value(),
                device.map(d -> d.id().value()),
                device.map(DeviceRecord::name),
                size.parcels(),
                size.bytes(),
                size.oldest());
    }
}

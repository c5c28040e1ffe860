package org.handfast.core.node;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.handfast.api.Address;
import org.handfast.core.item.ScopeSize;
import org.handfast.core.mailbox.MailboxSize;
import org.handfast.core.mailbox.Mailboxes;
import org.handfast.core.registry.DeviceRecord;
import org.handfast.core.registry.ProtocolAddress;
import org.handfast.core.store.Store;

/** All that waits for devices, whether their protocol keeps it in a mailbox or as items. Thread-safe. */
public final class Backlog {

    private final Mailboxes mailboxes;
    private final Store store;
    private final Supplier<Instant> now;

    Backlog(Mailboxes mailboxes, Store store, Supplier<Instant> now) {
        this.mailboxes = mailboxes;
        this.store = store;
        this.now = now;
    }

    /** How much waits where, most first; an item counts as a parcel. */
    public List<MailboxSize> sizes(int limit) {
        Stream<MailboxSize> queued = store.queues(now.get(), limit).stream().map(Backlog::size);
        Map<ProtocolAddress, MailboxSize> sizes = new HashMap<>();
        Stream.concat(mailboxes.sizes(limit).stream(), queued)
                .forEach(s -> sizes.merge(s.mailbox(), s, MailboxSize::plus));
        return sizes.values().stream()
                .sorted(MailboxSize.FULLEST_FIRST)
                .limit(limit)
                .toList();
    }

    /** How much waits for a device, by its addresses; those that nothing waits for may be left out. */
    public List<MailboxSize> of(DeviceRecord device) {
        return Stream.concat(
                        device.addresses().stream().map(mailboxes::size),
                        store.queuesOf(device.id(), now.get()).stream().map(Backlog::size))
                .toList();
    }

    private static MailboxSize size(ScopeSize queue) {
        return new MailboxSize(
                new ProtocolAddress(
                        queue.scope().protocol(), new Address(queue.scope().name())),
                Math.toIntExact(queue.items()),
                queue.bytes(),
                Optional.of(queue.oldest()));
    }
}

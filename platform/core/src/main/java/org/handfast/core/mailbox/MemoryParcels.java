package org.handfast.core.mailbox;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.handfast.core.registry.ProtocolAddress;

/** Parcels in memory, for devices and tests. */
public final class MemoryParcels implements ParcelStore {

    private final NavigableMap<Long, StoredParcel> parcels = new TreeMap<>();

    @Override
    public synchronized void write(List<StoredParcel> kept, Collection<Long> gone) {
        kept.forEach(p -> parcels.put(p.number(), p));
        gone.forEach(parcels::remove);
    }

    @Override
    public synchronized List<StoredParcel> waiting(ProtocolAddress mailbox, long after, int limit) {
        return parcels.tailMap(after, false).values().stream()
                .filter(p -> p.mailbox().equals(mailbox))
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized long lastNumber() {
        return parcels.isEmpty() ? 0 : parcels.lastKey();
    }

    @Override
    public synchronized List<ProtocolAddress> dropExpired(Instant now) {
        List<StoredParcel> expired =
                parcels.values().stream().filter(p -> !p.until().isAfter(now)).toList();
        expired.forEach(p -> parcels.remove(p.number()));
        return expired.stream().map(StoredParcel::mailbox).distinct().toList();
    }

    @Override
    public synchronized void forget(ProtocolAddress owner) {
        parcels.values()
                .removeIf(p -> p.mailbox().equals(owner)
                        || p.protocol().equals(owner.protocol())
                                && p.parcel().from().equals(owner.address()));
    }

    @Override
    public synchronized List<MailboxSize> sizes(int limit) {
        return parcels.values().stream().collect(Collectors.groupingBy(StoredParcel::mailbox)).entrySet().stream()
                .map(e -> size(e.getKey(), e.getValue()))
                .sorted(Comparator.comparingLong(MailboxSize::bytes).reversed())
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized MailboxSize size(ProtocolAddress mailbox) {
        return size(mailbox, waiting(mailbox, 0, Integer.MAX_VALUE));
    }

    private static MailboxSize size(ProtocolAddress mailbox, List<StoredParcel> parcels) {
        return new MailboxSize(
                mailbox,
                parcels.size(),
                parcels.stream().mapToLong(p -> p.parcel().bytes().size()).sum());
    }
}

package org.handfast.core.mailbox;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.handfast.core.registry.ProtocolAddress;

/** Parcels in memory, for devices and tests. */
public final class MemoryParcels implements ParcelStore {

    private final NavigableMap<Long, StoredParcel> parcels = new TreeMap<>();

    @Override
    public synchronized void write(List<StoredParcel> kept, Collection<Long> gone) {
        gone.forEach(parcels::remove);
        kept.forEach(p -> parcels.putIfAbsent(p.number(), p));
    }

    @Override
    public synchronized List<StoredParcel> waiting(ProtocolAddress mailbox, long after, int limit) {
        return in(parcels.tailMap(after, false), mailbox).limit(limit).toList();
    }

    @Override
    public synchronized List<ParcelHeader> headers(ProtocolAddress mailbox) {
        return in(parcels, mailbox).map(StoredParcel::header).toList();
    }

    private static Stream<StoredParcel> in(Map<Long, StoredParcel> parcels, ProtocolAddress mailbox) {
        return parcels.values().stream().filter(p -> p.mailbox().equals(mailbox));
    }

    @Override
    public synchronized long lastNumber() {
        return parcels.isEmpty() ? 0 : parcels.lastKey();
    }

    @Override
    public synchronized List<ProtocolAddress> dropExpired(Instant now) {
        return drop(p -> !p.until().isAfter(now));
    }

    @Override
    public synchronized List<ProtocolAddress> forget(ProtocolAddress owner) {
        return drop(p -> p.protocol().equals(owner.protocol())
                && (p.parcel().to().equals(owner.address()) || p.parcel().from().equals(owner.address())));
    }

    private List<ProtocolAddress> drop(Predicate<StoredParcel> which) {
        List<StoredParcel> dropped = parcels.values().stream().filter(which).toList();
        dropped.forEach(p -> parcels.remove(p.number()));
        return dropped.stream().map(StoredParcel::mailbox).distinct().toList();
    }

    @Override
    public synchronized List<MailboxSize> sizes(int limit) {
        Map<ProtocolAddress, MailboxSize> sizes = new HashMap<>();
        for (StoredParcel p : parcels.values()) {
            sizes.merge(p.mailbox(), sizeOf(p), MailboxSize::plus);
        }
        return sizes.values().stream()
                .sorted(MailboxSize.FULLEST_FIRST)
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized MailboxSize size(ProtocolAddress mailbox) {
        return in(parcels, mailbox).map(MemoryParcels::sizeOf).reduce(MailboxSize.empty(mailbox), MailboxSize::plus);
    }

    private static MailboxSize sizeOf(StoredParcel p) {
        return new MailboxSize(p.mailbox(), 1, p.parcel().bytes().size(), Optional.of(p.at()));
    }
}

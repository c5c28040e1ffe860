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

import org.jspecify.annotations.Nullable;

import org.handfast.api.Address;
import org.handfast.api.Parcel;

/** What waits in one mailbox: its order, its names, and how much of it is whose. Guarded by the mailbox. */
final class Waiting {

    private final NavigableMap<Long, WaitingParcel> order = new TreeMap<>();
    private final Map<Name, WaitingParcel> names = new HashMap<>();
    private final Map<Name, WaitingParcel> topics = new HashMap<>();
    private final Map<Address, Share> shares = new HashMap<>();
    private long bytes;
    private long topicBytes;
    private long lastKept;

    /** An id, or a topic, of a sender. */
    private record Name(Address from, String name) {}

    /** What one sender has waiting. */
    private record Share(int parcels, long bytes) {
        static final Share NONE = new Share(0, 0);

        Share with(int size) {
            return new Share(parcels + 1, bytes + size);
        }

        Share without(int size) {
            return new Share(parcels - 1, bytes - size);
        }
    }

    /** What is in the store. */
    static Waiting of(List<ParcelHeader> headers) {
        var waiting = new Waiting();
        headers.forEach(h -> waiting.add(new WaitingParcel(h)));
        return waiting;
    }

    void add(WaitingParcel parcel) {
        ParcelHeader header = parcel.header;
        order.put(header.number(), parcel);
        names.put(new Name(header.from(), header.id()), parcel);
        header.topic().ifPresent(topic -> {
            topics.put(new Name(header.from(), topic), parcel);
            topicBytes += header.size();
        });
        shares.put(header.from(), share(header.from()).with(header.size()));
        bytes += header.size();
        if (!parcel.live()) {
            kept(parcel);
        }
    }

    /** A parcel is in the store, or on its way there. */
    void kept(WaitingParcel parcel) {
        lastKept = Math.max(lastKept, parcel.number());
    }

    void remove(WaitingParcel parcel) {
        ParcelHeader header = parcel.header;
        order.remove(header.number());
        names.remove(new Name(header.from(), header.id()));
        header.topic().ifPresent(topic -> {
            topics.remove(new Name(header.from(), topic));
            topicBytes -= header.size();
        });
        Share rest = share(header.from()).without(header.size());
        if (rest.parcels() == 0) {
            shares.remove(header.from());
        } else {
            shares.put(header.from(), rest);
        }
        bytes -= header.size();
    }

    private Share share(Address from) {
        return shares.getOrDefault(from, Share.NONE);
    }

    /** The parcel of a number. */
    @Nullable
    WaitingParcel at(long number) {
        return order.get(number);
    }

    /** The first one after a number. */
    @Nullable
    WaitingParcel after(long number) {
        Map.Entry<Long, WaitingParcel> next = order.higherEntry(number);
        return next == null ? null : next.getValue();
    }

    /** The parcel of an id. */
    @Nullable
    WaitingParcel named(Address from, String id) {
        return names.get(new Name(from, id));
    }

    /** The parcel whose place one of this topic takes. */
    @Nullable
    WaitingParcel onTopic(Address from, Optional<String> topic) {
        return topic.map(t -> topics.get(new Name(from, t))).orElse(null);
    }

    /**
     * True if a parcel fits beside those that are there, but for one whose place it takes. Those on topics, which is how
     * strangers begin, have half of the room at most: the other half is for those who have begun.
     */
    boolean hasRoom(Parcel parcel, @Nullable WaitingParcel instead, Quotas quotas) {
        int parcels = instead == null ? 1 : 0;
        long size = parcel.bytes().size() - (instead == null ? 0 : instead.size());
        Share share = share(parcel.from());
        return order.size() + parcels <= quotas.mailboxParcels()
                && bytes + size <= quotas.mailboxBytes()
                && (parcel.topic().isEmpty()
                        || topics.size() + parcels <= (quotas.mailboxParcels() + 1) / 2
                                && topicBytes + size <= quotas.mailboxBytes() / 2)
                && share.parcels() + parcels <= quotas.senderParcels()
                && share.bytes() + size <= quotas.senderBytes();
    }

    /** The highest number that was ever stored or being stored, as long as anything waits. */
    long lastKept() {
        return lastKept;
    }

    /** Those of a sort, in order. */
    List<WaitingParcel> all(Predicate<WaitingParcel> which) {
        return order.values().stream().filter(which).toList();
    }

    /** Those after a number up to another, in order. */
    Collection<WaitingParcel> between(long after, long upTo) {
        return after >= upTo
                ? List.of()
                : order.subMap(after, false, upTo, true).values();
    }

    boolean isEmpty() {
        return order.isEmpty();
    }

    int parcels() {
        return order.size();
    }

    long bytes() {
        return bytes;
    }

    /** When the first in the order came. */
    Optional<Instant> oldest() {
        return order.values().stream().findFirst().map(p -> p.header.at());
    }
}

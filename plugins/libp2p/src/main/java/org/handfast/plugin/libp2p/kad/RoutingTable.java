package org.handfast.plugin.libp2p.kad;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.handfast.plugin.libp2p.multiaddr.IpGroup;
import org.handfast.plugin.libp2p.peer.PeerId;

/**
 * The peers that are asked first: up to 20 for each number of first bits that their place shares with this node's (libp2p specs,
 * kad-dht). Who is in stays in as long as it answers. Holds only peers that have proven to be there; whoever calls sees to
 * that. Not thread-safe.
 */
final class RoutingTable {

    /** How many a bucket has. */
    static final int K = 20;

    private final KadId self;
    private final GroupLimits limits;
    /** By shared bits; in each, who was heard of longest ago comes first. */
    private final List<Map<PeerId, Contact>> buckets = new ArrayList<>();

    RoutingTable(KadId self, GroupLimits limits) {
        this.self = self;
        this.limits = limits;
        for (int i = 0; i < KadId.BITS; i++) {
            buckets.add(new LinkedHashMap<>());
        }
    }

    /** What came of an offer. */
    enum Offer {
        /** It is in now. */
        ENTERED,
        /** It was in, and is now the one heard of last. */
        STAYED,
        /** Its bucket is full: the {@link #eldest} may have to go. */
        FULL,
        /** Enough peers have addresses near its own, or it is this node. */
        REFUSED
    }

    /** Takes a peer in, if there is room. */
    Offer offer(Contact contact) {
        @Nullable Map<PeerId, Contact> bucket = bucket(contact.place());
        if (bucket == null) {
            return Offer.REFUSED;
        }
        boolean known = bucket.containsKey(contact.peer());
        if (crowded(contact, bucket)) {
            bucket.remove(contact.peer());
            return Offer.REFUSED;
        }
        if (!known && bucket.size() >= K) {
            return Offer.FULL;
        }
        bucket.remove(contact.peer());
        bucket.put(contact.peer(), contact);
        return known ? Offer.STAYED : Offer.ENTERED;
    }

    private boolean crowded(Contact contact, Map<PeerId, Contact> bucket) {
        return limits.counts(contact.group())
                && (others(contact, bucket.values().stream()) >= limits.perBucket()
                        || others(contact, all()) >= limits.inTable());
    }

    private static long others(Contact contact, Stream<Contact> among) {
        Optional<IpGroup> group = contact.group();
        return among.filter(
                        other -> other.group().equals(group) && !other.peer().equals(contact.peer()))
                .count();
    }

    /** Who was heard of longest ago in the bucket of a place. */
    Optional<Contact> eldest(KadId place) {
        @Nullable Map<PeerId, Contact> bucket = bucket(place);
        return bucket == null ? Optional.empty() : bucket.values().stream().findFirst();
    }

    /** A peer answered. */
    void seen(Contact contact) {
        @Nullable Map<PeerId, Contact> bucket = bucket(contact.place());
        @Nullable Contact known = bucket == null ? null : bucket.remove(contact.peer());
        if (bucket != null && known != null) {
            bucket.put(known.peer(), known);
        }
    }

    /** A peer is out; nothing if it was not in. */
    void remove(Contact contact) {
        @Nullable Map<PeerId, Contact> bucket = bucket(contact.place());
        if (bucket != null) {
            bucket.remove(contact.peer());
        }
    }

    /** Who is in, of a place. */
    Optional<Contact> find(PeerId peer, KadId place) {
        @Nullable Map<PeerId, Contact> bucket = bucket(place);
        return bucket == null ? Optional.empty() : Optional.ofNullable(bucket.get(peer));
    }

    /** Those closest to a place, closest first. */
    List<Contact> closest(KadId target, int count) {
        return all().sorted(Comparator.comparing(Contact::place, target.closest()))
                .limit(count)
                .toList();
    }

    /** Everybody, those far away first. */
    Stream<Contact> all() {
        return buckets.stream().flatMap(b -> b.values().stream());
    }

    /** How many there are. */
    int size() {
        return buckets.stream().mapToInt(Map::size).sum();
    }

    /** The most bits that anybody shares with this node; -1 if nobody is in. */
    int deepest() {
        for (int i = KadId.BITS - 1; i >= 0; i--) {
            if (!buckets.get(i).isEmpty()) {
                return i;
            }
        }
        return -1;
    }

    private @Nullable Map<PeerId, Contact> bucket(KadId place) {
        int shared = self.shared(place);
        return shared == KadId.BITS ? null : buckets.get(shared);
    }
}

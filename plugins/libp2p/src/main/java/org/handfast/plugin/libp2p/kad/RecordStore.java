package org.handfast.plugin.libp2p.kad;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.handfast.api.Bytes;
import org.handfast.api.Records;
import org.handfast.plugin.libp2p.multiaddr.IpGroup;
import org.handfast.plugin.libp2p.peer.PeerId;

/**
 * The records that this node keeps for others, the newest under each key. Bounded in number, in bytes, for each peer and for each
 * group of addresses; where a bound is met, the oldest record of whoever has most among those that are bounded gives way. Not
 * thread-safe.
 */
final class RecordStore {

    /** How many it keeps at most. */
    static final int MOST = 2_000;

    /** How many bytes of values. */
    static final int MOST_BYTES = 2 << 20;

    /** How many for one peer. */
    static final int PER_PEER = 32;

    private final GroupLimits limits;
    /** Those that came first, first. */
    private final Map<Bytes, Kept> records = new LinkedHashMap<>();

    private int bytes;

    /**
     * A record.
     *
     * @param from who it came from, and where that was
     * @param received when it came
     */
    record Kept(Bytes key, Bytes value, Records.Keeping keeping, Source from, Instant received) {}

    /** Whose record it is. */
    record Source(PeerId peer, Optional<IpGroup> group) {}

    RecordStore(GroupLimits limits) {
        this.limits = limits;
    }

    /** What is kept under a key now. */
    Optional<Kept> get(Bytes key, Instant now) {
        @Nullable Kept kept = records.get(key);
        if (kept != null && !kept.keeping().until().isAfter(now)) {
            remove(key);
            return Optional.empty();
        }
        return Optional.ofNullable(kept);
    }

    /**
     * Keeps a record that was found valid, unless a newer one is kept, or another one that was made at the same time.
     *
     * @return what is kept under the key now
     */
    Kept put(Kept record, Instant now) {
        Optional<Kept> before = get(record.key(), now).filter(kept -> !yields(kept, record));
        if (before.isPresent()) {
            return before.get();
        }
        remove(record.key());
        makeRoom(record, now);
        records.put(record.key(), record);
        bytes += size(record);
        return record;
    }

    private static boolean yields(Kept kept, Kept to) {
        int later = to.keeping().made().compareTo(kept.keeping().made());
        return later > 0 || later == 0 && kept.value().equals(to.value());
    }

    private void makeRoom(Kept next, Instant now) {
        Source from = next.from();
        bound(PER_PEER, k -> k.from().peer().equals(from.peer()));
        if (limits.counts(from.group())) {
            bound(limits.records(), k -> k.from().group().equals(from.group()));
        }
        if (records.size() >= MOST || bytes + size(next) > MOST_BYTES) {
            forget(now);
        }
        while (records.size() >= MOST || bytes + size(next) > MOST_BYTES) {
            remove(yielding(k -> true));
        }
    }

    private void bound(int most, Predicate<Kept> bounded) {
        while (records.values().stream().filter(bounded).count() >= most) {
            remove(yielding(bounded));
        }
    }

    private Bytes yielding(Predicate<Kept> bounded) {
        Map<PeerId, Long> counts = records.values().stream()
                .filter(bounded)
                .map(k -> k.from().peer())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        long most = counts.values().stream().mapToLong(Long::longValue).max().orElse(0);
        return records.values().stream()
                .filter(bounded)
                .filter(k -> counts.getOrDefault(k.from().peer(), 0L) == most)
                .findFirst()
                .orElseThrow()
                .key();
    }

    /** Takes a record out; nothing if there is none. */
    void remove(Bytes key) {
        @Nullable Kept gone = records.remove(key);
        if (gone != null) {
            bytes -= size(gone);
        }
    }

    /** Takes out those that are over. */
    void forget(Instant now) {
        records.values().stream()
                .filter(k -> !k.keeping().until().isAfter(now))
                .map(Kept::key)
                .toList()
                .forEach(this::remove);
    }

    /** How many there are. */
    int size() {
        return records.size();
    }

    private static int size(Kept record) {
        return record.key().size() + record.value().size();
    }
}

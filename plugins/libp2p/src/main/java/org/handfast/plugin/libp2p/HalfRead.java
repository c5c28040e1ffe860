package org.handfast.plugin.libp2p;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.handfast.plugin.libp2p.multiaddr.IpGroup;
import org.handfast.plugin.libp2p.peer.PeerId;

/**
 * How much is held of messages that are not whole yet, of all streams together. Bounded: a peer has few such messages, and where
 * there is no room, the oldest gives way of the group of addresses that holds most. Not thread-safe.
 */
final class HalfRead {

    /** How many one peer has. */
    static final int PER_PEER = 8;

    private static final int STANDARD = 16 << 20;

    private final int most;
    /** How many bytes each has; those that began first, first. */
    private final Map<Message, Integer> sizes = new LinkedHashMap<>();

    private int held;

    /** A message that is not whole. Two are never equal. */
    interface Message {
        /** Who sends it. */
        PeerId from();

        /** And from where. */
        Optional<IpGroup> group();

        /** There is no room for it any more. Nothing of it is held from now on. */
        void giveWay();
    }

    HalfRead() {
        this(STANDARD);
    }

    /** One that holds so many bytes at most. */
    HalfRead(int most) {
        this.most = most;
    }

    /** Holds so many bytes more of a message; false if there is no room, and nothing more is to come of it. */
    boolean take(Message of, int bytes) {
        if (!sizes.containsKey(of)
                && sizes.keySet().stream()
                                .filter(m -> m.from().equals(of.from()))
                                .count()
                        >= PER_PEER) {
            return false;
        }
        sizes.merge(of, bytes, Integer::sum);
        held += bytes;
        while (held > most) {
            Message last = oldestOfLargest();
            give(last);
            last.giveWay();
        }
        return sizes.containsKey(of);
    }

    private Message oldestOfLargest() {
        Map<Optional<IpGroup>, Long> groups = sizes.entrySet().stream()
                .collect(Collectors.groupingBy(e -> e.getKey().group(), Collectors.summingLong(e -> e.getValue())));
        return sizes.keySet().stream()
                .max(Comparator.comparing(m -> groups.getOrDefault(m.group(), 0L)))
                .orElseThrow();
    }

    /** Holds nothing of a message any more. */
    void give(Message of) {
        Integer size = sizes.remove(of);
        held -= size == null ? 0 : size;
    }
}

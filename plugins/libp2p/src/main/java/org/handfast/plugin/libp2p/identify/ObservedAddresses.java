package org.handfast.plugin.libp2p.identify;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.handfast.api.transport.SocketPlace;
import org.handfast.plugin.libp2p.multiaddr.IpGroup;
import org.handfast.plugin.libp2p.multiaddr.Multiaddr;

/**
 * Where others see this node. One of them may be wrong or lie: an address counts once peers at two places, of different groups of
 * addresses, have said it, and for half an hour after. Bounded. Not thread-safe.
 */
public final class ObservedAddresses {

    private static final Duration LASTS = Duration.ofMinutes(30);
    private static final int NEEDED = 2;
    private static final int ADDRESSES = 32;
    private static final int WITNESSES = 8;
    private static final int CONFIRMED = 4;
    private static final int PORTS = 2;

    /** For each address, who saw this node there last: by their groups. */
    private final Map<Multiaddr, Map<IpGroup, Instant>> seen = new LinkedHashMap<>();

    /**
     * A peer said where it sees this node.
     *
     * @param listening where this node listens: others reach it at these ports, so no other one is believed; a peer that this node
     *     connected to sees it at a port of no meaning, so its word is taken for these
     */
    public void observed(Identified by, List<Multiaddr> listening, Instant now) {
        Optional<IpGroup> witness = IpGroup.of(by.remote());
        Optional<Multiaddr> address = by.observed().map(Multiaddr::withoutPeer);
        if (witness.isEmpty()
                || address.isEmpty()
                || address.get().tcp().isEmpty()
                || IpGroup.of(address.get()).filter(group -> !group.local()).isEmpty()) {
            return;
        }
        SocketPlace place = address.get().tcp().get();
        listening.stream()
                .flatMap(own -> own.tcp().stream())
                .map(SocketPlace::port)
                .distinct()
                .limit(PORTS)
                .filter(port -> by.dialled() || port == place.port())
                .forEach(port -> add(Multiaddr.tcp(place.host(), port), witness.get(), now));
    }

    private void add(Multiaddr address, IpGroup witness, Instant now) {
        forget(now);
        @Nullable Map<IpGroup, Instant> known = seen.remove(address);
        Map<IpGroup, Instant> witnesses = known == null ? new HashMap<>() : known;
        if (witnesses.size() < WITNESSES || witnesses.containsKey(witness)) {
            witnesses.put(witness, now.plus(LASTS));
        }
        if (seen.size() >= ADDRESSES) {
            seen.keySet().stream()
                    .min(Comparator.comparing(
                            a -> seen.getOrDefault(a, Map.of()).size()))
                    .ifPresent(seen::remove);
        }
        seen.put(address, witnesses);
    }

    private void forget(Instant now) {
        seen.values().forEach(witnesses -> witnesses.values().removeIf(until -> !until.isAfter(now)));
        seen.values().removeIf(Map::isEmpty);
    }

    /** Where this node is, as far as others agree: at most four addresses, those with most witnesses first. */
    public List<Multiaddr> confirmed(Instant now) {
        forget(now);
        return seen.entrySet().stream()
                .filter(e -> e.getValue().size() >= NEEDED)
                .sorted(Comparator.comparing(e -> -e.getValue().size()))
                .limit(CONFIRMED)
                .map(Map.Entry::getKey)
                .toList();
    }
}

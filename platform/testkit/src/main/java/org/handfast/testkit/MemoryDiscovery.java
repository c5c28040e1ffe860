package org.handfast.testkit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

import org.handfast.api.Bytes;
import org.handfast.api.Reach;
import org.handfast.api.transport.RunningTransport;
import org.handfast.core.link.Discovery;

/** Records that all nodes of a world can find, and who is near: everybody who takes streams of the transport. */
public final class MemoryDiscovery {

    private final MemoryNetwork network;
    private final Schedule schedule;
    private final TestClock clock;
    private final Map<Bytes, Map<String, Advert>> records = new HashMap<>();
    private final List<Search> searches = new ArrayList<>();
    private Predicate<String> near = owner -> true;

    private record Advert(Bytes record, Instant until) {}

    private record Search(Bytes key, RunningTransport.Finder finder) {}

    MemoryDiscovery(MemoryNetwork network, Schedule schedule, TestClock clock) {
        this.network = network;
        this.schedule = schedule;
        this.clock = clock;
    }

    /** Says whose searches meet neighbours at all: by the name of who seeks. */
    public void near(Predicate<String> near) {
        this.near = near;
    }

    /** Puts a record under a key as somebody, without a node. */
    public void put(String owner, Bytes key, Bytes record) {
        put(owner, key, new Advert(record, Instant.MAX));
    }

    private void put(String owner, Bytes key, Advert advert) {
        records.computeIfAbsent(key, k -> new HashMap<>()).put(owner, advert);
        for (Search search : List.copyOf(searches)) {
            if (search.key().equals(key)) {
                schedule.add(search, () -> search.finder().record(advert.record()));
            }
        }
    }

    /** The records under a key. */
    public List<Bytes> records(Bytes key) {
        return records.getOrDefault(key, Map.of()).values().stream()
                .filter(a -> a.until().isAfter(clock.now()))
                .map(Advert::record)
                .toList();
    }

    /** That of a node, as long as it lives. */
    Discovery of(String owner, String peer, BooleanSupplier lives) {
        return new Discovery() {
            @Override
            public void advertise(String transport, Bytes key, Bytes record, Instant until) {
                put(owner, key, new Advert(record, until));
            }

            @Override
            public void withdraw(String transport, Bytes key) {
                Optional.ofNullable(records.get(key)).ifPresent(r -> r.remove(owner));
            }

            @Override
            public RunningTransport.Search seek(String transport, Bytes key, RunningTransport.Finder finder) {
                var search = new Search(key, finder);
                searches.add(search);
                schedule.add(search, () -> {
                    if (!searches.contains(search) || !lives.getAsBoolean()) {
                        return;
                    }
                    records(key).forEach(finder::record);
                    if (near.test(owner)) {
                        network.neighbours(owner, transport).forEach(finder::neighbour);
                    }
                    finder.searched("asked everybody in memory");
                });
                return () -> searches.remove(search);
            }

            @Override
            public Optional<Reach> reach(String transport) {
                return Optional.of(new Reach(peer, List.of(MemoryNetwork.stream(owner))));
            }
        };
    }
}

package org.handfast.plugin.libp2p.swarm;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.handfast.plugin.libp2p.multiaddr.IpGroup;
import org.handfast.plugin.libp2p.peer.PeerId;

/** The connections there are, by who is at the other end, and how many there may be. Not thread-safe. */
final class Connections {

    private final SwarmLimits limits;
    private final Map<PeerId, List<Connection>> byPeer = new LinkedHashMap<>();
    private final Set<Connection> upgrading = new LinkedHashSet<>();

    Connections(SwarmLimits limits) {
        this.limits = limits;
    }

    /**
     * One that others opened, and that has proven nothing yet. Past the limit the oldest gives way, of those who have most: it had
     * most time to prove something.
     */
    void begun(Connection connection) {
        upgrading.add(connection);
        if (upgrading.size() > limits.upgrading()) {
            crowding(upgrading).ifPresent(c -> c.close("others wait to say who they are"));
        }
    }

    /**
     * One more is of use; others may have to give way to it.
     *
     * @return false if it cannot stay
     */
    boolean add(Connection connection) {
        upgrading.remove(connection);
        List<Connection> same = byPeer.computeIfAbsent(connection.peer(), p -> new ArrayList<>());
        same.add(connection);
        if (same.size() > limits.perPeer()) {
            idlest(same, connection).ifPresent(c -> c.close("the peer has newer connections"));
        }
        if (size() > limits.connections()) {
            idlest(all(), connection)
                    .or(() -> busiest(connection))
                    .ifPresent(c -> c.close("there were too many connections"));
        }
        return size() <= limits.connections() && of(connection.peer()).size() <= limits.perPeer();
    }

    private static Optional<Connection> idlest(List<Connection> among, Connection butNot) {
        return among.stream()
                .filter(c -> c != butNot && c.streams() == 0)
                .min(Comparator.comparing(Connection::idleSince));
    }

    /**
     * One that does not only wait, if none does: of those who opened most, and more than whoever comes. What this node dials
     * itself it needs; who fills it with connections must not cut it off from the others.
     */
    private Optional<Connection> busiest(Connection newcomer) {
        List<Connection> others =
                all().stream().filter(c -> c != newcomer && !c.dialled()).toList();
        long same =
                others.stream().filter(c -> c.group().equals(newcomer.group())).count();
        return crowding(others)
                .filter(c -> newcomer.dialled()
                        || others.stream()
                                        .filter(o -> o.group().equals(c.group()))
                                        .count()
                                > same + 1);
    }

    /** The first of those of the group of addresses that has most. */
    private static Optional<Connection> crowding(Collection<Connection> among) {
        Map<Optional<IpGroup>, Long> counts =
                among.stream().collect(Collectors.groupingBy(Connection::group, Collectors.counting()));
        return among.stream().max(Comparator.comparing(c -> counts.getOrDefault(c.group(), 0L)));
    }

    /** One is gone; true if it was the last one of a peer. */
    boolean remove(Connection connection) {
        upgrading.remove(connection);
        Optional<PeerId> peer = connection.knownPeer();
        if (peer.isEmpty()) {
            return false;
        }
        List<Connection> same = byPeer.getOrDefault(peer.get(), new ArrayList<>());
        boolean there = same.remove(connection);
        if (same.isEmpty()) {
            byPeer.remove(peer.get());
        }
        return there && same.isEmpty();
    }

    /** Those with a peer. */
    List<Connection> of(PeerId peer) {
        return List.copyOf(byPeer.getOrDefault(peer, List.of()));
    }

    /** The one to use with a peer: the oldest that takes streams. */
    Optional<Connection> best(PeerId peer) {
        return of(peer).stream().filter(Connection::usable).findFirst();
    }

    List<Connection> all() {
        return byPeer.values().stream().flatMap(List::stream).toList();
    }

    int size() {
        return byPeer.values().stream().mapToInt(List::size).sum();
    }

    /** How many of each peer there are. */
    Map<PeerId, Integer> counts() {
        Map<PeerId, Integer> counts = new HashMap<>();
        byPeer.forEach((peer, some) -> counts.put(peer, some.size()));
        return counts;
    }

    /** Closes those that have been idle since before then, and looks after the rest. */
    void tend(Instant idleBefore) {
        for (Connection connection : all()) {
            if (connection.streams() == 0 && connection.idleSince().isBefore(idleBefore)) {
                connection.close("it was idle");
            } else {
                connection.beat();
            }
        }
    }

    /** Closes them all. */
    void close(String reason) {
        List.copyOf(upgrading).forEach(c -> c.close(reason));
        all().forEach(c -> c.close(reason));
    }
}

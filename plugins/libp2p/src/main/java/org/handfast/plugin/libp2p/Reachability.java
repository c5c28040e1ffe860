package org.handfast.plugin.libp2p;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.handfast.api.transport.RunningTransport.Report;
import org.handfast.plugin.libp2p.multiaddr.Multiaddr;
import org.handfast.plugin.libp2p.swarm.Node;

/** Tries now and then whether this node is reached at the addresses that it tells others. Not thread-safe. */
final class Reachability {

    /** Not at once: whoever starts this node may not be done with starting. */
    private static final Duration SOON = Duration.ofSeconds(5);

    private static final Duration AGAIN = Duration.ofMinutes(2);
    private static final int MOST = 16;

    private final Node node;
    private final Runnable changed;
    private List<Multiaddr> addresses = List.of();
    private Map<Multiaddr, String> tried = new LinkedHashMap<>();

    /** {@code changed} hears that the addresses are others than before. */
    Reachability(Node node, Runnable changed) {
        this.node = node;
        this.changed = changed;
    }

    void start() {
        node.after(SOON, this::attempt);
    }

    private void attempt() {
        Map<Multiaddr, String> results = new LinkedHashMap<>();
        tried = results;
        List<Multiaddr> now = node.addresses();
        if (!now.equals(addresses)) {
            addresses = now;
            changed.run();
        }
        now.stream()
                .limit(MOST)
                .forEach(address -> node.probe(
                        address,
                        problem -> results.put(
                                address,
                                problem.map(p -> "not reached from here: " + p).orElse("reached from here"))));
        node.after(AGAIN, this::attempt);
    }

    /** A line for each address that is told; {@code confirmed} are those that others have seen. */
    List<Report> report(List<Multiaddr> confirmed) {
        List<Report> lines = new ArrayList<>();
        for (Multiaddr address : node.addresses()) {
            String scope = address.isLoopback() ? "this machine" : address.isPrivate() ? "local network" : "everywhere";
            lines.add(new Report(
                    "Addresses",
                    address.toString(),
                    scope + ", " + tried.getOrDefault(address, "not tried yet")
                            + (confirmed.contains(address) ? ", seen by others" : "")));
        }
        if (lines.isEmpty()) {
            lines.add(new Report("Addresses", "none", "nobody can reach this node"));
        }
        return lines;
    }
}

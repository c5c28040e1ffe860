package org.handfast.bench.relay;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

import org.handfast.bench.Options;

/**
 * How much is measured.
 *
 * @param workloads which of it
 * @param servers words of which the name of a server that is measured has one; none if all are
 * @param pairs senders, each with a recipient of its own
 * @param warmUpSeconds for how long messages go before any is counted
 * @param windows how often is measured; the median counts
 * @param windowSeconds how long each of them takes, about
 * @param connects in a window
 * @param idle connections
 */
record Settings(
        Set<Workload> workloads,
        List<String> servers,
        int pairs,
        int warmUpSeconds,
        int windows,
        int windowSeconds,
        int connects,
        int idle) {

    /** What is measured. */
    enum Workload {
        CPU,
        LATENCY,
        CONNECT,
        IDLE,
        STORED
    }

    private static final Settings FULL =
            new Settings(EnumSet.allOf(Workload.class), List.of(), 50, 30, 3, 10, 5_000, 10_000);
    private static final Settings QUICK = new Settings(EnumSet.allOf(Workload.class), List.of(), 50, 3, 1, 2, 500, 500);

    /** What {@code [--quick] [--only=…] [--servers=…] [--idle=N]} asks for. */
    static Settings parse(List<String> arguments) {
        Settings settings = arguments.contains("--quick") ? QUICK : FULL;
        for (String argument : arguments) {
            String value = argument.substring(argument.indexOf('=') + 1);
            if (argument.startsWith("--only=")) {
                settings = settings.only(value);
            } else if (argument.startsWith("--servers=")) {
                settings = settings.of(List.of(value.toLowerCase(Locale.ROOT).split(",", -1)));
            } else if (argument.startsWith("--idle=")) {
                settings = settings.idle(Integer.parseInt(value));
            } else if (!argument.equals("--quick")) {
                throw new IllegalArgumentException("there is no option '" + argument + "'");
            }
        }
        return settings;
    }

    private Settings only(String names) {
        return new Settings(
                Options.only(Workload.class, names),
                servers,
                pairs,
                warmUpSeconds,
                windows,
                windowSeconds,
                connects,
                idle);
    }

    private Settings of(List<String> some) {
        return new Settings(workloads, some, pairs, warmUpSeconds, windows, windowSeconds, connects, idle);
    }

    private Settings idle(int connections) {
        return new Settings(workloads, servers, pairs, warmUpSeconds, windows, windowSeconds, connects, connections);
    }

    boolean hasAnyOf(Workload... some) {
        return Stream.of(some).anyMatch(workloads::contains);
    }

    boolean measures(String server) {
        return servers.isEmpty() || servers.stream().anyMatch(server.toLowerCase(Locale.ROOT)::contains);
    }

    /** In words, for whoever reads the figures. */
    String told(List<String> before) {
        return pairs + " pairs, " + ClosedLoop.UNDER_WAY + " messages of each under way; " + Dialect.DATA_BYTES
                + " signed bytes a message, " + Dialect.FRAME_BYTES + " with its signature, all verified.\nWarm-up "
                + warmUpSeconds + " s; then " + windows + " times " + windowSeconds
                + " s, of which the middle one counts. " + Options.whereServersRun(before);
    }
}

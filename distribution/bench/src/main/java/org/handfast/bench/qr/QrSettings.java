package org.handfast.bench.qr;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.handfast.bench.Options;

/**
 * How much is measured.
 *
 * @param workloads which of it
 * @param threads how many clients there are at a time; each number is measured
 * @param accounts of all clients together that connect with each other
 * @param warmUpSeconds for how long clients go before any of it counts: longer than the hub keeps a connection in mind
 * @param windows how often is measured; the one in the middle counts
 * @param windowSeconds how long each of them takes
 */
record QrSettings(
        Set<Workload> workloads,
        List<Integer> threads,
        int accounts,
        int warmUpSeconds,
        int windows,
        int windowSeconds) {

    /** What is measured. */
    enum Workload {
        /** Complete connections. */
        CONNECT,
        /** Packets through syncs. */
        PACKETS,
        /** What a sync costs that has nothing to say. */
        EMPTY,
        /** How long it takes. */
        LATENCY
    }

    private static final QrSettings FULL =
            new QrSettings(EnumSet.allOf(Workload.class), List.of(16, 8), 1_600, 30, 3, 10);
    private static final QrSettings QUICK = new QrSettings(EnumSet.allOf(Workload.class), List.of(8), 400, 10, 1, 5);

    /** What {@code [--quick] [--only=…] [--threads=…]} asks for. */
    static QrSettings parse(List<String> arguments) {
        QrSettings settings = arguments.contains("--quick") ? QUICK : FULL;
        for (String argument : arguments) {
            String value = argument.substring(argument.indexOf('=') + 1);
            if (argument.startsWith("--only=")) {
                settings = settings.with(Options.only(Workload.class, value), settings.threads);
            } else if (argument.startsWith("--threads=")) {
                settings = settings.with(
                        settings.workloads,
                        Arrays.stream(value.split(",", -1))
                                .map(Integer::valueOf)
                                .toList());
            } else if (!argument.equals("--quick")) {
                throw new IllegalArgumentException("there is no option '" + argument + "'");
            }
        }
        return settings;
    }

    private QrSettings with(Set<Workload> only, List<Integer> clients) {
        return new QrSettings(only, clients, accounts, warmUpSeconds, windows, windowSeconds);
    }

    boolean hasAnyOf(Workload... some) {
        return Arrays.stream(some).anyMatch(workloads::contains);
    }

    /** In words, for whoever reads the figures. */
    String told(List<String> before) {
        return "Accounts that connect: " + accounts + ". Packets have " + Syncer.BLOB + " bytes.\nWarm-up "
                + warmUpSeconds + " s; then " + windows + " times " + windowSeconds
                + " s, of which the middle one counts. The hub and plain JDBC run "
                + (before.isEmpty() ? "on the load's cores" : "under '" + String.join(" ", before) + "'") + ".";
    }
}

package org.handfast.bench.libp2p;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.handfast.bench.Options;
import org.handfast.bench.Windows;

/**
 * How much is measured.
 *
 * @param workloads which of it
 * @param plan how long is looked
 * @param handshakes how many there are at least before any counts
 * @param megabytes the same of a stream
 * @param pairings how many of each way there are
 */
record Libp2pSettings(Set<Workload> workloads, Windows.Plan plan, int handshakes, int megabytes, int pairings) {

    /** What is measured. */
    enum Workload {
        /** Connections, until both ends know each other. */
        HANDSHAKES,
        /** One full stream. */
        STREAM,
        /** From words typed to paired. */
        PAIRING
    }

    private static final Libp2pSettings FULL =
            new Libp2pSettings(EnumSet.allOf(Workload.class), new Windows.Plan(20, 3, 10), 15_000, 3_000, 60);
    private static final Libp2pSettings QUICK =
            new Libp2pSettings(EnumSet.allOf(Workload.class), new Windows.Plan(3, 1, 3), 1_000, 500, 5);

    /** What {@code [--quick] [--only=…]} asks for. */
    static Libp2pSettings parse(List<String> arguments) {
        Libp2pSettings settings = arguments.contains("--quick") ? QUICK : FULL;
        for (String argument : arguments) {
            if (argument.startsWith("--only=")) {
                settings = new Libp2pSettings(
                        Options.only(Workload.class, argument.substring(argument.indexOf('=') + 1)),
                        settings.plan(),
                        settings.handshakes(),
                        settings.megabytes(),
                        settings.pairings());
            } else if (!argument.equals("--quick")) {
                throw new IllegalArgumentException("there is no option '" + argument + "'");
            }
        }
        return settings;
    }

    boolean measures(Workload workload) {
        return workloads.contains(workload);
    }
}

package org.handfast.bench.chat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.handfast.bench.Options;

/**
 * How much is measured.
 *
 * @param workloads which of it
 * @param warmUpSeconds for how long it goes before any of it counts
 * @param windows how often is measured; the one in the middle counts
 * @param windowSeconds how long each of them takes
 * @param idle members whose memory is measured
 */
record ChatSettings(Set<Workload> workloads, int warmUpSeconds, int windows, int windowSeconds, int idle) {

    /** What is measured. */
    enum Workload {
        /** Complete joins. */
        JOINS,
        /** Broadcasts. */
        BROADCASTS,
        /** Members that are silent. */
        MEMORY
    }

    private static final ChatSettings FULL = new ChatSettings(EnumSet.allOf(Workload.class), 30, 3, 10, 2_000);
    private static final ChatSettings QUICK = new ChatSettings(EnumSet.allOf(Workload.class), 3, 1, 3, 200);

    /** What {@code [--quick] [--only=…]} asks for. */
    static ChatSettings parse(List<String> arguments) {
        ChatSettings settings = arguments.contains("--quick") ? QUICK : FULL;
        for (String argument : arguments) {
            if (argument.startsWith("--only=")) {
                settings = settings.only(argument.substring(argument.indexOf('=') + 1));
            } else if (!argument.equals("--quick")) {
                throw new IllegalArgumentException("there is no option '" + argument + "'");
            }
        }
        return settings;
    }

    private ChatSettings only(String names) {
        return new ChatSettings(Options.only(Workload.class, names), warmUpSeconds, windows, windowSeconds, idle);
    }

    boolean measures(Workload workload) {
        return workloads.contains(workload);
    }

    /** In words, for whoever reads the figures. */
    String told(List<String> before) {
        return "Warm-up " + warmUpSeconds + " s; then " + windows + " times " + windowSeconds
                + " s, of which the middle one counts. " + Options.whereServersRun(before);
    }
}

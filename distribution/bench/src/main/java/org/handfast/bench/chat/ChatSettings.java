package org.handfast.bench.chat;

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
 * @param idle members whose memory is measured
 */
record ChatSettings(Set<Workload> workloads, Windows.Plan plan, int idle) {

    /** What is measured. */
    enum Workload {
        /** Complete joins. */
        JOINS,
        /** Broadcasts. */
        BROADCASTS,
        /** Members that are silent. */
        MEMORY
    }

    private static final ChatSettings FULL =
            new ChatSettings(EnumSet.allOf(Workload.class), new Windows.Plan(30, 3, 10), 2_000);
    private static final ChatSettings QUICK =
            new ChatSettings(EnumSet.allOf(Workload.class), new Windows.Plan(3, 1, 3), 200);

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
        return new ChatSettings(Options.only(Workload.class, names), plan, idle);
    }

    boolean measures(Workload workload) {
        return workloads.contains(workload);
    }

    /** In words, for whoever reads the figures. */
    String told(List<String> before) {
        return plan.told() + " " + Options.whereServersRun(before);
    }
}

package org.handfast.bench;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What the benches' arguments have in common. */
public final class Options {

    private Options() {}

    /**
     * What {@code --only=} names, with commas between.
     *
     * @throws IllegalArgumentException if there is no such thing to measure
     */
    public static <W extends Enum<W>> Set<W> only(Class<W> workloads, String names) {
        Set<W> only = EnumSet.noneOf(workloads);
        Arrays.stream(names.split(",", -1))
                .map(name -> Enum.valueOf(workloads, name.toUpperCase(Locale.ROOT)))
                .forEach(only::add);
        return only;
    }

    /** In words, where the servers run; {@code before} is what is put before their commands. */
    public static String whereServersRun(List<String> before) {
        return "Servers run " + (before.isEmpty() ? "on the load's cores" : "under '" + String.join(" ", before) + "'")
                + ".";
    }
}

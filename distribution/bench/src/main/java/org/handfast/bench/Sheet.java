package org.handfast.bench;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** Figures in rows and columns, in the order in which they came. */
public final class Sheet {

    private static final int NAME = 36;
    private static final int WIDTH = 12;
    private static final double SMALL = 100;

    private final String title;
    private final Map<String, Map<String, Double>> rows = new LinkedHashMap<>();

    /** An empty one. */
    public Sheet(String title) {
        this.title = title;
    }

    /** Fills a cell. */
    public void put(String row, String column, double value) {
        rows.computeIfAbsent(row, r -> new LinkedHashMap<>()).put(column, value);
    }

    /** What is in a cell. */
    public OptionalDouble find(String row, String column) {
        Double value = rows.getOrDefault(row, Map.of()).get(column);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /** The table; empty if there is nothing in it. */
    @Override
    public String toString() {
        if (rows.isEmpty()) {
            return "";
        }
        var columns = rows.values().stream()
                .flatMap(r -> r.keySet().stream())
                .distinct()
                .toList();
        var out = new StringBuilder("\n" + title + "\n" + " ".repeat(NAME));
        columns.forEach(c -> out.append(cell(c)));
        out.append('\n');
        rows.forEach((name, row) -> out.append(String.format("%-" + NAME + "s", name))
                .append(columns.stream().map(c -> cell(find(name, c))).collect(Collectors.joining()))
                .append('\n'));
        return out.toString();
    }

    private static String cell(OptionalDouble value) {
        return cell(
                value.isEmpty()
                        ? "–"
                        : String.format(
                                Locale.ROOT,
                                Math.abs(value.getAsDouble()) < SMALL ? "%.2f" : "%,.0f",
                                value.getAsDouble()));
    }

    private static String cell(String text) {
        return String.format(" %" + WIDTH + "s", text);
    }
}

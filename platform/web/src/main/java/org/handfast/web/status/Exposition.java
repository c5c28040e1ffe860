package org.handfast.web.status;

import java.util.LinkedHashSet;
import java.util.Set;

/** The text format of Prometheus, version 0.0.4, being written. */
final class Exposition {

    private final StringBuilder out = new StringBuilder();
    private final Set<String> described = new LinkedHashSet<>();

    /** A value that goes up and down; {@code labels} are names and values in turn. */
    Exposition gauge(String name, String help, double value, String... labels) {
        return add(name, "gauge", help, value, labels);
    }

    /** A value that only grows. */
    Exposition counter(String name, String help, double value, String... labels) {
        return add(name, "counter", help, value, labels);
    }

    private Exposition add(String name, String type, String help, double value, String... labels) {
        if (described.add(name)) {
            out.append("# HELP ").append(name).append(' ').append(help).append('\n');
            out.append("# TYPE ").append(name).append(' ').append(type).append('\n');
        }
        out.append(name);
        for (int i = 0; i < labels.length; i += 2) {
            out.append(i == 0 ? '{' : ',')
                    .append(labels[i])
                    .append("=\"")
                    .append(escaped(labels[i + 1]))
                    .append('"');
        }
        if (labels.length > 0) {
            out.append('}');
        }
        out.append(' ')
                .append(value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value))
                .append('\n');
        return this;
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    @Override
    public String toString() {
        return out.toString();
    }
}

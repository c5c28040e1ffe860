package org.handfast.core.link;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import org.handfast.api.Listener;

/** A path that stands for many, as {@link Listener.Route#path} writes it. Immutable. */
public final class PathTemplate {

    private final String text;
    private final List<Segment> segments;

    /** What stands between two slashes. */
    private sealed interface Segment {}

    private record Literal(String text) implements Segment {}

    private record Parameter(String name, Pattern form) implements Segment {}

    private PathTemplate(String text, List<Segment> segments) {
        this.text = text;
        this.segments = segments;
    }

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException if a pattern in it is none, or a name stands in it twice
     */
    public static PathTemplate of(String text) {
        List<Segment> segments = Arrays.stream(text.substring(1).split("/", -1))
                .map(PathTemplate::segment)
                .toList();
        Set<String> names = new HashSet<>();
        for (Segment segment : segments) {
            if (segment instanceof Parameter parameter && !names.add(parameter.name())) {
                throw new IllegalArgumentException("'" + parameter.name() + "' stands in " + text + " twice");
            }
        }
        return new PathTemplate(text, segments);
    }

    private static Segment segment(String text) {
        if (!text.startsWith("{")) {
            return new Literal(text);
        }
        String inner = text.substring(1, text.length() - 1);
        int colon = inner.indexOf(':');
        return colon < 0
                ? new Parameter(inner, Pattern.compile("(?s).+"))
                : new Parameter(inner.substring(0, colon), Pattern.compile(inner.substring(colon + 1)));
    }

    /** What stands in a path, given by its decoded segments, for the names in braces; empty if it is another path. */
    public Optional<Map<String, String>> match(List<String> path) {
        if (path.size() != segments.size()) {
            return Optional.empty();
        }
        Map<String, String> parameters = new HashMap<>();
        for (int i = 0; i < path.size(); i++) {
            String given = path.get(i);
            switch (segments.get(i)) {
                case Literal literal when literal.text().equals(given) -> {}
                case Parameter parameter
                when parameter.form().matcher(given).matches() -> parameters.put(parameter.name(), given);
                default -> {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(parameters);
    }

    /** True if a path might fit both: two parameters are taken to, whatever their patterns say. */
    public boolean overlaps(PathTemplate other) {
        if (segments.size() != other.segments.size()) {
            return false;
        }
        for (int i = 0; i < segments.size(); i++) {
            if (!overlap(segments.get(i), other.segments.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean overlap(Segment one, Segment other) {
        if (one instanceof Literal a) {
            return other instanceof Literal b
                    ? a.equals(b)
                    : ((Parameter) other).form().matcher(a.text()).matches();
        }
        return other instanceof Parameter || overlap(other, one);
    }

    @Override
    public String toString() {
        return text;
    }
}

package org.handfast.cli.device;

import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.handfast.api.Shown;
import org.handfast.cli.Plain;

/** What people compare, as a terminal shows it. */
public final class ShownText {

    private ShownText() {}

    /** A line of text for each. */
    public static List<String> lines(List<Shown> shown) {
        return shown.stream().map(ShownText::line).map(Plain::line).toList();
    }

    private static String line(Shown line) {
        List<String> values = line.values();
        return switch (line.kind()) {
            case CHECK_WORDS -> "  Words      " + String.join("  ", values);
            case CHECK_SYMBOLS -> "  Symbols    " + String.join(", ", values);
            case PEER_FINGERPRINT -> "  Its key    " + String.join(" ", values);
            case OWN_FINGERPRINT -> "  Our key    " + String.join(" ", values);
            case FINGERPRINT ->
                "  Key of " + values.getFirst() + "  " + String.join(" ", values.subList(1, values.size()));
            case PHRASE, TEXT -> "  " + String.join(" ", values);
        };
    }

    /** A list of values for each, under its kind. */
    public static void into(ObjectNode event, List<Shown> shown) {
        for (Shown line : shown) {
            ArrayNode values = event.withArrayProperty(line.kind().name().toLowerCase(Locale.ROOT));
            line.values().forEach(values::add);
        }
    }
}

package org.handfast.cli.admin;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

/** Lines to compare, as a terminal shows them. */
final class Words {

    private Words() {}

    static void print(JsonNode shown, PrintWriter out) {
        for (JsonNode line : shown) {
            List<String> values = new ArrayList<>();
            line.path("values").forEach(v -> values.add(v.asText()));
            switch (line.path("kind").asText()) {
                case "CHECK_WORDS" -> out.println("  Words     " + String.join("  ", values));
                case "CHECK_SYMBOLS" -> out.println("  Symbols   " + String.join(", ", values));
                case "PEER_FINGERPRINT" -> out.println("  Its key   " + String.join(" ", values));
                case "OWN_FINGERPRINT" -> out.println("  Hub's key " + String.join(" ", values));
                case "FINGERPRINT" -> out.println("  Key of " + String.join(" ", values));
                case "PHRASE" -> out.println("\n  " + String.join(" ", values) + "\n");
                default -> out.println("  " + String.join(" ", values));
            }
        }
    }
}

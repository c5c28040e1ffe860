package org.handfast.cli.admin;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

import org.handfast.cli.CliException;
import org.handfast.cli.ExitCode;

/** Finds the one item that a person means: by the beginning of its id, or by its name. */
final class Lookup {

    private Lookup() {}

    /** The id of the item. */
    static JsonNode one(JsonNode items, String meant, String what) {
        List<JsonNode> found = new ArrayList<>();
        for (JsonNode item : items) {
            if (!meant.isEmpty() && item.path("id").asText().startsWith(meant)
                    || item.path("name").asText().equals(meant)) {
                found.add(item);
            }
        }
        if (found.size() == 1) {
            return found.getFirst();
        }
        throw new CliException(
                ExitCode.USAGE,
                found.isEmpty()
                        ? "there is no " + what + " '" + meant + "'"
                        : "'" + meant + "' could be " + found.size() + " of them; write more of the id");
    }
}

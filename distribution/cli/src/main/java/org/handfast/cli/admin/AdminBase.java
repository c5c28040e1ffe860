package org.handfast.cli.admin;

import java.io.PrintWriter;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import org.handfast.cli.DataOption;
import org.handfast.cli.Json;

/** What all commands of an administrator have in common. */
abstract class AdminBase {

    @Mixin
    private DataOption data;

    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    AdminApi api() {
        return AdminApi.of(data.folder());
    }

    PrintWriter out() {
        return spec.commandLine().getOut();
    }

    boolean json() {
        return json;
    }

    /** Prints a document for a script, or text for a person. */
    void print(JsonNode node, Runnable text) {
        if (json) {
            out().println(Json.text(node));
        } else {
            text.run();
        }
        out().flush();
    }

    /** What a script is told of an answer, to which the hub itself says nothing. */
    static JsonNode answered(JsonNode question, String answer) {
        return Json.MAPPER.createObjectNode().put("id", text(question, "id")).put("answer", answer);
    }

    static String text(JsonNode node, String field) {
        return node.path(field).asText("");
    }

    /** As much of an id as names it for a person. */
    static String shortId(JsonNode node) {
        return text(node, "id").substring(0, 8);
    }
}

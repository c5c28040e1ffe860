package org.handfast.cli.admin;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import org.handfast.cli.ExitCode;
import org.handfast.cli.Json;
import org.handfast.cli.Table;

/** Tells a protocol to do something. */
@Command(
        name = "command",
        description =
                "Tell a protocol to do something, such as to make an invite; without a protocol, list what they can.",
        mixinStandardHelpOptions = true)
final class CommandCommand extends AdminBase implements Callable<Integer> {

    @Parameters(index = "0", arity = "0..1", paramLabel = "PROTOCOL", description = "As the list has it.")
    private String protocol = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "NAME", description = "The command, as the list has it.")
    private String name = "";

    @Parameters(index = "2..*", paramLabel = "KEY=VALUE", description = "What it is given.")
    private Map<String, String> arguments = new LinkedHashMap<>();

    @Override
    public Integer call() {
        if (name.isEmpty()) {
            list();
            return ExitCode.OK.number();
        }
        ObjectNode body = Json.MAPPER.createObjectNode();
        ObjectNode given = body.putObject("arguments");
        arguments.forEach(given::put);
        JsonNode result = api().post("protocols/" + AdminApi.part(protocol) + "/commands/" + AdminApi.part(name), body);
        print(result, () -> {
            if (result.path("shown").isEmpty()) {
                out().println("Done.");
            }
            Words.print(result.path("shown"), out());
            if (result.has("expiresAt")) {
                out().println("Good until " + text(result, "expiresAt") + ". It is not shown again.");
            }
        });
        return ExitCode.OK.number();
    }

    private void list() {
        JsonNode plugins = api().get("plugins");
        print(plugins, () -> {
            var table = new Table("PROTOCOL", "NAME", "WHAT IT DOES", "WHAT IT TAKES");
            for (JsonNode plugin : plugins.path("items")) {
                for (JsonNode p : plugin.path("protocols")) {
                    if (protocol.isEmpty() || protocol.equals(text(p, "id"))) {
                        p.path("commands").forEach(c -> row(table, text(p, "id"), c));
                    }
                }
            }
            out().print(table);
        });
    }

    private static void row(Table table, String protocol, JsonNode command) {
        if (command.path("forPeople").asBoolean()) {
            table.row(protocol, text(command, "name"), text(command, "title"), takes(command.path("parameters")));
        }
    }

    private static String takes(JsonNode parameters) {
        StringBuilder takes = new StringBuilder();
        for (JsonNode p : parameters) {
            StringBuilder values = new StringBuilder();
            p.path("choices")
                    .forEach(c -> values.append(values.isEmpty() ? "" : "|").append(c.asText()));
            String one = text(p, "name") + "=" + (values.isEmpty() ? "…" : values);
            takes.append(takes.isEmpty() ? "" : " ").append(p.path("required").asBoolean() ? one : "[" + one + "]");
        }
        return takes.toString();
    }
}

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
import org.handfast.cli.Plain;
import org.handfast.cli.Table;

/** Lists the settings of a protocol, or changes some. */
@Command(
        name = "settings",
        description = "List the settings of a protocol, or change some of them while the hub runs.",
        mixinStandardHelpOptions = true)
final class SettingsCommand extends AdminBase implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "PROTOCOL", description = "As 'admin command' lists it.")
    private String protocol = "";

    @Parameters(
            index = "1..*",
            paramLabel = "NAME=VALUE",
            description = "What to change; the others stay. To come back to the standard set that.")
    private Map<String, String> changes = new LinkedHashMap<>();

    @Override
    public Integer call() {
        AdminApi api = api();
        String path = "protocols/" + AdminApi.part(protocol) + "/settings";
        JsonNode settings = api.get(path);
        JsonNode now = changes.isEmpty() ? settings : api.put(path, changed(settings.path("items")));
        print(now, () -> {
            if (now.path("items").isEmpty()) {
                out().println("It has none.");
                return;
            }
            var table = new Table("SETTING", "VALUE", "STANDARD", "SET BY", "");
            for (JsonNode s : now.path("items")) {
                table.row(
                        text(s, "name"),
                        Plain.line(text(s, "value")),
                        Plain.line(text(s, "standard")),
                        setBy(text(s, "source")),
                        Plain.line(text(s, "help")));
            }
            out().print(table);
        });
        return ExitCode.OK.number();
    }

    /** What operators have to say from now on: what they said before, and the changes. */
    private ObjectNode changed(JsonNode settings) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        ObjectNode values = body.putObject("values");
        for (JsonNode s : settings) {
            if (text(s, "source").equals("OPERATOR")) {
                values.put(text(s, "name"), text(s, "value"));
            }
        }
        changes.forEach(values::put);
        return body;
    }

    private static String setBy(String source) {
        return switch (source) {
            case "OPERATOR" -> "an operator";
            case "START" -> "the hub's start";
            default -> "";
        };
    }
}

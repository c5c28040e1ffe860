package org.handfast.cli.hub;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import org.handfast.cli.CliException;
import org.handfast.cli.DataOption;
import org.handfast.cli.ExitCode;
import org.handfast.cli.Json;
import org.handfast.cli.Plain;
import org.handfast.cli.admin.AdminApi;

/** Says how the hub does, or one of its transports. */
@Command(
        name = "doctor",
        description =
                "Say how the hub does; or of a transport, such as libp2p, how it is reached, who is connected, and whom it"
                        + " knows.",
        mixinStandardHelpOptions = true)
public final class DoctorCommand implements Callable<Integer> {

    private static final int WIDEST = 56;

    @Mixin
    private DataOption data;

    @Parameters(arity = "0..1", paramLabel = "TRANSPORT", description = "Such as libp2p (default: all there is).")
    private String transport = "";

    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        AdminApi api = AdminApi.of(data.folder());
        ExitCode code = transport.isEmpty() ? hub(api) : report(api);
        spec.commandLine().getOut().flush();
        return code.number();
    }

    private ExitCode report(AdminApi api) {
        List<String> running = new ArrayList<>();
        for (JsonNode one : api.get("transports").path("items")) {
            if (one.path("running").asBoolean()) {
                running.add(one.path("id").asText());
            }
        }
        if (!running.contains(transport)) {
            throw new CliException(
                    ExitCode.USAGE,
                    "no transport '" + transport + "' runs"
                            + (running.isEmpty() ? "" : "; those that do: " + String.join(", ", running))
                            + ". Why not: handfast doctor");
        }
        JsonNode report = api.get("transports/" + AdminApi.part(transport));
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.text(report));
        } else {
            out.print(sections(report.path("items")));
        }
        return ExitCode.OK;
    }

    /** Lines by section, in the order in which each section first comes, aligned in each. */
    private static String sections(JsonNode items) {
        Map<String, List<JsonNode>> sections = new LinkedHashMap<>();
        items.forEach(line -> sections.computeIfAbsent(line.path("section").asText(), s -> new ArrayList<>())
                .add(line));
        var text = new StringBuilder();
        sections.forEach((section, lines) -> {
            text.append(text.isEmpty() ? "" : "\n").append(Plain.line(section)).append('\n');
            int width = lines.stream()
                    .mapToInt(l -> l.path("name").asText().length())
                    .filter(w -> w <= WIDEST)
                    .max()
                    .orElse(0);
            for (JsonNode line : lines) {
                String name = Plain.line(line.path("name").asText());
                String detail = Plain.line(line.path("detail").asText());
                text.append(("  " + name + " ".repeat(Math.max(0, width - name.length())) + "  " + detail)
                                .stripTrailing())
                        .append('\n');
            }
        });
        return text.toString();
    }

    private ExitCode hub(AdminApi api) {
        ObjectNode all = Json.MAPPER.createObjectNode();
        all.set("hub", api.get("hub"));
        all.set("plugins", api.get("plugins").path("items"));
        all.set("transports", api.get("transports").path("items"));
        ArrayNode problems = all.putArray("problems");
        problems(all).forEach(problems::add);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.text(all));
        } else {
            print(all, out);
        }
        return problems.isEmpty() ? ExitCode.OK : ExitCode.FAILED;
    }

    private static List<String> problems(JsonNode all) {
        List<String> problems = new ArrayList<>();
        for (JsonNode plugin : all.path("plugins")) {
            if (plugin.path("state").asText().equals("FAILED")) {
                problems.add("the plugin " + plugin.path("name").asText() + " does not run: "
                        + plugin.path("detail").asText());
            }
        }
        for (JsonNode one : all.path("transports")) {
            if (!one.path("running").asBoolean()) {
                problems.add("the transport " + one.path("id").asText() + " does not run");
            }
        }
        return problems;
    }

    private void print(JsonNode all, PrintWriter out) {
        JsonNode hub = all.path("hub");
        out.println(hub.path("name").asText() + " " + hub.path("version").asText() + " runs since "
                + hub.path("startedAt").asText());
        int running = 0;
        for (JsonNode plugin : all.path("plugins")) {
            running += plugin.path("state").asText().equals("RUNNING") ? 1 : 0;
        }
        out.println("  Plugins     " + running + " of " + all.path("plugins").size() + " run");
        if (hub.has("crypto")) {
            out.println("  Crypto      " + Plain.line(hub.path("crypto").asText()));
        }
        for (JsonNode one : all.path("transports")) {
            if (one.path("running").asBoolean()) {
                String id = one.path("id").asText();
                out.println("  Transport   " + id
                        + (one.has("port") ? " on port " + one.path("port").asInt() : "") + "; more: handfast doctor "
                        + id);
            }
        }
        JsonNode problems = all.path("problems");
        if (problems.isEmpty()) {
            out.println("All is well.");
        }
        problems.forEach(problem -> out.println("  Problem     " + Plain.line(problem.asText())));
    }
}

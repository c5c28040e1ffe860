package org.handfast.cli.admin;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import org.handfast.cli.ExitCode;
import org.handfast.cli.Plain;

/** Lists what was said to a device and by it. */
@Command(
        name = "messages",
        description = "List what was said to a device and what it said, oldest first.",
        mixinStandardHelpOptions = true)
final class MessagesCommand extends AdminBase implements Callable<Integer> {

    private static final String INDENT = " ".repeat(4);

    @Parameters(paramLabel = "DEVICE", description = Lookup.DEVICE)
    private String device = "";

    @Option(names = "--limit", paramLabel = "N", description = "At most so many, the newest; up to 100 (default: 50).")
    private int limit = 50;

    @Override
    public Integer call() {
        AdminApi api = api();
        JsonNode with = Lookup.device(api, device);
        JsonNode messages = api.get("devices/" + text(with, "id") + "/messages?limit=" + limit);
        print(messages, () -> {
            List<JsonNode> newestFirst = new ArrayList<>();
            messages.path("items").forEach(newestFirst::add);
            if (newestFirst.isEmpty()) {
                out().println("Nothing was said.");
            }
            newestFirst.reversed().forEach(m -> out().println(line(m)));
        });
        return ExitCode.OK.number();
    }

    private static String line(JsonNode message) {
        String topic = text(message, "topic");
        String said = message.has("text")
                ? Plain.text(text(message, "text"), INDENT)
                : message.path("size").asInt() + " bytes that are no text";
        return text(message, "at")
                + (message.path("sent").asBoolean() ? "  > " : "  < ")
                + (topic.isEmpty() ? "" : "[" + Plain.line(topic) + "] ")
                + said;
    }
}

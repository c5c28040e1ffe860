package org.handfast.cli.admin;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import org.handfast.cli.CliException;
import org.handfast.cli.ExitCode;
import org.handfast.cli.Json;
import org.handfast.cli.code.CodeTeller;

/** Says something to a device. */
@Command(name = "message", description = "Say something to a device that is paired.", mixinStandardHelpOptions = true)
final class MessageCommand extends AdminBase implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "DEVICE", description = Lookup.DEVICE)
    private String device = "";

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "TEXT", description = "What to say.")
    private List<String> text = List.of();

    @Option(
            names = "--protocol",
            paramLabel = "P",
            description = "What it is about, in a word that applications at both ends know (default: text).")
    private String protocol = "text";

    @Override
    public Integer call() throws InterruptedException {
        AdminApi api = api();
        JsonNode to = Lookup.device(api, device);
        JsonNode address = address(to, api.get("plugins").path("items"));
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.putObject("arguments")
                .put("device", text(address, "address"))
                .put("protocol", protocol)
                .put("text", String.join(" ", text));
        JsonNode sent = api.post("protocols/" + AdminApi.part(text(address, "protocol")) + "/commands/message", body);
        return new Following(api, new CodeTeller(out(), json()), false)
                .run(text(address, "protocol"), text(sent, "conversationId"), Optional.empty())
                .number();
    }

    /** The first of its addresses where it can be told something. */
    private JsonNode address(JsonNode to, JsonNode plugins) {
        List<String> telling = new ArrayList<>();
        for (JsonNode plugin : plugins) {
            for (JsonNode p : plugin.path("protocols")) {
                for (JsonNode c : p.path("commands")) {
                    if (text(c, "name").equals("message")) {
                        telling.add(text(p, "id"));
                    }
                }
            }
        }
        for (JsonNode address : to.path("addresses")) {
            if (telling.contains(text(address, "protocol"))) {
                return address;
            }
        }
        throw new CliException(
                ExitCode.USAGE,
                "'" + text(to, "name") + "' cannot be told anything: none of its protocols takes messages");
    }
}

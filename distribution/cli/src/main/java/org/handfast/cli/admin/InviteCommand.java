package org.handfast.cli.admin;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import org.handfast.cli.CliException;
import org.handfast.cli.ExitCode;
import org.handfast.cli.Json;
import org.handfast.cli.Terminal;
import org.handfast.cli.code.CodeTeller;
import org.handfast.cli.code.Invite;
import org.handfast.cli.device.CodeDrawing;

/** Makes a code by which somebody pairs with the hub. */
@Command(
        name = "invite",
        description =
                "Make a code for somebody to pair with the hub. At a terminal, wait for them and ask you about them;"
                        + " else answer by 'approve'.",
        mixinStandardHelpOptions = true)
final class InviteCommand extends AdminBase implements Callable<Integer> {

    private static final List<String> COMMANDS = List.of("invite", "phrase");

    @Parameters(paramLabel = "PROTOCOL", description = "Such as challenge-response, or direct-tcp for a phrase.")
    private String protocol = "";

    @Option(
            names = "--derivation",
            paramLabel = "document|original",
            description =
                    "What is made of the words; 'original' is for old devices alone, and hands out the code to all"
                            + " (default: the protocol's setting).")
    private String derivation = "";

    @Option(names = "--wait", description = "Wait until somebody is paired, also if this is no terminal.")
    private boolean wait;

    @Mixin
    private CodeDrawing drawing;

    @Override
    public Integer call() throws InterruptedException {
        AdminApi api = api();
        String command = command(api.get("plugins").path("items"));
        ObjectNode body = Json.MAPPER.createObjectNode();
        ObjectNode arguments = body.putObject("arguments");
        if (!derivation.isEmpty()) {
            arguments.put("derivation", derivation);
        }
        JsonNode made = api.post("protocols/" + AdminApi.part(protocol) + "/commands/" + command, body);
        Invite invite = invite(made);
        String conversation = text(made, "conversationId");
        // What is handed over in another way is waited for in another way.
        boolean spoken = command.equals("invite") && invite.words().size() > 1;
        if (json()) {
            out().println(Json.line(
                    invite.into(Json.MAPPER.createObjectNode(), "expiresAt").put("conversation", conversation)));
        } else if (spoken) {
            invite.print(drawing, out());
        } else {
            Words.print(made.path("shown"), out());
            invite.until().ifPresent(until -> out().println("Good until " + until + ". It is not shown again."));
        }
        out().flush();
        boolean person = Terminal.present() && !json();
        if (!spoken || !wait && !person) {
            return ExitCode.OK.number();
        }
        return new Following(api, new CodeTeller(out(), json()), person)
                .run(protocol, conversation, invite.until().map(Instant::parse))
                .number();
    }

    /** By which command the protocol makes codes. */
    private String command(JsonNode plugins) {
        List<String> inviting = new ArrayList<>();
        for (JsonNode plugin : plugins) {
            for (JsonNode p : plugin.path("protocols")) {
                for (JsonNode c : p.path("commands")) {
                    if (COMMANDS.contains(text(c, "name"))) {
                        if (text(p, "id").equals(protocol)) {
                            return text(c, "name");
                        }
                        inviting.add(text(p, "id"));
                    }
                }
            }
        }
        throw new CliException(
                ExitCode.USAGE,
                "no protocol '" + protocol + "' runs that can invite"
                        + (inviting.isEmpty() ? "" : "; those that can: " + String.join(", ", inviting)));
    }

    private static Invite invite(JsonNode made) {
        return new Invite(
                values(made, line -> text(line, "kind").equals("PHRASE")),
                values(made, line -> text(line, "code").equals("addresses")),
                values(made, line -> text(line, "code").equals("warning")),
                Optional.of(text(made, "expiresAt")).filter(t -> !t.isEmpty()));
    }

    private static List<String> values(JsonNode made, Predicate<JsonNode> which) {
        List<String> values = new ArrayList<>();
        for (JsonNode line : made.path("shown")) {
            if (which.test(line)) {
                line.path("values").forEach(value -> values.add(value.asText()));
            }
        }
        return values;
    }
}

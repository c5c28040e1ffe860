package org.handfast.cli.admin;

import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import org.handfast.cli.CliException;
import org.handfast.cli.ExitCode;
import org.handfast.cli.Json;
import org.handfast.cli.Plain;
import org.handfast.cli.Table;

/** Lists offers, or takes one back. */
@Command(
        name = "offers",
        description = "List the invites and phrases that nobody used yet, or take one back.",
        mixinStandardHelpOptions = true)
final class OffersCommand extends AdminBase implements Callable<Integer> {

    @Option(
            names = "--take-back",
            paramLabel = "NAME",
            description = "So that nobody can use it: the name that the list shows, or PROTOCOL:NAME.")
    private String name = "";

    @Override
    public Integer call() {
        AdminApi api = api();
        JsonNode offers = api.get("offers?limit=500");
        if (!name.isEmpty()) {
            takeBack(api, offers.path("items"));
            return ExitCode.OK.number();
        }
        print(offers, () -> {
            if (offers.path("items").isEmpty()) {
                out().println("No invite or phrase is open. To make one: handfast admin command");
                return;
            }
            var table = new Table("PROTOCOL", "NAME", "MADE BY", "GOOD UNTIL");
            for (JsonNode o : offers.path("items")) {
                table.row(
                        text(o, "protocol"),
                        Plain.line(text(o, "name")),
                        Plain.line(text(o, "madeBy")),
                        text(o, "expiresAt"));
            }
            out().print(table);
        });
        return ExitCode.OK.number();
    }

    private void takeBack(AdminApi api, JsonNode offers) {
        JsonNode offer = find(offers);
        api.delete("offers/" + AdminApi.part(text(offer, "protocol")) + "/" + text(offer, "id"));
        print(Json.MAPPER.createObjectNode().put("takenBack", text(offer, "name")), () -> out().println(
                        "'" + Plain.line(text(offer, "name")) + "' can be used no more."));
    }

    private JsonNode find(JsonNode offers) {
        JsonNode found = null;
        for (JsonNode o : offers) {
            if (name.equals(text(o, "name")) || name.equals(text(o, "protocol") + ":" + text(o, "name"))) {
                if (found != null) {
                    throw new CliException(
                            ExitCode.USAGE, "several protocols have a '" + name + "'; write PROTOCOL:NAME");
                }
                found = o;
            }
        }
        if (found == null) {
            throw new CliException(ExitCode.USAGE, "there is no '" + name + "' that is open");
        }
        return found;
    }
}

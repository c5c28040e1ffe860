package org.handfast.cli.admin;

import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import org.handfast.cli.ExitCode;
import org.handfast.cli.Table;

/** Lists conversations, or tells one. */
@Command(
        name = "conversations",
        description = "List conversations in progress and those that ended, or tell one.",
        mixinStandardHelpOptions = true)
final class ConversationsCommand extends AdminBase implements Callable<Integer> {

    @Parameters(arity = "0..1", paramLabel = "ID", description = "The beginning of an id, to see its timeline.")
    private String id = "";

    @Override
    public Integer call() {
        AdminApi api = api();
        JsonNode list = api.get("conversations");
        if (id.isEmpty()) {
            print(list, () -> list(list.path("items")));
        } else {
            JsonNode one = api.get("conversations/" + text(Lookup.one(list.path("items"), id, "conversation"), "id"));
            print(one, () -> timeline(one));
        }
        return ExitCode.OK.number();
    }

    private void list(JsonNode items) {
        if (items.isEmpty()) {
            out().println("No conversations yet.");
            return;
        }
        var table = new Table("ID", "STARTED", "PROTOCOL", "FROM", "STATE", "REASON");
        for (JsonNode c : items) {
            table.row(
                    shortId(c),
                    text(c, "startedAt"),
                    text(c, "protocolTitle"),
                    text(c, "remote"),
                    c.has("outcome") ? text(c, "outcome") : text(c, "label"),
                    text(c, "reason"));
        }
        out().print(table);
    }

    private void timeline(JsonNode flight) {
        var table = new Table("AT", "WHAT", "", "");
        for (JsonNode e : flight.path("entries")) {
            table.row(text(e, "at"), text(e, "kind"), text(e, "code"), text(e, "detail"));
        }
        out().print(table);
    }
}

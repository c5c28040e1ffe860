package org.handfast.cli.admin;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import org.handfast.cli.CliException;
import org.handfast.cli.ExitCode;
import org.handfast.cli.Plain;
import org.handfast.cli.Table;

/** Lists rooms, or tells who is in one. */
@Command(
        name = "rooms",
        description = "List the rooms that are open, or tell who is in one and who vouched for whom.",
        mixinStandardHelpOptions = true)
final class RoomsCommand extends AdminBase implements Callable<Integer> {

    @Parameters(
            arity = "0..1",
            paramLabel = "ROOM",
            description = "The name that the list shows, or PROTOCOL:NAME, to see who takes part.")
    private String name = "";

    @Override
    public Integer call() {
        AdminApi api = api();
        JsonNode rooms = api.get("rooms?limit=500");
        if (name.isEmpty()) {
            print(rooms, () -> list(rooms.path("items")));
        } else {
            JsonNode room = api.get("rooms/" + text(find(rooms.path("items")), "conversationId"));
            print(room, () -> participants(room.path("participants")));
        }
        return ExitCode.OK.number();
    }

    private void list(JsonNode items) {
        if (items.isEmpty()) {
            out().println("No room is open. To open one: handfast device chat join ROOM");
            return;
        }
        var table = new Table("PROTOCOL", "ROOM", "MEMBERS", "PRESENT", "AT THE DOOR", "SINCE");
        for (JsonNode r : items) {
            table.row(
                    text(r, "protocol"),
                    Plain.line(text(r, "name")),
                    text(r, "members"),
                    text(r, "present"),
                    text(r, "atTheDoor"),
                    text(r, "startedAt"));
        }
        out().print(table);
    }

    private void participants(JsonNode participants) {
        if (participants.isEmpty()) {
            out().println("Nobody is in it.");
            return;
        }
        var table = new Table("IDENTITY", "NAME", "STANDING", "PRESENT", "KEY", "VOUCHED FOR BY", "SINCE");
        for (JsonNode p : participants) {
            JsonNode facts = p.path("facts");
            table.row(
                    Plain.line(text(p, "address")),
                    Plain.line(text(p, "name")),
                    Plain.line(text(p, "standing")),
                    p.path("present").asBoolean() ? "yes" : "no",
                    Plain.line(text(facts, "identity")),
                    Plain.line(text(facts, "vouched-by")),
                    Plain.line(text(facts, "since")));
        }
        out().print(table);
    }

    private JsonNode find(JsonNode rooms) {
        List<JsonNode> found = new ArrayList<>();
        for (JsonNode r : rooms) {
            if (name.equals(text(r, "name")) || name.equals(text(r, "protocol") + ":" + text(r, "name"))) {
                found.add(r);
            }
        }
        if (found.size() == 1) {
            return found.getFirst();
        }
        throw new CliException(
                ExitCode.USAGE,
                found.isEmpty()
                        ? "there is no room '" + name + "'"
                        : "several protocols have a room '" + name + "'; write PROTOCOL:NAME");
    }
}

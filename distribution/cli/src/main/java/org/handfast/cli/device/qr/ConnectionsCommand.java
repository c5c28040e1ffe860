package org.handfast.cli.device.qr;

import java.util.List;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Command;

import org.handfast.cli.ExitCode;
import org.handfast.cli.Json;
import org.handfast.cli.Plain;
import org.handfast.cli.Table;
import org.handfast.cli.device.ShownText;
import org.handfast.plugin.qr.device.Connection;

/** Lists the connections. */
@Command(
        name = "connections",
        description = "List whom this device is connected with.",
        mixinStandardHelpOptions = true)
final class ConnectionsCommand extends QrOptions implements Callable<Integer> {

    @Override
    public Integer call() {
        List<Connection> connections;
        try (Session session = Session.open(folder())) {
            connections = session.device().connections();
        }
        if (json()) {
            connections.forEach(c -> out().println(Json.line(json(c))));
        } else if (connections.isEmpty()) {
            out().println("Connected with nobody yet: handfast device qr show, or scan");
        } else {
            var table = new Table("NAME", "", "COMPARED", "SINCE", "CONNECTION");
            for (Connection c : connections) {
                table.row(
                        Plain.line(c.name()),
                        c.over() ? "over" : c.standing().word(),
                        c.agreed() ? "yes" : "not yet",
                        c.since().toString(),
                        c.id());
            }
            out().print(table);
        }
        out().flush();
        return ExitCode.OK.number();
    }

    private static ObjectNode json(Connection c) {
        ObjectNode line = JsonLines.event("connection", c.name())
                .put("connection_id", c.id())
                .put("standing", c.over() ? "over" : c.standing().word())
                .put("compared", c.agreed())
                .put("since", c.since().toString())
                .put("own", c.own().hex())
                .put("peer", c.peer().id().hex());
        ShownText.into(line, c.words());
        return line;
    }
}

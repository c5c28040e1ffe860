package org.handfast.cli.admin;

import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import org.handfast.cli.ExitCode;
import org.handfast.cli.Table;

/** Lists devices. */
@Command(name = "devices", description = "List the devices the hub knows.", mixinStandardHelpOptions = true)
final class DevicesCommand extends AdminBase implements Callable<Integer> {

    @Option(
            names = "--query",
            paramLabel = "TEXT",
            description = "Only those whose name or address has this in it, or whose id begins with it.")
    private String query = "";

    @Override
    public Integer call() {
        JsonNode devices = api().get("devices?limit=500&query=" + AdminApi.encode(query));
        print(devices, () -> {
            if (devices.path("items").isEmpty()) {
                out().println(query.isEmpty() ? "No devices yet." : "No device has '" + query + "' in it.");
                return;
            }
            var table = new Table("ID", "NAME", "TRUST", "CONNECTED", "PROTOCOL", "ADDRESS", "LAST SEEN");
            for (JsonNode d : devices.path("items")) {
                table.row(
                        shortId(d),
                        text(d, "name"),
                        text(d, "trust"),
                        d.path("connected").asBoolean() ? "yes" : "no",
                        text(d.path("addresses").path(0), "protocolTitle"),
                        text(d.path("addresses").path(0), "address"),
                        text(d, "lastSeen"));
            }
            out().print(table);
        });
        return ExitCode.OK.number();
    }
}

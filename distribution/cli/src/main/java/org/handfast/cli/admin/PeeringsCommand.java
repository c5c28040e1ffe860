package org.handfast.cli.admin;

import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;

import org.handfast.cli.ExitCode;
import org.handfast.cli.Table;

/** Lists pairings of devices with each other. */
@Command(
        name = "peerings",
        description = "List the pairings of devices with each other.",
        mixinStandardHelpOptions = true)
final class PeeringsCommand extends AdminBase implements Callable<Integer> {

    @Override
    public Integer call() {
        JsonNode peerings = api().get("peerings?limit=500");
        print(peerings, () -> {
            if (peerings.path("items").isEmpty()) {
                out().println(
                                "No devices are paired with each other yet. To pair one: handfast device relay pair CODE");
                return;
            }
            var table = new Table("ADDRESS", "NAME", "ADDRESS", "NAME", "STATE", "SINCE", "REASON");
            for (JsonNode p : peerings.path("items")) {
                table.row(
                        text(p.path("proposer"), "address"),
                        text(p.path("proposer"), "name"),
                        text(p.path("other"), "address"),
                        text(p.path("other"), "name"),
                        text(p, "standing"),
                        text(p, "since"),
                        text(p, "reason"));
            }
            out().print(table);
        });
        return ExitCode.OK.number();
    }
}

package org.handfast.cli.admin;

import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import org.handfast.cli.CliException;
import org.handfast.cli.ExitCode;
import org.handfast.cli.Terminal;

/** Ends the pairing of two devices. */
@Command(
        name = "revoke-pairing",
        description = "End the pairing of two devices with each other; both are told.",
        mixinStandardHelpOptions = true)
final class RevokePairingCommand extends AdminBase implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "A", description = Lookup.DEVICE)
    private String a = "";

    @Parameters(index = "1", paramLabel = "B", description = "The other device, likewise.")
    private String b = "";

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the audit log and for both devices.")
    private String reason = "";

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    @Override
    public Integer call() {
        AdminApi api = api();
        JsonNode device = Lookup.device(api, a);
        JsonNode peering =
                Lookup.peering(api.get("devices/" + text(device, "id")).path("peerings"), device, b);
        if (!yes) {
            out().println("Ending the pairing of " + end(peering, "proposer") + " and " + end(peering, "other") + ":");
            out().println("  Both devices are told that it ended" + (reason.isEmpty() ? "." : ", and why."));
            out().println("  The hub carries nothing more between them under this pairing.");
            out().flush();
            if (!Terminal.standard().yes("End it?")) {
                throw new CliException(ExitCode.REFUSED, "nothing was changed");
            }
        }
        JsonNode ended = api.delete("peerings/" + AdminApi.part(text(peering, "protocol")) + "/"
                + AdminApi.part(text(peering.path("proposer"), "address")) + "/"
                + AdminApi.part(text(peering.path("other"), "address"))
                + (reason.isEmpty() ? "" : "?reason=" + AdminApi.encode(reason)));
        print(ended, () -> out().println(
                        end(ended, "proposer") + " and " + end(ended, "other") + " are paired no more."));
        return ExitCode.OK.number();
    }

    private static String end(JsonNode peering, String which) {
        JsonNode end = peering.path(which);
        return end.has("name") ? "'" + text(end, "name") + "'" : text(end, "address");
    }
}

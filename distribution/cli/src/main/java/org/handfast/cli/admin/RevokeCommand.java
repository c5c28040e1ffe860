package org.handfast.cli.admin;

import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import org.handfast.cli.CliException;
import org.handfast.cli.ExitCode;
import org.handfast.cli.Json;
import org.handfast.cli.Terminal;

/** Takes a device's trust away. */
@Command(name = "revoke", description = "Take a device's trust away.", mixinStandardHelpOptions = true)
final class RevokeCommand extends AdminBase implements Callable<Integer> {

    @Parameters(paramLabel = "ID", description = Lookup.DEVICE)
    private String id = "";

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the audit log.")
    private String reason = "";

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    @Override
    public Integer call() {
        AdminApi api = api();
        JsonNode device = Lookup.device(api, id);
        String path = "devices/" + text(device, "id") + "/revocation";
        if (!yes) {
            out().println("Revoking '" + text(device, "name") + "':");
            api.get(path).path("consequences").forEach(c -> out().println("  " + c.asText()));
            out().flush();
            if (!Terminal.standard().yes("Revoke it?")) {
                throw new CliException(ExitCode.REFUSED, "nothing was changed");
            }
        }
        JsonNode revoked = api.put(path, Json.MAPPER.createObjectNode().put("reason", reason));
        print(revoked, () -> out().println("'" + text(device, "name") + "' is revoked."));
        return ExitCode.OK.number();
    }
}

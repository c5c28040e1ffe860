package org.handfast.cli.admin;

import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import org.handfast.cli.ExitCode;
import org.handfast.cli.Json;

/** Holds a device back. */
@Command(
        name = "block",
        description = "Refuse a device until you unblock it; it keeps its keys and pairings.",
        mixinStandardHelpOptions = true)
final class BlockCommand extends AdminBase implements Callable<Integer> {

    @Parameters(paramLabel = "ID", description = Lookup.DEVICE)
    private String id = "";

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the audit log.")
    private String reason = "";

    @Override
    public Integer call() {
        AdminApi api = api();
        JsonNode device = Lookup.device(api, id);
        JsonNode blocked = api.put(
                "devices/" + text(device, "id") + "/suspension",
                Json.MAPPER.createObjectNode().put("reason", reason));
        print(blocked, () -> out().println("'" + text(device, "name") + "' is blocked."));
        return ExitCode.OK.number();
    }
}

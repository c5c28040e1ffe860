package org.handfast.cli.admin;

import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import org.handfast.cli.ExitCode;
import org.handfast.cli.Json;

/** Gives a device another name. */
@Command(name = "rename", description = "Give a device another name.", mixinStandardHelpOptions = true)
final class RenameCommand extends AdminBase implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "ID", description = Lookup.DEVICE)
    private String id = "";

    @Parameters(index = "1", paramLabel = "NAME", description = "What the hub is to call it, 64 characters at most.")
    private String name = "";

    @Override
    public Integer call() {
        AdminApi api = api();
        JsonNode device = Lookup.device(api, id);
        JsonNode renamed = api.put(
                "devices/" + text(device, "id") + "/name",
                Json.MAPPER.createObjectNode().put("name", name));
        print(renamed, () -> out().println("'" + text(device, "name") + "' is called '"
                + text(renamed.path("device"), "name") + "' now."));
        return ExitCode.OK.number();
    }
}

package org.handfast.cli.admin;

import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import org.handfast.cli.ExitCode;
import org.handfast.cli.Json;

/** Makes a revoked device a stranger again. */
@Command(
        name = "forget",
        description = "Forget a revoked device, so that it may ask again.",
        mixinStandardHelpOptions = true)
final class ForgetCommand extends AdminBase implements Callable<Integer> {

    @Parameters(paramLabel = "ID", description = Lookup.DEVICE)
    private String id = "";

    @Override
    public Integer call() {
        AdminApi api = api();
        JsonNode device = Lookup.device(api, id);
        api.delete("devices/" + text(device, "id"));
        print(Json.MAPPER.createObjectNode().put("id", text(device, "id")), () -> out().println(
                        "'" + text(device, "name") + "' is forgotten."));
        return ExitCode.OK.number();
    }
}

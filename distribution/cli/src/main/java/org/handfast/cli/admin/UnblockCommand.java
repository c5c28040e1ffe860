package org.handfast.cli.admin;

import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import org.handfast.cli.ExitCode;

/** Lifts a block. */
@Command(name = "unblock", description = "Let a blocked device go on as before.", mixinStandardHelpOptions = true)
final class UnblockCommand extends AdminBase implements Callable<Integer> {

    @Parameters(paramLabel = "ID", description = Lookup.DEVICE)
    private String id = "";

    @Override
    public Integer call() {
        AdminApi api = api();
        JsonNode device = Lookup.device(api, id);
        JsonNode free = api.delete("devices/" + text(device, "id") + "/suspension");
        print(free, () -> out().println("'" + text(device, "name") + "' is no longer blocked."));
        return ExitCode.OK.number();
    }
}

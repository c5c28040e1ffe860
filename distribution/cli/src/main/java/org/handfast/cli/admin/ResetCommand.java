package org.handfast.cli.admin;

import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;

import org.handfast.cli.ExitCode;
import org.handfast.cli.Json;

/** Makes a set-up link. */
@Command(
        name = "reset",
        description = "Make a link that sets the administrator's password anew.",
        mixinStandardHelpOptions = true)
final class ResetCommand extends AdminBase implements Callable<Integer> {

    @Override
    public Integer call() {
        JsonNode link = api().post("setup/link", Json.MAPPER.createObjectNode());
        print(link, () -> {
            out().println("Open this link once, before " + text(link, "expiresAt") + ":");
            out().println();
            out().println("  " + text(link, "url"));
        });
        return ExitCode.OK.number();
    }
}

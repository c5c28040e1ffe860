package org.handfast.cli.admin;

import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Command;

import org.handfast.cli.ExitCode;
import org.handfast.cli.Json;

/** Makes a phrase. */
@Command(
        name = "phrase",
        description = "Make a one-time phrase for the next device, in place of comparing words (direct TCP).",
        mixinStandardHelpOptions = true)
final class PhraseCommand extends AdminBase implements Callable<Integer> {

    @Override
    public Integer call() {
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.putObject("arguments");
        JsonNode made = api().post("protocols/direct-tcp/commands/phrase", body);
        print(made, () -> {
            out().println("Good once, for ten minutes; every device that pairs meanwhile must know it:");
            Words.print(made.path("shown"), out());
        });
        return ExitCode.OK.number();
    }
}

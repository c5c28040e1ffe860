package org.handfast.cli.admin;

import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;

import org.handfast.cli.ExitCode;

/** Lists what waits. */
@Command(name = "pending", description = "List the devices that wait for you.", mixinStandardHelpOptions = true)
final class PendingCommand extends AdminBase implements Callable<Integer> {

    @Override
    public Integer call() {
        JsonNode questions = api().get("questions");
        print(questions, () -> {
            if (questions.path("items").isEmpty()) {
                out().println("Nobody waits.");
            }
            for (JsonNode q : questions.path("items")) {
                out().print(Pending.text(q));
            }
        });
        return ExitCode.OK.number();
    }
}

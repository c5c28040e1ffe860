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
                out().printf(
                                "%s  '%s', as it calls itself, from %s by %s: %s%n",
                                shortId(q),
                                text(q, "name"),
                                text(q, "remote"),
                                text(q, "protocolTitle"),
                                Stage.of(q).asks);
                if (q.has("replaces")) {
                    out().println("  It would take the place of '"
                            + q.path("replaces").path("name").asText() + "', which is paired already.");
                }
                Words.print(q.path("shown"), out());
            }
        });
        return ExitCode.OK.number();
    }
}

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

/** Says yes. */
@Command(
        name = "approve",
        description =
                "Say yes to a device that waits: first to talk to it, then that the words match; or to an account.",
        mixinStandardHelpOptions = true)
final class ApproveCommand extends AdminBase implements Callable<Integer> {

    @Parameters(paramLabel = "ID", description = "The beginning of the id that 'pending' shows.")
    private String id = "";

    @Option(
            names = "--words-match",
            description = "Do not ask whether the words match, or the key of an account: you have compared them.")
    private boolean wordsMatch;

    @Override
    public Integer call() {
        AdminApi api = api();
        JsonNode question = Lookup.one(api.get("questions").path("items"), id, "question");
        Stage stage = Stage.of(question);
        String condition = stage.condition(question);
        if (!condition.isEmpty() && !wordsMatch) {
            Words.print(question.path("shown"), out());
            out().flush();
            if (!Terminal.standard().yes(condition)) {
                throw new CliException(
                        ExitCode.REFUSED,
                        "not approved; if they differ, say so: handfast admin reject " + shortId(question));
            }
        }
        api.post(
                "questions/" + text(question, "id") + "/answer",
                Json.MAPPER.createObjectNode().put("answer", "YES"));
        print(answered(question, "YES"), () -> out().println(stage.afterYes(text(question, "name"))));
        return ExitCode.OK.number();
    }
}

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
        description = "Say yes to a device that waits: first to talk to it, then that the words match.",
        mixinStandardHelpOptions = true)
final class ApproveCommand extends AdminBase implements Callable<Integer> {

    @Parameters(paramLabel = "ID", description = "The beginning of the id that 'pending' shows.")
    private String id = "";

    @Option(names = "--words-match", description = "Do not ask whether the words match: you have compared them.")
    private boolean wordsMatch;

    @Override
    public Integer call() {
        AdminApi api = api();
        JsonNode question = Lookup.one(api.get("questions").path("items"), id, "question");
        boolean words = text(question, "stage").equals("WORDS");
        if (words && !wordsMatch) {
            Words.print(question.path("shown"), out());
            out().flush();
            if (!Terminal.standard().yes("Does the device show exactly the same?")) {
                throw new CliException(
                        ExitCode.REFUSED,
                        "not approved; if they differ, say so: handfast admin reject " + shortId(question));
            }
        }
        api.post(
                "questions/" + text(question, "id") + "/answer",
                Json.MAPPER.createObjectNode().put("answer", "YES"));
        print(answered(question, "YES"), () -> out().println(
                        words
                                ? "'" + text(question, "name") + "' will be trusted once its keys are checked."
                                : "Keys are exchanged now. Then compare words: handfast admin pending"));
        return ExitCode.OK.number();
    }
}

package org.handfast.cli.admin;

import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import org.handfast.cli.ExitCode;
import org.handfast.cli.Json;

/** Says no. */
@Command(name = "reject", description = "Say no to a device that waits.", mixinStandardHelpOptions = true)
final class RejectCommand extends AdminBase implements Callable<Integer> {

    @Parameters(paramLabel = "ID", description = "The beginning of the id that 'pending' shows.")
    private String id = "";

    @Override
    public Integer call() {
        AdminApi api = api();
        JsonNode question = Lookup.one(api.get("questions").path("items"), id, "question");
        api.post(
                "questions/" + text(question, "id") + "/answer",
                Json.MAPPER.createObjectNode().put("answer", "NO"));
        print(answered(question, "NO"), () -> out().println("'" + text(question, "name") + "' is turned away."));
        return ExitCode.OK.number();
    }
}

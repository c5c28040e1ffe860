package org.handfast.cli.admin;

import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;

import org.handfast.cli.CliException;
import org.handfast.cli.ExitCode;
import org.handfast.cli.Table;

/** The audit log. */
@Command(
        name = "audit",
        description = "Show who changed trust, when and why.",
        mixinStandardHelpOptions = true,
        subcommands = AuditCommand.Verify.class)
final class AuditCommand extends AdminBase implements Callable<Integer> {

    @Override
    public Integer call() {
        JsonNode rows = api().get("audit");
        print(rows, () -> {
            var table = new Table("#", "AT", "WHO", "WHAT", "WHOM", "DETAIL");
            for (JsonNode r : rows.path("items")) {
                table.row(
                        text(r, "sequence"),
                        text(r, "at"),
                        text(r, "actor"),
                        text(r, "action"),
                        text(r, "subject"),
                        text(r, "detail"));
            }
            out().print(table);
        });
        return ExitCode.OK.number();
    }

    /** Goes through the chain. */
    @Command(
            name = "verify",
            description = "Go through the chain of hashes from its beginning.",
            mixinStandardHelpOptions = true)
    static final class Verify extends AdminBase implements Callable<Integer> {

        @Override
        public Integer call() {
            JsonNode verified = api().get("audit/verification");
            boolean intact = verified.path("intact").asBoolean();
            print(verified, () -> {
                if (intact) {
                    out().println("Intact: " + text(verified, "sealed") + " rows in the chain, "
                            + text(verified, "unsealed") + " not yet.");
                    out().println("Newest hash: " + text(verified, "head"));
                }
            });
            if (!intact) {
                throw new CliException(
                        ExitCode.FAILED,
                        "the audit log was changed: row " + text(verified, "brokenAt")
                                + " does not follow from those before it");
            }
            return ExitCode.OK.number();
        }
    }
}

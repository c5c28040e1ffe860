package org.handfast.cli.admin;

import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;

import org.handfast.cli.ExitCode;
import org.handfast.cli.Table;

/** Lists mailboxes. */
@Command(
        name = "mailboxes",
        description = "List how much waits for devices, the most first, and since when.",
        mixinStandardHelpOptions = true)
final class MailboxesCommand extends AdminBase implements Callable<Integer> {

    @Override
    public Integer call() {
        JsonNode mailboxes = api().get("mailboxes?limit=500");
        print(mailboxes, () -> {
            if (mailboxes.path("items").isEmpty()) {
                out().println("Nothing waits.");
                return;
            }
            var table = new Table("ADDRESS", "DEVICE", "PROTOCOL", "MESSAGES", "BYTES", "OLDEST");
            for (JsonNode m : mailboxes.path("items")) {
                table.row(
                        text(m, "address"),
                        text(m, "deviceName"),
                        text(m, "protocolTitle"),
                        text(m, "parcels"),
                        text(m, "bytes"),
                        text(m, "oldestAt"));
            }
            out().print(table);
        });
        return ExitCode.OK.number();
    }
}

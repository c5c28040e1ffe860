package org.handfast.cli.device.chat;

import java.util.List;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;

import org.handfast.cli.ExitCode;
import org.handfast.cli.Json;
import org.handfast.cli.Plain;
import org.handfast.cli.Table;
import org.handfast.plugin.chat.device.Contact;

/** Shows who is trusted. */
@Command(name = "list", description = "Whom you trust.", mixinStandardHelpOptions = true)
final class TrustListCommand extends ChatOptions implements Callable<Integer> {

    @Override
    public Integer call() {
        List<Contact> contacts = folder().profile().contacts().list();
        if (json()) {
            contacts.forEach(
                    c -> out().println(Json.line(JsonLines.event("contact", c).put("line", c.line()))));
        } else if (contacts.isEmpty()) {
            out().println("You trust nobody yet. To: handfast device chat trust add LINE");
        } else {
            var table = new Table("name", "identity");
            contacts.forEach(c -> table.row(Plain.line(c.name()), c.identity().text()));
            out().print(table);
        }
        out().flush();
        return ExitCode.OK.number();
    }
}

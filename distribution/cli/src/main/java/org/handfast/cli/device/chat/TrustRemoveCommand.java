package org.handfast.cli.device.chat;

import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import org.handfast.cli.ExitCode;
import org.handfast.plugin.chat.device.Contact;

/** Trusts somebody no more. */
@Command(
        name = "remove",
        description = "Trust somebody no more. Where they are let in already they stay.",
        mixinStandardHelpOptions = true)
final class TrustRemoveCommand extends ChatOptions implements Callable<Integer> {

    @Parameters(
            paramLabel = "IDENTITY|NAME",
            description = "Whom; eight characters of the identity are enough if nobody else begins with them.")
    private String who = "";

    @Override
    public Integer call() {
        ChatFolder folder = folder();
        Contact contact = folder.profile().require(who);
        folder.change(profile -> profile.without(contact));
        done("You do not trust " + contact.name() + " any more.", JsonLines.event("forgotten", contact));
        return ExitCode.OK.number();
    }
}

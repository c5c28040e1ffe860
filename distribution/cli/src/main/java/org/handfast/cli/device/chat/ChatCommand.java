package org.handfast.cli.device.chat;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A member of rooms. */
@Command(
        name = "chat",
        description =
                "Talk in rooms of a hub, which cannot read it; whoever comes is let in by a member that knows them.",
        mixinStandardHelpOptions = true,
        subcommands = {JoinCommand.class, IdentityCommand.class, TrustCommand.class},
        footer = {
            "",
            "Two people trust each other first: 'identity' prints a line that one gives the other, 'trust add LINE' takes it.",
            "Then each joins the same room."
        })
public final class ChatCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Say what to do.");
    }
}

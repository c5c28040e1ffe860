package org.handfast.cli.device.chat;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Whom this device trusts. */
@Command(
        name = "trust",
        description = "Whom you trust: they may vouch for you in a room, and you vouch for them.",
        mixinStandardHelpOptions = true,
        subcommands = {TrustAddCommand.class, TrustListCommand.class, TrustRemoveCommand.class})
final class TrustCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Say what to do.");
    }
}

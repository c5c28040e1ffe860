package org.handfast.cli.device;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A device of direct TCP. */
@Command(
        name = "direct-tcp",
        description = "Pair and connect over a plain TCP connection.",
        mixinStandardHelpOptions = true,
        subcommands = {PairCommand.class, ConnectCommand.class, ListCommand.class})
final class DirectTcpCommand implements Runnable {

    static final String PROTOCOL = "direct-tcp";

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Say what to do.");
    }
}

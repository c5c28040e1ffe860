package org.handfast.cli.device.code;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Be a device that pairs by a code of twelve words. */
@Command(
        name = "code",
        description =
                "Pair by twelve words with a hub, or another device, wherever it is (challenge-response over libp2p).",
        mixinStandardHelpOptions = true,
        subcommands = {CreateCommand.class, JoinCommand.class, ListCommand.class, SendCommand.class, ListenCommand.class
        })
public final class CodeCommand implements Runnable {

    /** The protocol's id. */
    static final String PROTOCOL = "challenge-response";

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Say what to do.");
    }
}

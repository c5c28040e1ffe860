package org.handfast.cli.device.relay;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A user of a relay. */
@Command(
        name = "relay",
        description = "Meet other devices through a hub, which cannot read what they say to each other.",
        mixinStandardHelpOptions = true,
        subcommands = {
            RegisterCommand.class,
            PairCommand.class,
            SendCommand.class,
            ListenCommand.class,
            ListCommand.class,
            ForgetCommand.class
        })
public final class RelayCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Say what to do.");
    }
}

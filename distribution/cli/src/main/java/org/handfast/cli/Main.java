package org.handfast.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

import org.handfast.api.Fault;
import org.handfast.cli.admin.AdminCommand;
import org.handfast.cli.device.DeviceCommand;
import org.handfast.cli.hub.DoctorCommand;
import org.handfast.cli.hub.LogsCommand;
import org.handfast.cli.hub.StatusCommand;
import org.handfast.cli.hub.StopCommand;

/** {@code handfast}. */
@Command(
        name = "handfast",
        description = "Handfast, a self-hosted device pairing hub.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            StatusCommand.class,
            StopCommand.class,
            LogsCommand.class,
            DoctorCommand.class,
            AdminCommand.class,
            DeviceCommand.class
        },
        footer = {
            "",
            "To start a hub: handfast start [--data DIR] [--set key=value]... [--detach]",
            "",
            "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 no hub, 4 refused, 5 nobody answered in time."
        })
public final class Main implements Runnable {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    /** Runs a command line and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    static int run(String... arguments) {
        return new CommandLine(new Main())
                .setExecutionExceptionHandler((e, line, parsed) -> {
                    line.getErr().println("handfast: " + (e.getMessage() == null ? e.toString() : e.getMessage()));
                    return switch (e) {
                        case CliException known -> known.code().number();
                        case Fault fault
                        when fault.category() == Fault.Category.OPERATOR_INPUT -> ExitCode.USAGE.number();
                        default -> ExitCode.FAILED.number();
                    };
                })
                .execute(arguments);
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Say what to do.");
    }
}

package org.handfast.cli.hub;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import org.handfast.cli.CliException;
import org.handfast.cli.DataOption;
import org.handfast.cli.ExitCode;

/** Stops the hub. */
@Command(name = "stop", description = "Stop the hub.", mixinStandardHelpOptions = true)
public final class StopCommand implements Callable<Integer> {

    private static final int PATIENCE_SECONDS = 60;

    @Mixin
    private DataOption data;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException, ExecutionException {
        ProcessHandle process = HubProcess.require(data.folder()).process();
        process.destroy();
        try {
            process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new CliException(
                    ExitCode.FAILED,
                    "the hub, process " + process.pid() + ", has not stopped after " + PATIENCE_SECONDS
                            + " s; its log says what it is doing: handfast logs");
        }
        spec.commandLine().getOut().println("The hub has stopped.");
        return ExitCode.OK.number();
    }
}

package org.handfast.cli.device.qr;

import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import org.handfast.cli.ExitCode;
import org.handfast.plugin.qr.device.Connection;
import org.handfast.plugin.qr.device.Connection.Standing;

/** Pauses a connection. */
@Command(
        name = "pause",
        description = "Let nothing pass over a connection, either way, until it is resumed here.",
        mixinStandardHelpOptions = true)
final class PauseCommand extends QrOptions implements Callable<Integer> {

    @Parameters(paramLabel = "NAME", description = "Which connection.")
    private String name = "";

    @Override
    public Integer call() {
        try (Session session = Session.online(folder())) {
            Connection connection = session.device().requireConnection(name);
            session.change(connection, "pause", Standing.PAUSED);
            teller().done(
                            "Nothing passes between this device and " + name + " until it is resumed here.",
                            JsonLines.event("paused", name));
            return ExitCode.OK.number();
        }
    }
}

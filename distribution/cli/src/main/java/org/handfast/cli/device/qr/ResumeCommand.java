package org.handfast.cli.device.qr;

import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import org.handfast.cli.ExitCode;
import org.handfast.plugin.qr.device.Connection;
import org.handfast.plugin.qr.device.Connection.Standing;

/** Resumes a connection. */
@Command(name = "resume", description = "Let pass again what this device had paused.", mixinStandardHelpOptions = true)
final class ResumeCommand extends QrOptions implements Callable<Integer> {

    @Parameters(paramLabel = "NAME", description = "Which connection.")
    private String name = "";

    @Override
    public Integer call() {
        try (Session session = Session.online(folder())) {
            Connection connection = session.device().requireConnection(name);
            session.change(connection, "resume", Standing.OPEN);
            teller().done(
                            "What is sent over the connection with " + name
                                    + " passes again, unless the other end has paused it.",
                            JsonLines.event("resumed", name));
            return ExitCode.OK.number();
        }
    }
}

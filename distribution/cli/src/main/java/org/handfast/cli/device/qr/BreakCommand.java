package org.handfast.cli.device.qr;

import java.util.Optional;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import org.handfast.cli.ExitCode;
import org.handfast.plugin.qr.device.Connection;
import org.handfast.plugin.qr.device.Pairing;

/** Ends a connection. */
@Command(
        name = "break",
        description = "End a connection, or one that was begun, and forget its keys. The other device is told so.",
        mixinStandardHelpOptions = true)
final class BreakCommand extends QrOptions implements Callable<Integer> {

    @Parameters(paramLabel = "NAME", description = "Which connection.")
    private String name = "";

    @Override
    public Integer call() {
        try (Session session = Session.open(folder())) {
            Optional<Pairing> begun = session.device().findPairing(name);
            if (begun.isPresent()) {
                session.keep(session.device().givenUp(begun.get()));
            } else {
                end(session, session.device().requireConnection(name));
            }
            teller().done("The connection with " + name + " is over.", JsonLines.event("ended", name));
            return ExitCode.OK.number();
        }
    }

    private static void end(Session session, Connection connection) {
        if (connection.over()) {
            session.keep(session.device().without(connection));
        } else {
            session.hub().requireSame(session.device().account());
            session.end(connection);
        }
    }
}

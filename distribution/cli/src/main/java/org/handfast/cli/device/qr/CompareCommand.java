package org.handfast.cli.device.qr;

import java.util.Optional;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import org.handfast.cli.ExitCode;
import org.handfast.cli.Terminal;
import org.handfast.plugin.qr.device.Connection;

/** Compares the words of a connection that is there. */
@Command(
        name = "compare",
        description = "Compare what both ends of a connection show. A no ends it.",
        mixinStandardHelpOptions = true)
final class CompareCommand extends QrOptions implements Callable<Integer> {

    @Parameters(paramLabel = "NAME", description = "Which connection.")
    private String name = "";

    @Option(names = "--accept", description = "Do not ask whether the words match. For closed networks and scripts.")
    private boolean accept;

    @Override
    public Integer call() {
        try (Session session = Session.online(folder())) {
            QrTeller teller = teller();
            Optional<Connection> known = session.device().findConnection(name);
            if (known.isEmpty()) {
                // It may have been confirmed since.
                new Exchange(session, teller).run();
            }
            Connection connection = session.device().requireConnection(name);
            new Comparing(session, teller, Terminal.standard(), accept).require(connection, true);
            teller.done("Both show the same.", JsonLines.event("compared", name));
            return ExitCode.OK.number();
        }
    }
}

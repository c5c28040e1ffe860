package org.handfast.cli.device.qr;

import java.util.Optional;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import org.handfast.cli.ExitCode;
import org.handfast.cli.Terminal;
import org.handfast.plugin.qr.device.Connection;
import org.handfast.plugin.qr.device.Pairing;
import org.handfast.plugin.qr.wire.Line;

/** The last step: B takes A's second code, compares and confirms. */
@Command(
        name = "confirm",
        description = "Take the second code of the other device, compare what both show, and confirm.",
        mixinStandardHelpOptions = true)
final class ConfirmCommand extends QrOptions implements Callable<Integer> {

    @Mixin
    private CodeInput input;

    @Option(names = "--as", paramLabel = "NAME", description = "Which connection (default: the only one answered).")
    private String as = "";

    @Option(names = "--accept", description = "Do not ask whether the words match. For closed networks and scripts.")
    private boolean accept;

    @Override
    public Integer call() {
        try (Session session = Session.online(folder())) {
            QrTeller teller = teller();
            Pairing.Comparing comparing = comparing(session);
            new Comparing(session, teller, Terminal.standard(), accept).require(comparing);
            Connection connection = new Steps(session).confirm(comparing);
            teller.done(
                    "Connected with " + connection.name() + ".",
                    JsonLines.event("done", connection.name()).put("connection_id", connection.id()));
            return ExitCode.OK.number();
        }
    }

    /** Without a code, what was taken before is confirmed. */
    private Pairing.Comparing comparing(Session session) {
        var steps = new Steps(session);
        Optional<Line> line = input.find(session.tools());
        return line.isPresent()
                ? steps.compare(
                        steps.pick(
                                Pairing.Answering.class,
                                as,
                                "waits for a second code; begin with: handfast device qr answer"),
                        line.get())
                : steps.pick(Pairing.Comparing.class, as, "has a second code yet; give its line");
    }
}

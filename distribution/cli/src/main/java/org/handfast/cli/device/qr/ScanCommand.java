package org.handfast.cli.device.qr;

import java.util.Optional;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import org.handfast.cli.CliException;
import org.handfast.cli.ExitCode;
import org.handfast.cli.Terminal;
import org.handfast.plugin.qr.device.Connection;
import org.handfast.plugin.qr.device.Pairing;
import org.handfast.plugin.qr.wire.Line;

/** Answers a connection: the whole way of the device that scans the first code. */
@Command(
        name = "scan",
        description = "Take the code of another device, show it the answer, take its second code, compare, and confirm."
                + " Left half-way it goes on with the same --as.",
        mixinStandardHelpOptions = true)
final class ScanCommand extends QrOptions implements Callable<Integer> {

    @Mixin
    private CodeInput input;

    @Mixin
    private CodeOutput output;

    @Option(names = "--as", paramLabel = "NAME", description = "What to call the other device here.")
    private String as = "";

    @Option(names = "--accept", description = "Do not ask whether the words match. For closed networks and scripts.")
    private boolean accept;

    @Override
    public Integer call() {
        try (Session session = Session.online(folder())) {
            var terminal = Terminal.standard();
            QrTeller teller = teller();
            Pairing.Comparing comparing = compare(session, teller, terminal);
            new Comparing(session, teller, terminal, accept).require(comparing);
            Connection connection = new Steps(session).confirm(comparing);
            teller.done(
                    "Connected with " + connection.name() + ".",
                    JsonLines.event("done", connection.name()).put("connection_id", connection.id()));
            return ExitCode.OK.number();
        }
    }

    private Pairing.Comparing compare(Session session, QrTeller teller, Terminal terminal) {
        var steps = new Steps(session);
        var asking = new Asking(session, teller, terminal);
        Optional<Line> given = input.find(session.tools());
        Pairing begun = session.device().findPairing(as).orElse(null);
        return switch (begun) {
            case null -> {
                String name = session.device().freeName(as);
                Pairing.Answering answering = asking.code(given, name, "scan", line -> steps.answer(name, line));
                yield second(answering, Optional.empty(), steps, session, asking, teller);
            }
            case Pairing.Answering answering -> second(answering, given, steps, session, asking, teller);
            case Pairing.Comparing comparing -> comparing;
            case Pairing.Showing p -> throw shown();
            case Pairing.Initiating p -> throw shown();
            case Pairing.Offering p -> throw shown();
        };
    }

    private CliException shown() {
        return new CliException(
                ExitCode.USAGE,
                "'" + as + "' was begun by this device; go on with: handfast device qr show --as " + as);
    }

    private Pairing.Comparing second(
            Pairing.Answering answering,
            Optional<Line> given,
            Steps steps,
            Session session,
            Asking asking,
            QrTeller teller) {
        AnswerCommand.noteOtherHost(answering, teller);
        Codes.answer(answering, session, output, this);
        return asking.code(given, answering.name(), "scan --as " + answering.name(), line -> {
            // How many did not fit is kept with it.
            Pairing now = session.device().findPairing(answering.name()).orElse(answering);
            return steps.compare(now instanceof Pairing.Answering a ? a : answering, line);
        });
    }
}

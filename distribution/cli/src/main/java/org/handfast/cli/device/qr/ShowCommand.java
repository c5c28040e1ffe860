package org.handfast.cli.device.qr;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import org.handfast.cli.CliException;
import org.handfast.cli.ExitCode;
import org.handfast.cli.Terminal;
import org.handfast.plugin.qr.device.Connection;
import org.handfast.plugin.qr.device.Happening;
import org.handfast.plugin.qr.device.Pairing;

/** Begins a connection: the whole way of the device that shows the first code. */
@Command(
        name = "show",
        description = "Show a code to another device, take its answer, show a second code, and wait until it confirms."
                + " Left half-way it goes on with the same --as.",
        mixinStandardHelpOptions = true)
final class ShowCommand extends QrOptions implements Callable<Integer> {

    private static final Duration BLINK = Duration.ofSeconds(1);

    /** The hub may have confirmed in the last moment, and its word is on the way. */
    private static final Duration LATE = Duration.ofSeconds(15);

    @Mixin
    private CodeInput input;

    @Mixin
    private CodeOutput output;

    @Option(names = "--as", paramLabel = "NAME", description = "What to call the other device here.")
    private String as = "";

    @Option(names = "--accept", description = "Do not ask whether the words match. For closed networks and scripts.")
    private boolean accept;

    @Override
    public Integer call() throws InterruptedException {
        try (Session session = Session.online(folder())) {
            var terminal = Terminal.standard();
            QrTeller teller = teller();
            Pairing.Offering offering = offer(session, teller, terminal);
            Codes.second(offering, session, output, this);
            teller.compare(offering.name(), session.meeting().words(offering));
            Connection connection = await(offering, session, teller);
            new Comparing(session, teller, terminal, accept).require(connection, false);
            teller.done(
                    "Both show the same: connected with " + connection.name() + ".",
                    JsonLines.event("done", connection.name()).put("connection_id", connection.id()));
            return ExitCode.OK.number();
        }
    }

    private Pairing.Offering offer(Session session, QrTeller teller, Terminal terminal) {
        var steps = new Steps(session);
        Pairing begun = session.device().findPairing(as).orElse(null);
        return switch (begun) {
            case null -> first(steps.show(session.device().freeName(as)), steps, session, teller, terminal);
            case Pairing.Showing showing -> first(showing, steps, session, teller, terminal);
            case Pairing.Initiating initiating -> steps.initiate(initiating);
            case Pairing.Offering offering -> offering;
            case Pairing.Answering p -> throw answered();
            case Pairing.Comparing p -> throw answered();
        };
    }

    private CliException answered() {
        return new CliException(
                ExitCode.USAGE,
                "'" + as + "' was begun by the other device; go on with: handfast device qr scan --as " + as);
    }

    private Pairing.Offering first(
            Pairing.Showing showing, Steps steps, Session session, QrTeller teller, Terminal terminal) {
        Codes.first(showing, session, output, this);
        return new Asking(session, teller, terminal)
                .code(
                        input.find(session.tools()),
                        showing.name(),
                        "show --as " + showing.name(),
                        line -> steps.initiate(showing, line));
    }

    private static Connection await(Pairing.Offering offering, Session session, QrTeller teller)
            throws InterruptedException {
        Instant expires = Instant.ofEpochSecond(offering.line().expires());
        new Exchange(session, teller).run();
        try (var live = new Live(session, teller)) {
            while (session.device().findPairing(offering.name()).isPresent()) {
                long left = Duration.between(Instant.now(), expires).toSeconds();
                if (left < -LATE.toSeconds()) {
                    throw expired();
                }
                teller.clock("Waiting for " + offering.name() + " to confirm: "
                        + String.format(Locale.ROOT, "%d:%02d", Math.max(0, left) / 60, Math.max(0, left) % 60)
                        + " left.");
                List<Happening> happenings = live.next(BLINK);
                if (happenings.stream()
                        .anyMatch(h -> h instanceof Happening.Expired e
                                && e.pairing().name().equals(offering.name()))) {
                    throw expired();
                }
            }
        }
        return session.device().findConnection(offering.name()).orElseThrow(ShowCommand::expired);
    }

    private static CliException expired() {
        return new CliException(ExitCode.EXPIRED, "nobody confirmed in time; show each other new codes");
    }
}

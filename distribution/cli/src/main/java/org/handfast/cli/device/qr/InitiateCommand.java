package org.handfast.cli.device.qr;

import java.util.Optional;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import org.handfast.cli.ExitCode;
import org.handfast.plugin.qr.device.Pairing;
import org.handfast.plugin.qr.wire.Line;

/** The third step: A takes B's code, and has the hub sign. */
@Command(
        name = "initiate",
        description = "Take the code that answers this device's, let the hub sign, and print the second code. 'sync'"
                + " then tells when the other device has confirmed.",
        mixinStandardHelpOptions = true)
final class InitiateCommand extends QrOptions implements Callable<Integer> {

    @Mixin
    private CodeInput input;

    @Mixin
    private CodeOutput output;

    @Option(names = "--as", paramLabel = "NAME", description = "Which connection (default: the only one begun).")
    private String as = "";

    @Override
    public Integer call() {
        try (Session session = Session.online(folder())) {
            Pairing.Offering offering = offering(session);
            Codes.second(offering, session, output, this);
            teller().compare(offering.name(), session.meeting().words(offering));
            return ExitCode.OK.number();
        }
    }

    /** Without a code, what was done before is done, or shown, again. */
    private Pairing.Offering offering(Session session) {
        var steps = new Steps(session);
        Optional<Line> line = input.find(session.tools());
        if (line.isPresent()) {
            return steps.initiate(
                    steps.pick(Pairing.Showing.class, as, "waits for an answer; begin with: handfast device qr key"),
                    line.get());
        }
        boolean asked = session.device().pairings().stream().anyMatch(Pairing.Initiating.class::isInstance);
        return asked
                ? steps.initiate(steps.pick(Pairing.Initiating.class, as, "waits for the hub"))
                : steps.pick(Pairing.Offering.class, as, "has an answer yet; give its line");
    }
}

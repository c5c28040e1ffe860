package org.handfast.cli.device.qr;

import java.util.Locale;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import org.handfast.cli.ExitCode;
import org.handfast.plugin.qr.device.Pairing;

/** The second step: B takes A's first code. */
@Command(
        name = "answer",
        description = "Take the first code of another device, and print the code that answers it.",
        mixinStandardHelpOptions = true)
final class AnswerCommand extends QrOptions implements Callable<Integer> {

    @Mixin
    private CodeInput input;

    @Mixin
    private CodeOutput output;

    @Option(names = "--as", paramLabel = "NAME", description = "What to call the other device here.")
    private String as = "";

    @Override
    public Integer call() {
        try (Session session = Session.open(folder())) {
            Pairing.Answering answering =
                    new Steps(session).answer(session.device().freeName(as), input.require(session.tools()));
            noteOtherHost(answering, teller());
            Codes.answer(answering, session, output, this);
            return ExitCode.OK.number();
        }
    }

    /** A hub may have several names; but only at one hub can two devices meet. */
    static void noteOtherHost(Pairing.Answering answering, QrTeller teller) {
        if (!answering.host().equals(answering.theirHost())) {
            teller.note(
                    "The other device finds its hub at " + answering.theirHost().toLowerCase(Locale.ROOT)
                            + ", this one at " + answering.host().toLowerCase(Locale.ROOT)
                            + ". They can connect only if that is the same hub.");
        }
    }
}

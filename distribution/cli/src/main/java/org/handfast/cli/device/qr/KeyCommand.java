package org.handfast.cli.device.qr;

import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import org.handfast.cli.ExitCode;
import org.handfast.plugin.qr.device.Pairing;

/** The first step: A's first code. */
@Command(
        name = "key",
        description = "Make keys for a connection, and print the code that begins it. The same --as prints it again.",
        mixinStandardHelpOptions = true)
final class KeyCommand extends QrOptions implements Callable<Integer> {

    @Mixin
    private CodeOutput output;

    @Option(names = "--as", paramLabel = "NAME", description = "What to call the other device here.")
    private String as = "";

    @Override
    public Integer call() {
        try (Session session = Session.open(folder())) {
            Pairing begun = session.device().findPairing(as).orElse(null);
            Pairing.Showing showing = begun instanceof Pairing.Showing s
                    ? s
                    : new Steps(session).show(session.device().freeName(as));
            Codes.first(showing, session, output, this);
            return ExitCode.OK.number();
        }
    }
}

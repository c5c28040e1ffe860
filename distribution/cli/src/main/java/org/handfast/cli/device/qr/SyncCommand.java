package org.handfast.cli.device.qr;

import java.util.List;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;

import org.handfast.cli.ExitCode;
import org.handfast.plugin.qr.device.Happening;

/** Brings and fetches once. */
@Command(
        name = "sync",
        description = "Bring to the hub what could not be brought before, and show what has come.",
        mixinStandardHelpOptions = true)
final class SyncCommand extends QrOptions implements Callable<Integer> {

    @Override
    public Integer call() {
        try (Session session = Session.online(folder())) {
            QrTeller teller = teller();
            List<Happening> happenings = new Exchange(session, teller).run();
            boolean quiet = happenings.stream().allMatch(Happening.Went.class::isInstance);
            teller.done(quiet ? "Nothing new." : "That is all.", JsonLines.event("synced"));
            return ExitCode.OK.number();
        }
    }
}

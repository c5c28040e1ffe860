package org.handfast.cli.device.qr;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import org.handfast.cli.ExitCode;
import org.handfast.plugin.qr.device.Happening;

/** Stays at the hub. */
@Command(
        name = "listen",
        description = "Stay connected to the hub, and show what comes as it comes.",
        mixinStandardHelpOptions = true)
final class ListenCommand extends QrOptions implements Callable<Integer> {

    private static final Duration A_WHILE = Duration.ofHours(1);

    @Option(names = "--once", description = "Be done after a message.")
    private boolean once;

    @Override
    public Integer call() throws InterruptedException {
        try (Session session = Session.online(folder())) {
            QrTeller teller = teller();
            teller.note("Listening. Ctrl-C leaves.");
            boolean heard = said(new Exchange(session, teller).run());
            try (var live = new Live(session, teller)) {
                while (!once || !heard) {
                    heard = said(live.next(A_WHILE));
                }
            }
            return ExitCode.OK.number();
        }
    }

    private static boolean said(List<Happening> happenings) {
        return happenings.stream().anyMatch(Happening.Said.class::isInstance);
    }
}

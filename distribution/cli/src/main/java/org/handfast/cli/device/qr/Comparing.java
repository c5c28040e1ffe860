package org.handfast.cli.device.qr;

import java.util.List;

import org.handfast.api.Shown;
import org.handfast.cli.CliException;
import org.handfast.cli.ExitCode;
import org.handfast.cli.Terminal;
import org.handfast.plugin.qr.device.Connection;
import org.handfast.plugin.qr.device.Pairing;

/** People make sure that nobody sits between the two devices. Whoever says no ends it. */
final class Comparing {

    private final Session session;
    private final QrTeller teller;
    private final Terminal terminal;
    private final boolean accept;

    /** {@code accept}: yes without asking. */
    Comparing(Session session, QrTeller teller, Terminal terminal, boolean accept) {
        this.session = session;
        this.teller = teller;
        this.terminal = terminal;
        this.accept = accept;
    }

    /** Before B confirms. */
    void require(Pairing.Comparing pairing) {
        if (!same(pairing.name(), session.meeting().words(pairing), true)) {
            session.keep(session.device().givenUp(pairing));
            throw differ(pairing.name());
        }
    }

    /** Of a connection that is there; its words may have been shown already. */
    void require(Connection connection, boolean show) {
        if (!same(connection.name(), connection.words(), show)) {
            session.end(connection);
            throw differ(connection.name());
        }
        session.keep(session.device().with(connection.compared()));
    }

    private boolean same(String name, List<Shown> words, boolean show) {
        if (show) {
            teller.compare(name, words);
        }
        return accept || teller.agrees(name, terminal);
    }

    private static CliException differ(String name) {
        return new CliException(
                ExitCode.REFUSED,
                "not connected with " + name + ": nobody here said that both show the same; begin anew, and see that"
                        + " each scans the code of the other");
    }
}

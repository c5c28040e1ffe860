package org.handfast.cli.device.qr;

import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.handfast.cli.CliException;
import org.handfast.cli.ExitCode;
import org.handfast.plugin.qr.device.Connection;
import org.handfast.plugin.qr.device.Content;
import org.handfast.plugin.qr.device.Happening;

/** Says something to another, and makes sure that the hub has it. */
final class Sending {

    private Sending() {}

    static ExitCode send(Session session, String name, Content content, QrTeller teller) {
        Connection said = session.device().requireConnection(name).say(content, session.tools());
        UUID packet = said.mail().outbox().getLast().id();
        session.keep(session.device().with(said));
        List<Happening> happenings;
        try {
            happenings = new Exchange(session, teller).run();
        } catch (CliException e) {
            throw waits(session, name, packet)
                    ? new CliException(e.code(), e.getMessage() + "; what was to be sent is kept for the next sync")
                    : e;
        }
        if (happenings.stream()
                .anyMatch(h -> h instanceof Happening.Refused r && r.on().name().equals(name))) {
            return ExitCode.REFUSED;
        }
        ObjectNode event = JsonLines.event("sent", name).put("packet", packet.toString());
        teller.done("Accepted: " + name + " gets it now, or when it is next there.", event);
        return ExitCode.OK;
    }

    private static boolean waits(Session session, String name, UUID packet) {
        return session.device().findConnection(name).stream()
                .flatMap(c -> c.mail().outbox().stream())
                .anyMatch(p -> p.id().equals(packet));
    }
}

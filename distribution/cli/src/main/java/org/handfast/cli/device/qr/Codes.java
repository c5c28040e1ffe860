package org.handfast.cli.device.qr;

import org.handfast.plugin.qr.device.Pairing;

/** The codes of this device, as they are shown. */
final class Codes {

    private Codes() {}

    /** A's first. */
    static void first(Pairing.Showing showing, Session session, CodeOutput output, QrOptions to) {
        var line = showing.line(session.tools());
        if (to.json()) {
            output.show(line, JsonLines.event("code", showing.name()).put("kind", "first"), session.tools(), to.out());
        } else {
            output.show(
                    line,
                    "Show this code to " + showing.name() + ", or send the line below it:",
                    session.tools(),
                    to.out());
        }
    }

    /** B's. */
    static void answer(Pairing.Answering answering, Session session, CodeOutput output, QrOptions to) {
        var line = answering.line();
        if (to.json()) {
            output.show(
                    line, JsonLines.event("code", answering.name()).put("kind", "answer"), session.tools(), to.out());
        } else {
            output.show(
                    line,
                    "Show this code to " + answering.name() + " as the answer, or send the line below it:",
                    session.tools(),
                    to.out());
        }
    }

    /** A's second. */
    static void second(Pairing.Offering offering, Session session, CodeOutput output, QrOptions to) {
        var line = offering.line();
        if (to.json()) {
            output.show(
                    line,
                    JsonLines.event("code", offering.name())
                            .put("kind", "second")
                            .put("expires_at", line.expires()),
                    session.tools(),
                    to.out());
        } else {
            output.show(
                    line,
                    "The hub has signed. Show this second code to " + offering.name() + ", or send the line below it:",
                    session.tools(),
                    to.out());
        }
    }
}

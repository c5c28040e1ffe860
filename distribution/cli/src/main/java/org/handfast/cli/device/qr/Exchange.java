package org.handfast.cli.device.qr;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.handfast.plugin.qr.device.Happening;
import org.handfast.plugin.qr.device.Mail;
import org.handfast.plugin.qr.device.Part;
import org.handfast.plugin.qr.wire.PairId;

/** Brings to the hub what is due, and fetches what there is. What comes is told first and kept then: it is not lost between. */
final class Exchange {

    /** Past so many the hub repeats itself. */
    private static final int ROUNDS = 100;

    private final Session session;
    private final QrTeller teller;
    private final Set<PairId> held = new HashSet<>();
    private final List<Happening> happened = new ArrayList<>();

    Exchange(Session session, QrTeller teller) {
        this.session = session;
        this.teller = teller;
    }

    /** Until nothing is left on either side; what happened. */
    List<Happening> run() {
        session.keep(new Mail(session.tools()).tended(session.device()));
        boolean more = true;
        for (int round = 0; more && round < ROUNDS; round++) {
            more = post(Mail.receipts(session.device()));
            for (Part.Packets packets : sendable()) {
                more |= post(packets);
            }
            breakUnwanted();
            more |= !Mail.receipts(session.device()).isEmpty() || !sendable().isEmpty();
        }
        return List.copyOf(happened);
    }

    private List<Part.Packets> sendable() {
        return Mail.packets(session.device()).stream()
                .filter(part -> !held.contains(part.own()))
                .toList();
    }

    private boolean post(Part part) {
        HubCalls.Reply reply = session.ask(calls -> calls.sync(part.body()));
        if (!reply.done()) {
            if (part instanceof Part.Packets packets) {
                held.add(packets.own());
            }
            return take(Mail.refused(session.device(), part, reply.refusal()).orElseThrow(reply::no));
        }
        return take(new Mail(session.tools()).take(Mail.settled(session.device(), part), reply.require()));
    }

    private boolean take(Mail.Turn turn) {
        for (Happening happening : turn.happenings()) {
            teller.happened(happening);
            happened.add(happening);
        }
        session.keep(turn.device());
        return turn.more();
    }

    /** The hub has connected what this device had given up. */
    private void breakUnwanted() {
        for (PairId own : session.device().breaks()) {
            if (session.askToEnd(own).ended()) {
                session.keep(session.device().broke(own));
            }
        }
    }
}

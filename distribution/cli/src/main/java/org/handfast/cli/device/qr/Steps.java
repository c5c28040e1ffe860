package org.handfast.cli.device.qr;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.handfast.api.Bytes;
import org.handfast.api.Fault;
import org.handfast.cli.CliException;
import org.handfast.cli.ExitCode;
import org.handfast.plugin.qr.device.Connection;
import org.handfast.plugin.qr.device.Meeting;
import org.handfast.plugin.qr.device.Pairing;
import org.handfast.plugin.qr.device.QrDevice;
import org.handfast.plugin.qr.device.Refusal;
import org.handfast.plugin.qr.wire.Line;

/** How this device comes together with another, step by step; each is kept, and may be taken days after the last. */
final class Steps {

    private static final int TOO_MANY_REQUESTS = 429;

    private final Session session;

    Steps(Session session) {
        this.session = session;
    }

    private String host() {
        return session.where().authority().toUpperCase(Locale.ROOT);
    }

    /** A begins. */
    Pairing.Showing show(String name) {
        return kept(session.meeting().show(name, host()));
    }

    /** B has the first code. */
    Pairing.Answering answer(String name, Line first) {
        session.device().requireOthers(first, session.tools());
        return kept(session.meeting().answer(name, host(), first));
    }

    /** A has B's code. */
    Pairing.Offering initiate(Pairing.Showing showing, Line second) {
        return initiate(kept(session.meeting().take(showing, second)));
    }

    /** The hub is asked, for the first time or again. */
    Pairing.Offering initiate(Pairing.Initiating initiating) {
        HubCalls.Reply reply = asked(initiating.body());
        Pairing.Initiating tried = initiating;
        if (!reply.done() && reply.refusal().is("bad-created")) {
            // What was kept is older than the hub takes.
            tried = kept(session.meeting().again(initiating));
            reply = asked(tried.body());
        }
        if (!reply.done()) {
            throw dropping(tried, reply);
        }
        return kept(session.meeting().offer(tried, reply.require()));
    }

    private HubCalls.Reply asked(Bytes body) {
        return session.ask(calls -> calls.initiate(body));
    }

    /** B has A's second code. */
    Pairing.Comparing compare(Pairing.Answering answering, Line second) {
        try {
            return kept(session.meeting().compare(answering, second));
        } catch (Fault misfit) {
            if (Meeting.counts(misfit)) {
                Optional<Pairing.Answering> missed = Meeting.missed(answering);
                QrDevice device = session.device();
                session.keep(missed.map(device::with).orElseGet(() -> device.without(answering)));
                if (missed.isEmpty()) {
                    throw new CliException(
                            ExitCode.REFUSED,
                            misfit.detail() + " That was the third such code: the connection is given up.");
                }
            }
            throw misfit;
        }
    }

    /** B confirms. */
    Connection confirm(Pairing.Comparing comparing) {
        Bytes body = session.meeting().confirmation(comparing);
        HubCalls.Reply reply = session.ask(calls -> calls.confirm(body));
        // This device had confirmed it, and the answer was lost.
        Optional<String> id = reply.done()
                ? reply.require().text("connectionId")
                : Optional.of(reply.refusal()).filter(r -> r.is("used")).flatMap(Refusal::connectionId);
        if (id.isEmpty()) {
            throw reply.done()
                    ? new CliException(ExitCode.NO_HUB, "the hub's answer has no 'connectionId'")
                    : dropping(comparing, reply);
        }
        session.keep(session.device().connected(comparing, id.get(), true, session.tools()));
        return session.device().requireConnection(comparing.name());
    }

    /** The hub's no; what it will never say yes to is dropped. */
    private CliException dropping(Pairing pairing, HubCalls.Reply reply) {
        int status = reply.status();
        boolean passes = status == 401 || status == TOO_MANY_REQUESTS || status >= 500;
        boolean aboutAccount =
                reply.refusal().is("not-active") || reply.refusal().is("blocked");
        if (!passes && !aboutAccount) {
            session.keep(session.device().without(pairing));
        }
        return reply.no();
    }

    /** What was begun and waits for this step: under a name, or the only one. */
    <P extends Pairing> P pick(Class<P> step, String name, String what) {
        if (!name.isEmpty()) {
            return session.device()
                    .findPairing(name)
                    .filter(step::isInstance)
                    .map(step::cast)
                    .orElseThrow(() -> new CliException(ExitCode.USAGE, "nothing called '" + name + "' " + what));
        }
        List<P> all = session.device().pairings().stream()
                .filter(step::isInstance)
                .map(step::cast)
                .toList();
        if (all.size() == 1) {
            return all.getFirst();
        }
        throw new CliException(
                ExitCode.USAGE,
                all.isEmpty()
                        ? "nothing " + what
                        : "several wait for this; say which with --as: "
                                + String.join(
                                        ", ", all.stream().map(Pairing::name).toList()));
    }

    private <P extends Pairing> P kept(P pairing) {
        session.keep(session.device().with(pairing));
        return pairing;
    }
}

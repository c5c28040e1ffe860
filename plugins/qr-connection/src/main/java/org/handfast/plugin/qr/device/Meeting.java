package org.handfast.plugin.qr.device;

import java.util.List;
import java.util.Optional;

import org.handfast.api.Bytes;
import org.handfast.api.Comparison.Ends;
import org.handfast.api.Fault;
import org.handfast.api.Json;
import org.handfast.api.Shown;
import org.handfast.plugin.qr.device.Pairing.Answering;
import org.handfast.plugin.qr.device.Pairing.Comparing;
import org.handfast.plugin.qr.device.Pairing.Initiating;
import org.handfast.plugin.qr.device.Pairing.Offering;
import org.handfast.plugin.qr.device.Pairing.Showing;
import org.handfast.plugin.qr.wire.KeyLine;
import org.handfast.plugin.qr.wire.Line;
import org.handfast.plugin.qr.wire.SignatureLine;
import org.handfast.plugin.qr.wire.Statement;
import org.handfast.plugin.qr.wire.Wire;

/**
 * How two devices come together by what they show each other. Each step gives the pairing as it goes on; a code that does not
 * belong there is a fault of OPERATOR_INPUT, and changes nothing.
 */
public final class Meeting {

    /** So many second codes that do not fit, and the pairing is over. */
    public static final int MISFITS = 3;

    private final Account account;
    private final Tools tools;

    /** Those of an account. */
    public Meeting(Account account, Tools tools) {
        this.account = account;
        this.tools = tools;
    }

    /** A begins. */
    public Showing show(String name, String host) {
        return new Showing(name, OwnEnd.fresh(tools), tools.crypto().random(KeyLine.NONCE), host);
    }

    /** B has A's first code. */
    public Answering answer(String name, String host, Line first) {
        KeyLine line = keys(first, "This is the second code: the first one comes before it, so scan that.");
        if (!line.commits()) {
            throw Misfit.of(
                    "both-scan",
                    "This code answers another: one of you begins and shows a code, the other scans it and answers.");
        }
        OwnEnd own = OwnEnd.fresh(tools);
        return new Answering(
                name,
                own,
                tools.crypto().random(KeyLine.NONCE),
                host,
                PeerEnd.of(line, own, tools.crypto()),
                line.rest(),
                line.host(),
                0);
    }

    /** A has B's code. */
    public Initiating take(Showing pairing, Line second) {
        KeyLine line = keys(second, "This is a second code, and this device waits for the answer to its first.");
        PeerEnd peer = PeerEnd.of(line, pairing.own(), tools.crypto());
        if (line.commits()) {
            throw Misfit.of(
                    "both-show",
                    "This code begins a connection, as this device's does: let the other device scan this one's, and"
                            + " show its answer here.");
        }
        Bytes body = new Asking(account, tools).initiate(pairing.own(), peer.id());
        return new Initiating(pairing.name(), pairing.own(), pairing.nonce(), pairing.host(), peer, line.rest(), body);
    }

    private static KeyLine keys(Line line, String otherwise) {
        if (line instanceof KeyLine keys) {
            return keys;
        }
        throw Misfit.of("second-first", otherwise);
    }

    /** The same to the hub once more, after the first try came to nothing. */
    public Initiating again(Initiating p) {
        Bytes body = new Asking(account, tools).initiate(p.own(), p.peer().id());
        return new Initiating(p.name(), p.own(), p.nonce(), p.host(), p.peer(), p.peerNonce(), body);
    }

    /**
     * The hub has signed.
     *
     * @throws Fault PEER_FAULT if it has not signed this
     */
    public Offering offer(Initiating pairing, Json.Members answer) {
        long expires = answer.whole("expiresAt").orElseThrow(() -> Misfit.answer("it has no 'expiresAt'"));
        Bytes signature = answer.text("signature")
                .flatMap(Bytes::b64u)
                .filter(s -> s.size() == Wire.SIGNATURE)
                .orElseThrow(() -> Misfit.answer("it has no 'signature'"));
        Bytes statement = Statement.ofHub(
                account.hubId(), pairing.sender(), pairing.recipient(), account.requireActive(), expires);
        if (!tools.crypto().verify(account.hubKey(), statement, signature)) {
            throw Misfit.answer("its signature is not the hub's over these two ends");
        }
        var line = new SignatureLine(signature, expires, pairing.sender(), pairing.recipient(), pairing.nonce());
        return new Offering(
                pairing.name(), pairing.own(), pairing.nonce(), pairing.peer(), pairing.peerNonce(), line, false);
    }

    /** B has A's second code. What {@link #counts} is to be counted by {@link #missed}. */
    public Comparing compare(Answering pairing, Line second) {
        if (!(second instanceof SignatureLine line)) {
            throw Misfit.of("first-again", "This is a first code: scan the second, which the other device shows next.");
        }
        if (!line.sender().equals(pairing.sender()) || !line.recipient().equals(pairing.recipient())) {
            throw Misfit.of("other-pair", "This code is for another pair of devices: scan the one that belongs here.");
        }
        Bytes commit = tools.comparison()
                .commit(line.sender().bytes(), pairing.peer().agreement().bytes(), line.nonce());
        if (!tools.crypto().same(commit, pairing.commit())) {
            throw Misfit.of(
                    "not-opened",
                    "This code does not open what the first one promised: somebody may be in between. Begin anew.");
        }
        requireTime(line);
        return new Comparing(pairing.name(), pairing.own(), pairing.nonce(), pairing.peer(), pairing.commit(), line);
    }

    private void requireTime(SignatureLine line) {
        if (line.expires() <= tools.seconds()) {
            throw Misfit.of("expired-code", "The time of this code is up: show each other new ones.");
        }
    }

    /** True of a fault that may be an attack. */
    public static boolean counts(Fault fault) {
        return fault.code().equals("other-pair") || fault.code().equals("not-opened");
    }

    /** B had a code that did not fit; empty if that was one too many. */
    public static Optional<Answering> missed(Answering p) {
        int misfits = p.misfits() + 1;
        return misfits >= MISFITS
                ? Optional.empty()
                : Optional.of(new Answering(
                        p.name(), p.own(), p.nonce(), p.host(), p.peer(), p.commit(), p.theirHost(), misfits));
    }

    /** What B asks the hub with; each time another packet, since the hub knows who has confirmed. */
    public Bytes confirmation(Comparing pairing) {
        requireTime(pairing.line());
        return new Asking(account, tools)
                .confirm(pairing.own(), pairing.peer().id(), pairing.line().signature());
    }

    /** The words that both ends show. */
    public List<Shown> words(Pairing.Met pairing) {
        return switch (pairing) {
            case Initiating p -> words(p, p.peerNonce(), Pairing.commit(p, tools), p.nonce());
            case Offering p -> words(p, p.peerNonce(), Pairing.commit(p, tools), p.nonce());
            case Comparing p -> words(p, p.nonce(), p.commit(), p.line().nonce());
            case Answering p ->
                throw Misfit.of("too-early", "There are no words before the second code of the other device.");
        };
    }

    private List<Shown> words(Pairing.Met pairing, Bytes nonce2, Bytes commit, Bytes nonce1) {
        Bytes own = pairing.own().agreement().publicKey().bytes();
        Bytes theirs = pairing.peer().agreement().bytes();
        return tools.comparison()
                .checkWords(new Ends(
                        pairing.sender().bytes(),
                        pairing.first() ? own : theirs,
                        pairing.recipient().bytes(),
                        pairing.first() ? theirs : own,
                        Bytes.utf8(account.hubId()),
                        commit,
                        nonce2,
                        nonce1));
    }
}

package org.handfast.plugin.directtcp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.handfast.api.Bytes;
import org.handfast.api.Claim;
import org.handfast.api.Device;
import org.handfast.api.Effect;
import org.handfast.api.Fault;
import org.handfast.api.Step;
import org.handfast.api.Step.Outcome;
import org.handfast.api.View;
import org.handfast.plugin.directtcp.Pair.Standing;
import org.handfast.plugin.directtcp.Talk.CheckingKeys;
import org.handfast.plugin.directtcp.Talk.Connected;
import org.handfast.plugin.directtcp.Talk.PendingEncryption;
import org.handfast.plugin.directtcp.Talk.Secured;
import org.handfast.plugin.directtcp.themis.SecureMessage;
import org.handfast.plugin.directtcp.wire.Packet.KeyCheck;
import org.handfast.plugin.directtcp.wire.Packet.KeyCheckResponse;

/**
 * The key check, in both directions. It proves the side that answers, never the side that starts it: so after the peer is
 * content, a challenge of our own follows. No Secure Message is taken twice for the life of its keys.
 */
final class Checking {

    /** What the protocol remembers of a device that has once answered a challenge. */
    static final String PROVEN = "proven";

    /** What it remembers of how often somebody under the device's id failed a check. */
    static final String FAILED = "failed-key-checks";

    private static final int CHALLENGE = 256;
    private static final int SHORTEST = 16;
    private static final int LONGEST = 1024;

    private Checking() {}

    /** Sends a challenge; {@code timeout} is the setting that says how long it may take to come back. */
    static Step<Talk> begin(CheckingKeys state, String timeout, View view) {
        Pair pair = state.pair();
        Bytes challenge = view.crypto().random(CHALLENGE);
        Bytes message = SecureMessage.seal(view.crypto(), pair.own(), pair.theirs(), challenge);
        return Step.to(
                new CheckingKeys(state.peer(), pair, state.check().challenged(challenge), state.retry()),
                Effect.claim(pair.messageClaim(message, view.crypto())),
                Effect.claim(pair.challengeClaim(challenge, view.crypto())),
                state.peer().send(new KeyCheck(message)),
                DirectTcp.wait(view, timeout));
    }

    /** A paired peer begins the check, as whoever dialled does: with which keys, its message must tell. */
    static Step<Talk> begunByPeer(PendingEncryption state, Bytes message, View view) {
        return Pair.known(state.peer().pairing(), view).stream()
                .filter(pair -> open(pair, message, view).isPresent())
                .findFirst()
                .map(pair -> worn(pair, view)
                        .orElseGet(() -> challenged(
                                new CheckingKeys(state.peer(), pair, Check.BEGINNING, Optional.empty()),
                                message,
                                view)))
                .orElseGet(() -> failed(state, "its challenge does not open under the keys of the pairing", view));
    }

    /** What is claimed for the life of a key pair is kept for as long, so that life has an end. */
    static Optional<Step<Talk>> worn(Pair pair, View view) {
        return view.claims(pair.scope()) < view.settings().number("messages-per-key-pair")
                ? Optional.empty()
                : Optional.of(Step.end(Outcome.FAILED, "These keys have been used as often as is safe: pair again."));
    }

    /** A KeyCheck came: our own challenge back, or a challenge of the peer's. */
    static Step<Talk> challenged(Secured state, Bytes message, View view) {
        Pair pair = state.pair();
        Check check = state.check();
        Claim seen = pair.messageClaim(message, view.crypto());
        if (view.taken(seen)) {
            throw Fault.peer("replayed", "It sent a message that was sent before under these keys.");
        }
        Optional<Bytes> plain = open(pair, message, view);
        if (plain.isEmpty()) {
            Step<Talk> end = failed(state, "its message does not open", view);
            return check.challenge().isPresent() ? end.and(state.peer().send(new KeyCheckResponse(false))) : end;
        }
        if (check.challenge().filter(c -> view.crypto().same(c, plain.get())).isPresent()) {
            return proven(state, seen, view);
        }
        if (plain.get().size() < SHORTEST || plain.get().size() > LONGEST) {
            throw Fault.peer("bad-challenge", "A challenge has " + SHORTEST + " to " + LONGEST + " bytes.");
        }
        return switch (check.answered()) {
            case NONE -> answer(state, plain.get(), seen, view);
            case ONE -> ignoreEcho(state, seen, view);
            case ONE_AND_IGNORED_AN_ECHO ->
                throw Fault.peer("many-challenges", "It sends one challenge after the other.");
        };
    }

    private static Step<Talk> answer(Secured state, Bytes plain, Claim seen, View view) {
        Pair pair = state.pair();
        Claim challenge = pair.challengeClaim(plain, view.crypto());
        if (view.taken(challenge)) {
            throw Fault.peer("borrowed-challenge", "Its challenge belongs to another conversation.");
        }
        Bytes back = SecureMessage.seal(view.crypto(), pair.own(), pair.theirs(), plain);
        return Step.to(
                state.with(state.check().answeredOne()),
                Effect.claim(seen),
                Effect.claim(challenge),
                Effect.claim(pair.messageClaim(back, view.crypto())),
                state.peer().send(new KeyCheck(back)));
    }

    private static Step<Talk> ignoreEcho(Secured state, Claim seen, View view) {
        Secured next = state.with(state.check().ignoredAnEcho());
        Step<Talk> step = Step.to(next, Effect.claim(seen));
        return next instanceof CheckingKeys s && s.check().challenge().isEmpty()
                ? step.then(ignored -> begin(s, "check-timeout", view))
                : step;
    }

    private static Step<Talk> proven(Secured state, Claim seen, View view) {
        return state.pair()
                .asItStands(state.peer().pairing(), view)
                .map(pair -> proven(state, pair, seen, view))
                .orElseGet(Checking::replaced);
    }

    /** Keys that were replaced prove nothing: to pair again is what shuts out whoever stole them. */
    private static Step<Talk> replaced() {
        return Step.end(Outcome.FAILED, "Other keys have taken the place of these, or the pairing is over.");
    }

    private static Step<Talk> proven(Secured state, Pair pair, Claim seen, View view) {
        Peer peer = state.peer();
        List<Effect> effects = new ArrayList<>();
        effects.add(Effect.claim(seen));
        if (!pair.established()) {
            effects.add(Effect.establish(peer.pairing()));
        } else if (view.proposal(peer.pairing()).isPresent()) {
            effects.add(Effect.drop(peer.pairing(), "The device proved itself with its established keys."));
        }
        if (!view.device(peer.address()).map(d -> d.is(PROVEN)).orElse(false) || !pair.established()) {
            effects.add(Effect.remember(peer.address(), PROVEN, "yes"));
        }
        effects.add(peer.send(new KeyCheckResponse(true)));
        effects.add(Effect.cancelTimer(DirectTcp.TIMER));
        effects.add(Effect.bind(peer.address(), peer.link()));
        return Step.<Talk>to(new Connected(
                        peer, pair.in(Standing.ESTABLISHED), state.check().provenNow()))
                .and(effects.toArray(Effect[]::new));
    }

    /** The peer says whether we answered well. */
    static Step<Talk> verdict(Secured state, boolean same, View view) {
        if (!state.check().awaitsVerdict()) {
            throw Fault.peer("unasked-verdict", "It judges a key check that there was none of.");
        }
        if (!same) {
            return failed(state, "the other end says that the answer was wrong", view);
        }
        Secured next = state.with(state.check().vouchedFor());
        if (!(next instanceof CheckingKeys checking)
                || checking.check().challenge().isPresent()) {
            return Step.to(next);
        }
        return state.pair()
                .asItStands(state.peer().pairing(), view)
                .map(pair -> vouched(checking, pair, view))
                .orElseGet(Checking::replaced);
    }

    private static Step<Talk> vouched(CheckingKeys checking, Pair standing, View view) {
        Peer peer = checking.peer();
        // The asking side has been vouched for by the side whose words it compared: it is paired, proof or not.
        boolean paired = peer.asked() && !standing.established();
        var pair = paired ? standing.in(Standing.ESTABLISHED) : standing;
        Effect[] establish = paired ? new Effect[] {Effect.establish(peer.pairing())} : new Effect[0];
        return Step.<Talk>to(checking, establish)
                .then(ignored ->
                        begin(new CheckingKeys(peer, pair, checking.check(), checking.retry()), "check-timeout", view));
    }

    /** Nothing came back in time: a peer that is content with us may be connected without proof, unless it ever gave one. */
    static Step<Talk> unanswered(CheckingKeys state, View view) {
        boolean mustProve = view.settings().flag("require-proof")
                || view.device(state.peer().address()).map(d -> d.is(PROVEN)).orElse(false);
        boolean stands = state.pair().asItStands(state.peer().pairing(), view).isPresent();
        return state.check().vouched() && state.pair().established() && stands && !mustProve
                ? Step.to(
                        new Connected(state.peer(), state.pair(), state.check()),
                        Effect.note("unproven", "It did not answer a challenge; nothing that waits is sent to it."))
                : failed(state, "it did not prove itself in time", view);
    }

    /**
     * A check failed: the connection ends and that is counted. Keys, trust and pairing stay, or one packet of anybody could
     * destroy a pairing; only keys that this very conversation made are dropped.
     */
    static Step<Talk> failed(Talk.WithPeer state, String why, View view) {
        Peer peer = state.peer();
        Step<Talk> end = Step.end(Outcome.FAILED, "Failed a key check: " + why + ".");
        if (state instanceof CheckingKeys s && s.retry().isPresent()) {
            end = Asking.dial(s.retry().get().intent(), s.retry().get().attempt(), view)
                    .and(Effect.close(peer.link(), "the keys of the last pairing did not open"));
        }
        if (state instanceof Secured s && s.pair().standing().madeHere()) {
            return end.and(Effect.drop(peer.pairing(), why));
        }
        return view.device(peer.address())
                .map(device -> Effect.remember(peer.address(), FAILED, Long.toString(failures(device) + 1)))
                .map(end::and)
                .orElse(end);
    }

    private static long failures(Device device) {
        return Long.parseLong(device.facts().getOrDefault(FAILED, "0"));
    }

    private static Optional<Bytes> open(Pair pair, Bytes message, View view) {
        return SecureMessage.open(view.crypto(), pair.own(), pair.theirs(), message);
    }
}

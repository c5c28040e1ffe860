package org.handfast.plugin.challengeresponse;

import java.time.Duration;
import java.util.Optional;

import org.handfast.api.Bytes;
import org.handfast.api.Crypto;
import org.handfast.api.Device;
import org.handfast.api.Effect;
import org.handfast.api.Event.Received;
import org.handfast.api.Fault;
import org.handfast.api.Key;
import org.handfast.api.Link;
import org.handfast.api.Offer;
import org.handfast.api.Step;
import org.handfast.api.Step.Outcome;
import org.handfast.api.View;
import org.handfast.plugin.challengeresponse.Joiner.Asked;
import org.handfast.plugin.challengeresponse.Joiner.Waiting;
import org.handfast.plugin.challengeresponse.code.Code;
import org.handfast.plugin.challengeresponse.code.Derivation;
import org.handfast.plugin.challengeresponse.code.Proofs;
import org.handfast.plugin.challengeresponse.wire.PairingMessage;
import org.handfast.plugin.challengeresponse.wire.PairingMessage.Challenge;
import org.handfast.plugin.challengeresponse.wire.PairingMessage.PairingRequest;
import org.handfast.plugin.challengeresponse.wire.PairingMessage.Response;
import org.handfast.plugin.challengeresponse.wire.PeerNames;

/**
 * The side that made the code: has whoever comes for it sign a challenge. All may know a session, so that nothing that a joiner sends
 * can hurt another one, or the code.
 */
final class Initiator {

    static final String END = "end";
    static final String LAST = "last look";

    private static final Duration BEFORE_END = Duration.ofSeconds(1);

    private static final int CHALLENGE = 32;
    private static final int NONCE = 32;
    private static final int SIGNATURE = 64;

    private Initiator() {}

    /** The first message about a session: the offer says whether there is such a code. */
    static Step<Talk> first(Received event, View view) {
        Bytes session = ChallengeResponse.session(event.message());
        for (Derivation derivation : Derivation.values()) {
            Optional<Offer> offer = view.offer(Invite.offer(derivation, session));
            if (offer.isPresent()) {
                var code = new Code(derivation, session, offer.get().secret());
                Session state = Session.of(code, offer.get().until(), view);
                Duration left = Duration.between(view.now(), state.codeEnds());
                return Step.<Talk>to(
                                state,
                                Effect.startTimer(LAST, left.minus(min(left, BEFORE_END))),
                                Effect.startTimer(END, Duration.between(view.now(), state.ends())))
                        .then(s -> received(state, event, view));
            }
        }
        Failures.require(event.link(), view);
        return event.link()
                .peer()
                .filter(peer -> !barred(peer, view))
                .flatMap(peer -> Completes.of(peer, view.crypto().sha256(event.message()), view))
                .map(complete -> Step.<Talk>end(
                        Outcome.CLOSED, "It has been paired before.", Effect.send(event.link(), complete)))
                .orElseGet(() -> Step.end(
                        Outcome.REJECTED, "There is no such code here, or it has been used.", Effect.leaveNothing()));
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** True if an operator has ended the code. Once it would have ended by itself nobody can tell. */
    private static boolean takenBack(Session state, View view) {
        return !state.used()
                && view.now().isBefore(state.codeEnds())
                && view.offer(Invite.offer(
                                state.code().derivation(), state.code().session()))
                        .isEmpty();
    }

    /** Just before the code ends: one that was taken back is none for those either who came in time. */
    static Step<Talk> lastLook(Session state, View view) {
        return takenBack(state, view) ? Step.to(state.turnedAway()) : Step.stay(state);
    }

    static Step<Talk> received(Session state, Received event, View view) {
        Link link = event.link();
        Failures.require(link, view);
        Key peer = link.peer().orElseThrow(() -> Fault.peer("no-peer", "Nothing says who it is."));
        PairingMessage message;
        try {
            message = PairingMessage.decode(event.message());
        } catch (Fault malformed) {
            return failed(state, link, malformed.code(), malformed.detail(), view);
        }
        if (peer.equals(Own.key(view))) {
            throw Fault.peer("own-id", "It is this end itself.");
        }
        return switch (message) {
            case PairingRequest m -> requested(state, peer, link, m, view);
            case Response m -> responded(state, peer, link, event.message(), m, view);
            default -> failed(state, link, "out-of-place", "This message does not belong here.", view);
        };
    }

    /** The stream is closed without a byte. */
    private static Step<Talk> failed(Session state, Link link, String code, String why, View view) {
        return Step.<Talk>to(state, Effect.note(code, why), Effect.close(link, why))
                .and(Failures.count(link, view));
    }

    private static Step<Talk> requested(Session state, Key peer, Link link, PairingRequest request, View view) {
        if (!request.publicKey().equals(PeerNames.publicKey(peer))) {
            return failed(state, link, "foreign-key", "It asks with the key of another peer.", view);
        }
        if (state.code().proves() && request.commit().filter(Bytes::isEmpty).isPresent()) {
            return failed(state, link, "bad-commit", "It commits to check words by something that is none.", view);
        }
        Optional<Joiner> known = state.joiner(peer);
        boolean open = view.now().isBefore(state.codeEnds())
                && view.offer(Invite.offer(
                                state.code().derivation(), state.code().session()))
                        .isPresent();
        boolean returns = known.filter(Joiner::holdsItsPlace).isPresent();
        if (state.used() || !open && !returns) {
            throw Fault.peer("no-code", "The code has been used, or has ended.");
        }
        if (barred(peer, view)) {
            throw Fault.peer("barred", "The device is revoked or suspended.");
        }
        if (known.isEmpty() && !state.hasRoom()) {
            throw Fault.peer("no-room", "Too many wait for an answer to this code.");
        }
        Session with = known.isPresent() ? state : state.and(peer, Failures.network(link.remote()));
        Joiner joiner = with.joiner(peer).orElseThrow();
        Asked asked = joiner.asked()
                .filter(a -> a.commit().equals(request.commit()))
                .orElseGet(() -> ask(state.code(), peer, joiner.asked(), request.commit(), view));
        return Step.to(
                with.with(joiner.asked(asked)),
                Effect.send(link, asked.message()),
                Effect.close(link, "it has its challenge"));
    }

    static boolean barred(Key peer, View view) {
        return view.device(PeerNames.address(peer))
                .map(Device::trust)
                .filter(Device.Trust::barred)
                .isPresent();
    }

    /** A challenge is the same until it is answered; the nonce for check words is of one commitment. */
    private static Asked ask(Code code, Key peer, Optional<Asked> before, Optional<Bytes> commit, View view) {
        Crypto crypto = view.crypto();
        Bytes fresh = crypto.random(CHALLENGE);
        Bytes challenge = before.map(Asked::challenge).orElse(fresh);
        Optional<Bytes> nonce =
                commit.filter(c -> code.proves() && !c.isEmpty()).map(c -> crypto.random(NONCE));
        Optional<Bytes> proof = code.proves()
                ? Optional.of(
                        Proofs.of(code, Own.key(view), peer, challenge, crypto).initiator())
                : Optional.empty();
        Bytes message = new Challenge(code.session(), challenge, Own.device(view), proof, nonce).encode();
        return new Asked(challenge, commit, nonce, message);
    }

    private static Step<Talk> responded(
            Session state, Key peer, Link link, Bytes message, Response response, View view) {
        Bytes hash = view.crypto().sha256(message);
        Optional<Joiner> known = state.joiner(peer);
        Optional<Step<Talk>> again = known.flatMap(j -> Approving.again(state, j, hash, link, view));
        if (again.isPresent()) {
            return again.get();
        }
        if (state.used()) {
            throw Fault.peer("no-code", "The code has been used.");
        }
        Optional<Asked> asked = known.flatMap(Joiner::asked);
        if (asked.isEmpty()) {
            return Approving.refused(state, link, "There is no open challenge: ask again.")
                    .and(Failures.count(link, view));
        }
        Joiner joiner = known.get().spent();
        if (!joiner.approved() && takenBack(state, view)) {
            return Approving.answer(state, joiner, hash, link, "The code has been taken back.");
        }
        Optional<String> wrong = wrong(state.code(), peer, asked.get(), response, view);
        if (wrong.isPresent()) {
            return Approving.answer(state, joiner, hash, link, wrong.get())
                    .and(Effect.note("bad-response", wrong.get()))
                    .and(Failures.count(link, view));
        }
        if (barred(peer, view)) {
            return Approving.answer(state, joiner, hash, link, "The device is not welcome here.");
        }
        var waiting =
                new Waiting(hash, response.device(), asked.get().challenge(), response.proof(), Optional.of(link));
        return Approving.decide(
                state, joiner, waiting, CheckWords.ofInitiator(peer, asked.get(), response.nonce(), view), view);
    }

    /** A joiner's stream is gone: it may come again by another. */
    static Step<Talk> closed(Session state, Link link) {
        return state.joiners().values().stream()
                .filter(j ->
                        j.waiting().flatMap(Waiting::link).filter(link::equals).isPresent())
                .findFirst()
                .map(j -> Step.<Talk>to(
                        state.with(j.waiting(j.waiting().orElseThrow().on(Optional.empty()))),
                        Effect.cancelTimer(Approving.patience(j.peer()))))
                .orElseGet(() -> Step.stay(state));
    }

    /** The session ends, whatever it has come to. */
    static Step<Talk> over(Session state) {
        if (state.paired().isPresent()) {
            return Step.end(
                    Outcome.CLOSED,
                    "Paired with " + PeerNames.peerId(state.paired().get()) + ".");
        }
        return state.refused()
                ? Step.end(Outcome.REJECTED, "A person ended the code, or turned away whoever had it.")
                : Step.end(Outcome.EXPIRED, "Nobody was paired by the code in time.");
    }

    /** What is wrong with a Response, if something is. */
    private static Optional<String> wrong(Code code, Key peer, Asked asked, Response response, View view) {
        Crypto crypto = view.crypto();
        if (response.response().size() != SIGNATURE || !crypto.verify(peer, asked.challenge(), response.response())) {
            return Optional.of("The signature is wrong.");
        }
        if (!response.device().isOf(peer, crypto)) {
            return Optional.of("It says that it is another device.");
        }
        if (response.proof().isPresent()
                && !(code.proves()
                        && crypto.same(
                                response.proof().get(),
                                Proofs.of(code, Own.key(view), peer, asked.challenge(), crypto)
                                        .joiner()))) {
            return Optional.of("The proof is wrong.");
        }
        if (code.proves() && !CheckWords.opens(peer, asked, response.nonce(), view)) {
            return Optional.of("It had committed to other check words.");
        }
        return Optional.empty();
    }
}

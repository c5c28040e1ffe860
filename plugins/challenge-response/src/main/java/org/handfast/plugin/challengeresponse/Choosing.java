package org.handfast.plugin.challengeresponse;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.handfast.api.Approval;
import org.handfast.api.Bytes;
import org.handfast.api.Effect;
import org.handfast.api.Event.Dialled;
import org.handfast.api.Event.Received;
import org.handfast.api.Fault;
import org.handfast.api.Key;
import org.handfast.api.Link;
import org.handfast.api.Offer;
import org.handfast.api.Shown;
import org.handfast.api.Step;
import org.handfast.api.Step.Outcome;
import org.handfast.api.View;
import org.handfast.plugin.challengeresponse.code.Code;
import org.handfast.plugin.challengeresponse.code.Proofs;
import org.handfast.plugin.challengeresponse.code.SessionKeys;
import org.handfast.plugin.challengeresponse.wire.DhtRecord;
import org.handfast.plugin.challengeresponse.wire.PairingMessage;
import org.handfast.plugin.challengeresponse.wire.PairingMessage.Challenge;
import org.handfast.plugin.challengeresponse.wire.PairingMessage.Complete;
import org.handfast.plugin.challengeresponse.wire.PairingMessage.Response;
import org.handfast.plugin.challengeresponse.wire.PeerNames;

/**
 * A joiner has found the initiator: it signs the challenge, and sends that until there is an answer. The Response is the same each time, so
 * that an initiator whose Complete was lost can say it again.
 */
final class Choosing {

    private static final String RETRY = "retry";
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final int MOST_TRIES = 5;

    private Choosing() {}

    /** Looks no further, and answers the challenge of this one. */
    static Step<Talk> choose(Search state, Candidate candidate, Optional<Approval> approval, View view) {
        Challenge challenge = candidate.answer().orElseThrow();
        Key peer = candidate.peer().orElseThrow();
        Key own = Own.key(view);
        Code code = state.code();
        Optional<Bytes> proof = challenge.proof().map(p -> Proofs.of(
                        code, peer, own, challenge.challenge(), view.crypto())
                .joiner());
        Optional<Bytes> nonce = challenge.nonce().filter(n -> code.proves()).map(n -> candidate.nonce());
        Bytes response = new Response(
                        code.session(),
                        view.crypto().sign(Own.pair(view), challenge.challenge()),
                        Own.device(view),
                        proof,
                        nonce)
                .encode();
        List<Shown> shown = nonce.isPresent()
                ? CheckWords.words(
                        own,
                        peer,
                        CheckWords.commit(own, candidate.nonce(), view),
                        challenge.nonce().get(),
                        candidate.nonce(),
                        view)
                : CheckWords.fingerprints(peer, view);
        var next = new Responding(
                code,
                state.offer(),
                approval,
                candidate.endpoint(),
                peer,
                challenge.device(),
                challenge.challenge(),
                proof,
                response,
                shown,
                0,
                Optional.empty());
        return Step.<Talk>to(next, Effect.dial(ChallengeResponse.PAIRING, candidate.endpoint()))
                .and(settle(state, candidate, view));
    }

    /** Whatever else was tried is let go. */
    private static Effect[] settle(Search state, Candidate chosen, View view) {
        var effects = new java.util.ArrayList<Effect>();
        List<Bytes> keys = DhtRecord.keys(state.code().session());
        for (int i = 0; i < keys.size(); i++) {
            effects.add(Effect.stopSeeking("code " + i));
        }
        state.those(c -> c.is(Candidate.Stage.ASKED))
                .forEach(c -> effects.add(Effect.close(c.link().orElseThrow(), "another one is it")));
        state.at(chosen.endpoint())
                .flatMap(Candidate::link)
                .ifPresent(link -> effects.add(Effect.close(link, "it has answered")));
        state.asking()
                .flatMap(state::at)
                .flatMap(Candidate::peer)
                .ifPresent(peer -> effects.add(Effect.unask(PeerNames.address(peer))));
        effects.add(Effect.cancelTimer(Searching.WAITED));
        effects.add(Effect.startTimer(Searching.GIVE_UP, view.settings().duration("join")));
        return effects.toArray(Effect[]::new);
    }

    static Step<Talk> dialled(Responding state, Dialled event) {
        Optional<Link> link = event.link();
        boolean wanted = state.link().isEmpty() && event.endpoint().equals(state.endpoint());
        if (!wanted) {
            return link.map(l -> Step.<Talk>to(state, Effect.close(l, "no longer wanted")))
                    .orElseGet(() -> Step.stay(state));
        }
        if (link.isEmpty()) {
            return again(state, event.detail());
        }
        if (!link.get().peer().equals(Optional.of(state.peer()))) {
            return again(state, "somebody else is there").and(Effect.close(link.get(), "somebody else is there"));
        }
        Step<Talk> sent = Step.to(state.on(link.get()), Effect.send(link.get(), state.response()));
        return state.tries() == 0
                ? sent.and(Effect.show("compare", state.shown().toArray(Shown[]::new)))
                : sent;
    }

    static Step<Talk> closed(Responding state, Link link, String reason) {
        return state.link().filter(link::equals).isPresent() ? again(state, reason) : Step.stay(state);
    }

    private static Step<Talk> again(Responding state, String why) {
        Responding lost = state.lost();
        return lost.tries() >= MOST_TRIES
                ? failed(state, Outcome.FAILED, "The initiator does not answer any more: " + why + ".")
                : Step.to(lost, Effect.startTimer(RETRY, PAUSE), Effect.note("unanswered", why));
    }

    static Step<Talk> timer(Responding state, String timer) {
        return switch (timer) {
            case RETRY ->
                state.link().isEmpty()
                        ? Step.to(state, Effect.dial(ChallengeResponse.PAIRING, state.endpoint()))
                        : Step.stay(state);
            case Searching.GIVE_UP ->
                failed(state, Outcome.EXPIRED, "The initiator did not say in time whether it accepts this device.");
            default -> Step.stay(state);
        };
    }

    static Step<Talk> received(Responding state, Received event, View view) {
        if (state.link().filter(event.link()::equals).isEmpty()) {
            return Step.to(state, Effect.close(event.link(), "no longer wanted"));
        }
        PairingMessage message;
        try {
            message = PairingMessage.decode(event.message());
        } catch (Fault malformed) {
            return failed(state, Outcome.FAILED, malformed.detail());
        }
        if (!(message instanceof Complete complete)
                || !complete.session().equals(state.code().session())) {
            return failed(state, Outcome.FAILED, "The initiator answered with something else than a Complete.");
        }
        if (!complete.success()) {
            String reason = Introductions.clean(complete.reason().orElse("it does not say why"));
            Bytes session = state.code().session();
            return failed(state, Outcome.REJECTED, "The initiator refused: " + reason)
                    .and(Typed.of(session, view).now(Typed.Stage.ANSWERED).keep(session));
        }
        if (!proves(state, complete, view)) {
            return failed(
                    state, Outcome.FAILED, "The initiator's last proof is wrong, or missing, or not to be there.");
        }
        return paired(state, view);
    }

    /** The last proof answers ours: with none of ours there is none, and with one there must be. */
    private static boolean proves(Responding state, Complete complete, View view) {
        if (state.proof().isEmpty() || complete.proof().isEmpty()) {
            return state.proof().isEmpty() && complete.proof().isEmpty();
        }
        Bytes expected = Proofs.of(state.code(), state.peer(), Own.key(view), state.challenge(), view.crypto())
                .complete(state.proof().get());
        return view.crypto().same(expected, complete.proof().get());
    }

    private static Step<Talk> paired(Responding state, View view) {
        Optional<Approval> approval =
                state.approval().or(() -> view.offer(state.offer()).map(Offer::approval));
        if (approval.isEmpty()) {
            return failed(state, Outcome.EXPIRED, "The code has been used here, or was typed too long ago.");
        }
        if (Initiator.barred(state.peer(), view)) {
            return failed(state, Outcome.REJECTED, "The initiator is revoked or suspended here.");
        }
        boolean proven = state.proof().isPresent();
        SessionKeys keys = proven
                ? SessionKeys.proven(state.code(), state.peer(), Own.key(view), state.challenge(), view.crypto())
                : SessionKeys.of(state.code(), view.crypto());
        var made = new Made(
                state.peer(), false, proven, state.device(), state.code(), keys, Optional.of(state.endpoint()));
        Bytes session = state.code().session();
        return Step.<Talk>end(
                        Outcome.CLOSED,
                        "Paired with " + Introductions.of(state.device()).name() + ", " + PeerNames.peerId(state.peer())
                                + ".",
                        made.effects(approval.get(), view))
                .and(
                        Effect.endOffer(state.offer(), "a device was paired by it"),
                        Typed.of(session, view).now(Typed.Stage.USED).keep(session),
                        Effect.show("paired", new Shown(Shown.Kind.TEXT, List.of(PeerNames.peerId(state.peer())))));
    }

    private static Step<Talk> failed(Responding state, Outcome outcome, String why) {
        return Step.end(outcome, why, Effect.endOffer(state.offer(), "nothing came of it"));
    }
}

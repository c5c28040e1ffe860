package org.handfast.plugin.challengeresponse;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.handfast.api.Approval;
import org.handfast.api.Bytes;
import org.handfast.api.Effect;
import org.handfast.api.Event.Answer;
import org.handfast.api.Event.Decided;
import org.handfast.api.Key;
import org.handfast.api.Link;
import org.handfast.api.Offer;
import org.handfast.api.Question;
import org.handfast.api.Question.Stage;
import org.handfast.api.Shown;
import org.handfast.api.Step;
import org.handfast.api.View;
import org.handfast.plugin.challengeresponse.Joiner.Answered;
import org.handfast.plugin.challengeresponse.Joiner.Verdict;
import org.handfast.plugin.challengeresponse.Joiner.Waiting;
import org.handfast.plugin.challengeresponse.code.Proofs;
import org.handfast.plugin.challengeresponse.code.SessionKeys;
import org.handfast.plugin.challengeresponse.wire.PairingMessage.Complete;
import org.handfast.plugin.challengeresponse.wire.PeerNames;

/**
 * What becomes of a sound Response: who has proven to have the code may be accepted by it alone, if the operator wants that; about
 * everybody else a person decides, whatever the hub's policy.
 */
final class Approving {

    private static final int MOST_UNPROVEN = 3;

    private Approving() {}

    /** The timer of the stream on which a joiner waits. */
    static String patience(Key peer) {
        return "answer " + PeerNames.peerId(peer);
    }

    /** The Response came before: it gets the answer that it got, or will get. */
    static Optional<Step<Talk>> again(Session state, Joiner joiner, Bytes response, Link link, View view) {
        Optional<Answered> answered = joiner.answered().filter(a -> a.response().equals(response));
        if (answered.isPresent()) {
            return Optional.of(Step.to(
                    state,
                    Effect.send(link, answered.get().complete()),
                    Effect.close(link, "it has been answered before")));
        }
        Optional<Waiting> waiting = joiner.waiting().filter(w -> w.response().equals(response));
        return waiting.map(w -> Step.<Talk>to(
                        state.with(joiner.waiting(w.on(Optional.of(link)))),
                        Effect.startTimer(
                                patience(joiner.peer()), view.settings().duration("person")))
                .and(closed(w, "it asks again on another stream")));
    }

    private static Effect[] closed(Waiting waiting, String why) {
        return waiting.link()
                .map(link -> new Effect[] {Effect.close(link, why)})
                .orElseGet(() -> new Effect[0]);
    }

    /** An answer of no, which nothing is remembered of. */
    static Step<Talk> refused(Session state, Link link, String reason) {
        return Step.to(state, Effect.send(link, no(state, reason)), Effect.close(link, reason));
    }

    /** An answer of no, which that Response gets again. */
    static Step<Talk> answer(Session state, Joiner joiner, Bytes response, Link link, String reason) {
        Bytes complete = no(state, reason);
        return Step.to(
                state.with(joiner.answered(response, complete)),
                Effect.send(link, complete),
                Effect.close(link, reason));
    }

    private static Bytes no(Session state, String reason) {
        return new Complete(state.code().session(), false, Optional.of(reason), Optional.empty()).encode();
    }

    /** A sound Response: it is accepted, refused, or a person is asked. */
    static Step<Talk> decide(Session state, Joiner joiner, Waiting waiting, List<Shown> shown, View view) {
        Link link = waiting.link().orElseThrow();
        Optional<Verdict> verdict = joiner.verdict().filter(v -> v.proven() == waiting.proven());
        if (verdict.isPresent()) {
            return verdict.get()
                    .approval()
                    .map(approval -> complete(state, joiner, waiting, approval, view))
                    .orElseGet(() -> answer(state, joiner, waiting.response(), link, "A person turned it away."));
        }
        boolean proven = state.others(joiner.peer()).stream().anyMatch(Joiner::waitsProven);
        if (proven || joiner.waitsProven() && !waiting.proven()) {
            return answer(state, joiner, waiting.response(), link, "Another device has proven to have the code.");
        }
        if (waiting.proven()) {
            Step<Talk> rest = withdrawRest(state, joiner.peer(), "Another device has proven to have the code.");
            return rest.then(s -> proven((Session) s, joiner, waiting, shown, view));
        }
        long wait = state.others(joiner.peer()).stream()
                .filter(Joiner::waitsUnproven)
                .count();
        return wait >= MOST_UNPROVEN
                ? answer(
                        state, joiner, waiting.response(), link, "Too many devices wait for a person: try again later.")
                : ask(state, joiner, waiting, shown, view);
    }

    private static Step<Talk> proven(Session state, Joiner joiner, Waiting waiting, List<Shown> shown, View view) {
        Optional<Approval> byCode = view.settings().text("accept").equals("code")
                ? view.offer(Invite.offer(
                                state.code().derivation(), state.code().session()))
                        .map(Offer::approval)
                : Optional.empty();
        return byCode.map(approval -> complete(state, joiner, waiting, approval, view))
                .orElseGet(() -> ask(state, joiner, waiting, shown, view));
    }

    private static Step<Talk> ask(Session state, Joiner joiner, Waiting waiting, List<Shown> shown, View view) {
        List<Shown> lines = new ArrayList<>(shown);
        lines.add(text("Peer " + PeerNames.peerId(joiner.peer())));
        lines.add(text("Address " + waiting.link().orElseThrow().remote()));
        lines.add(text(waiting.proven() ? "It has proven the code" : "It has not proven the code"));
        var question = new Question(
                Stage.WORDS,
                PeerNames.address(joiner.peer()),
                Introductions.of(waiting.device()),
                lines,
                Duration.between(view.now(), state.ends()),
                !waiting.proven());
        Joiner next = joiner.judged(Optional.empty()).waiting(waiting);
        return Step.<Talk>to(
                        state.with(next),
                        Effect.startTimer(
                                patience(joiner.peer()), view.settings().duration("person")),
                        Effect.ask(question, waiting.link().orElseThrow()))
                .and(joiner.waiting()
                        .map(before -> closed(before, "it answered anew"))
                        .orElse(new Effect[0]))
                .and(Fate.waits().tell(state.code().session(), state.ends()));
    }

    private static Shown text(String text) {
        return new Shown(Shown.Kind.TEXT, List.of(text));
    }

    /** Nobody decided while its stream was open: it may come again, and is asked about on. */
    static Step<Talk> tooSlow(Session state, Joiner joiner) {
        Waiting waiting = joiner.waiting().orElseThrow();
        if (waiting.link().isEmpty()) {
            return Step.stay(state);
        }
        Joiner next = joiner.waiting(waiting.on(Optional.empty()));
        return answer(
                state, next, waiting.response(), waiting.link().get(), "Nobody has decided yet: try again in a while.");
    }

    static Step<Talk> decided(Session state, Joiner joiner, Decided decision, View view) {
        Waiting waiting = joiner.waiting().orElseThrow();
        Effect cancel = Effect.cancelTimer(patience(joiner.peer()));
        if (decision.answer() == Answer.YES) {
            Approval approval = decision.approval().orElseThrow();
            if (waiting.link().isPresent()) {
                return Step.<Talk>to(state, cancel).then(s -> complete(state, joiner, waiting, approval, view));
            }
            return Step.to(
                    state.with(joiner.waitsNoLonger()
                            .judged(Optional.of(new Verdict(waiting.proven(), Optional.of(approval))))),
                    cancel);
        }
        boolean no = decision.answer() == Answer.NO;
        Joiner judged = joiner.waitsNoLonger()
                .judged(no ? Optional.of(new Verdict(waiting.proven(), Optional.empty())) : Optional.empty());
        String reason = no ? "A person turned it away." : "Nobody decided in time.";
        Step<Talk> told = waiting.link()
                .map(link -> answer(state, judged, waiting.response(), link, reason))
                .orElseGet(() -> Step.to(state.with(judged)))
                .and(cancel);
        return no && waiting.proven() ? told.then(s -> endCode((Session) s, judged.peer())) : told;
    }

    /** Somebody has the code who is not to have it: nobody is paired by it any more. */
    private static Step<Talk> endCode(Session state, Key peer) {
        Session ended = state.turnedAway();
        return withdrawRest(ended, peer, "The code is no longer good.")
                .and(Effect.endOffer(
                        Invite.offer(ended.code().derivation(), ended.code().session()),
                        "whoever had proven to have it was turned away"))
                .and(Fate.refused().tell(ended.code().session(), ended.ends()));
    }

    /** All others who wait are answered no, and what a person said of them counts no more. */
    private static Step<Talk> withdrawRest(Session state, Key peer, String reason) {
        Step<Talk> step = Step.to(state);
        for (Joiner other : state.others(peer)) {
            if (other.holdsItsPlace()) {
                step = step.then(s -> withdraw((Session) s, other, reason));
            }
        }
        return step;
    }

    private static Step<Talk> withdraw(Session state, Joiner other, String reason) {
        Joiner next = other.waitsNoLonger().judged(Optional.empty());
        Step<Talk> step = other.waiting()
                .flatMap(w -> w.link().map(link -> answer(state, next, w.response(), link, reason)))
                .orElseGet(() -> Step.to(state.with(next)));
        return step.and(Effect.unask(PeerNames.address(other.peer())), Effect.cancelTimer(patience(other.peer())));
    }

    private static Step<Talk> complete(Session state, Joiner joiner, Waiting waiting, Approval approval, View view) {
        Key peer = joiner.peer();
        if (Initiator.barred(peer, view)) {
            return answer(
                    state,
                    joiner.waitsNoLonger(),
                    waiting.response(),
                    waiting.link().orElseThrow(),
                    "The device is not welcome here.");
        }
        Key own = Own.key(view);
        Proofs proofs = Proofs.of(state.code(), own, peer, waiting.challenge(), view.crypto());
        SessionKeys keys = waiting.proven()
                ? SessionKeys.proven(state.code(), own, peer, waiting.challenge(), view.crypto())
                : SessionKeys.of(state.code(), view.crypto());
        Bytes complete = new Complete(
                        state.code().session(),
                        true,
                        Optional.empty(),
                        waiting.proof().map(proofs::complete))
                .encode();
        Session paired = state.with(
                        joiner.waitsNoLonger().judged(Optional.empty()).answered(waiting.response(), complete))
                .pairedWith(peer);
        Link link = waiting.link().orElseThrow();
        var made = new Made(peer, true, waiting.proven(), waiting.device(), state.code(), keys, Optional.empty());
        return Step.<Talk>to(paired)
                .and(made.effects(approval, view))
                .and(Effect.endOffer(
                        Invite.offer(state.code().derivation(), state.code().session()), "a device was paired by it"))
                .and(Completes.keep(peer, waiting.response(), complete, state.ends(), view))
                .and(Effect.send(link, complete), Effect.close(link, "it is paired"))
                .and(Fate.paired(PeerNames.address(peer)).tell(state.code().session(), state.ends()))
                .then(s -> withdrawRest((Session) s, peer, "The code has been used."));
    }
}

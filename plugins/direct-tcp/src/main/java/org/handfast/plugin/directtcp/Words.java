package org.handfast.plugin.directtcp;

import java.util.List;
import java.util.Optional;

import org.handfast.api.Approval;
import org.handfast.api.Effect;
import org.handfast.api.Event.Answer;
import org.handfast.api.Event.Decided;
import org.handfast.api.Introduction;
import org.handfast.api.Question;
import org.handfast.api.Question.Stage;
import org.handfast.api.Shown;
import org.handfast.api.Step;
import org.handfast.api.Step.Outcome;
import org.handfast.api.View;
import org.handfast.plugin.directtcp.Talk.AwaitingWords;
import org.handfast.plugin.directtcp.Talk.CheckingKeys;

/** What follows when both ends have both keys: a person compares, or the phrase has answered already. */
final class Words {

    private Words() {}

    /** Proposes the pairing and asks the person at this end to compare. */
    static Step<Talk> compare(KeyExchange exchange, Introduction who, List<Shown> shown, View view) {
        Peer peer = exchange.peer();
        return Step.to(
                new AwaitingWords(peer, exchange.pair(), Optional.empty()),
                exchange.proposal(who, view),
                Effect.cancelTimer(DirectTcp.TIMER),
                Effect.ask(new Question(Stage.WORDS, peer.address(), who, shown, DirectTcp.patience(view))));
    }

    /** Proposes the pairing and approves it at once: the other end has proven that it knows the phrase. */
    static Step<Talk> matched(KeyExchange exchange, Introduction who, Approval approval, View view) {
        var waiting = new AwaitingWords(exchange.peer(), exchange.pair(), Optional.empty());
        return Step.<Talk>to(waiting, exchange.proposal(who, view)).then(ignored -> approved(waiting, approval, view));
    }

    /** The person has compared. */
    static Step<Talk> decided(AwaitingWords state, Decided decision, View view) {
        if (decision.stage() != Stage.WORDS) {
            return Step.stay(state);
        }
        Optional<Approval> approval = decision.approval();
        if (decision.answer() == Answer.YES && approval.isPresent()) {
            return approved(state, approval.get(), view);
        }
        return decision.answer() == Answer.EXPIRED
                ? Ending.denied(state, Outcome.EXPIRED, "Nobody compared the words in time.")
                : Ending.denied(state, Outcome.REJECTED, "The words differ, a person says.");
    }

    private static Step<Talk> approved(AwaitingWords state, Approval approval, View view) {
        Peer peer = state.peer();
        var checking =
                new CheckingKeys(peer, state.pair().in(Pair.Standing.APPROVED), Check.BEGINNING, Optional.empty());
        Effect approve = Effect.approve(peer.pairing(), approval);
        if (!peer.asked()) {
            return Step.<Talk>to(checking, approve).then(ignored -> Checking.begin(checking, "answer-timeout", view));
        }
        return state.early()
                .map(message ->
                        Step.<Talk>to(checking, approve).then(ignored -> Checking.challenged(checking, message, view)))
                .orElseGet(() -> Step.to(checking, approve, DirectTcp.waitForPerson(view)));
    }
}

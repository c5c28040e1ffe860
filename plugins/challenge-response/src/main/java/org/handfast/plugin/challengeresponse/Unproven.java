package org.handfast.plugin.challengeresponse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.handfast.api.Effect;
import org.handfast.api.Event.Decided;
import org.handfast.api.Key;
import org.handfast.api.Question;
import org.handfast.api.Question.Stage;
import org.handfast.api.Shown;
import org.handfast.api.Step;
import org.handfast.api.Step.Outcome;
import org.handfast.api.View;
import org.handfast.plugin.challengeresponse.wire.PeerNames;

/** What a joiner does about those that do not prove to have its code, when nobody else has come. */
final class Unproven {

    private Unproven() {}

    /** Asks a person about one that has not proven the code, when it is time. */
    static Step<Talk> ask(Search state, View view) {
        List<Candidate> unproven = state.those(c -> c.is(Candidate.Stage.UNPROVEN));
        if (!state.waited() || state.asking().isPresent() || unproven.isEmpty()) {
            return Step.stay(state);
        }
        Candidate candidate = unproven.getFirst();
        if (state.agreed()) {
            return Choosing.choose(state, candidate, Optional.empty(), view);
        }
        Key peer = candidate.peer().orElseThrow();
        List<Shown> lines = new ArrayList<>(CheckWords.fingerprints(peer, view));
        lines.add(new Shown(Shown.Kind.TEXT, List.of("Peer " + PeerNames.peerId(peer))));
        lines.add(new Shown(Shown.Kind.TEXT, List.of("Address " + candidate.endpoint())));
        lines.add(new Shown(Shown.Kind.TEXT, List.of("It has not proven the code")));
        return Step.to(
                state.asking(Optional.of(candidate.endpoint())),
                Effect.ask(
                        new Question(
                                Stage.WORDS,
                                PeerNames.address(peer),
                                Introductions.of(
                                        candidate.answer().orElseThrow().device()),
                                lines,
                                view.settings().duration("join"),
                                true),
                        candidate.link().orElseThrow()));
    }

    static Step<Talk> decided(Search state, Decided decision, View view) {
        Optional<Candidate> asked = state.asking()
                .flatMap(state::at)
                .filter(c -> c.peer().map(PeerNames::address).equals(Optional.of(decision.about())));
        if (asked.isEmpty()) {
            return Step.stay(state);
        }
        Search next = state.asking(Optional.empty());
        return switch (decision.answer()) {
            case YES -> Choosing.choose(next, asked.get(), decision.approval(), view);
            case NO -> Searching.out(next, asked.get(), "was turned away by a person", view);
            case EXPIRED -> giveUp(next.with(asked.get().out("nobody decided about it in time")));
        };
    }

    static Step<Talk> giveUp(Search state) {
        List<String> tried = state.those(c -> true).stream()
                .map(c -> c.endpoint() + " " + c.why())
                .toList();
        String where = state.code().proves() ? "in the hash table and on the local network" : "in the hash table";
        return Step.end(
                Outcome.EXPIRED,
                "Nobody was found who has this code. Looked " + where + "; "
                        + (tried.isEmpty() ? "there was nobody to ask." : "asked: " + String.join("; ", tried) + "."),
                Effect.endOffer(state.offer(), "nobody was found"));
    }
}

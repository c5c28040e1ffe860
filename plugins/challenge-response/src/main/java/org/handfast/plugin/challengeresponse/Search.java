package org.handfast.plugin.challengeresponse;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

import org.handfast.api.Key;
import org.handfast.api.Link;
import org.handfast.plugin.challengeresponse.Candidate.Lead;
import org.handfast.plugin.challengeresponse.code.Code;

/**
 * A joiner that looks for whoever made its code.
 *
 * @param code what was typed
 * @param offer the id of the offer that stands for the person who typed it
 * @param began when
 * @param agreed true if that person takes one that does not prove to have the code
 * @param waited true once a proven one had time enough to come
 * @param everybody true once those are tried too that nothing speaks for
 * @param candidates who may be it, by endpoint
 * @param asking whose place a person is asked about
 */
record Search(
        Code code,
        String offer,
        Instant began,
        boolean agreed,
        boolean waited,
        boolean everybody,
        Map<String, Candidate> candidates,
        Optional<String> asking)
        implements Talk {

    private static final int MOST_ALIKE = 32;

    Search {
        candidates = Map.copyOf(candidates);
    }

    @Override
    public Phase phase() {
        if (asking.isPresent()) {
            return Phase.AWAITING_DECISION;
        }
        return candidates.isEmpty() ? Phase.OPENED : Phase.NEGOTIATING;
    }

    @Override
    public String label() {
        return candidates.values().stream().anyMatch(c -> !c.is(Candidate.Stage.QUEUED)) ? "Connecting" : "Scanning";
    }

    Optional<Candidate> at(String endpoint) {
        return Optional.ofNullable(candidates.get(endpoint));
    }

    Optional<Candidate> on(Link link) {
        return candidates.values().stream()
                .filter(c -> c.is(Candidate.Stage.ASKED)
                        && c.link().filter(link::equals).isPresent())
                .findFirst();
    }

    /** Those that are in a state, in the order in which they were found. */
    List<Candidate> those(Predicate<Candidate> which) {
        List<Candidate> found = new ArrayList<>(candidates.values());
        found.removeIf(which.negate());
        found.sort(Comparator.comparingInt(Candidate::order));
        return found;
    }

    /**
     * With one more to be asked, unless it is known. Strangers have a say in who is found: each kind of lead has room of its own, and
     * nobody waits for another's answer, so that they hide nobody whom a better one leads to.
     */
    Search found(String endpoint, Lead lead) {
        Candidate known = candidates.get(endpoint);
        if (known == null) {
            boolean room =
                    candidates.values().stream().filter(c -> c.lead() == lead).count() < MOST_ALIKE;
            return room ? with(Candidate.queued(endpoint, candidates.size(), lead)) : this;
        }
        boolean better = lead.compareTo(known.lead()) < 0 && known.is(Candidate.Stage.QUEUED);
        return better ? with(Candidate.queued(endpoint, known.order(), lead)) : this;
    }

    /** Those to be dialled now. */
    List<Candidate> next() {
        return those(c -> c.is(Candidate.Stage.QUEUED) && (everybody || c.lead() != Lead.ANYBODY)).stream()
                .sorted(Comparator.comparing(Candidate::lead))
                .toList();
    }

    /** True if this very peer is asked, or has answered, at another place. */
    boolean knows(Key peer, String besides) {
        return !those(c -> !c.endpoint().equals(besides)
                        && c.peer().filter(peer::equals).isPresent()
                        && (c.is(Candidate.Stage.ASKED) || c.is(Candidate.Stage.UNPROVEN)))
                .isEmpty();
    }

    /** A peer was lost at a place, which may not have been its own: its others are tried again. */
    Search elsewhere(Key peer) {
        Search next = this;
        for (Candidate aside : those(c ->
                c.is(Candidate.Stage.ASIDE) && c.peer().filter(peer::equals).isPresent())) {
            next = next.with(Candidate.queued(aside.endpoint(), aside.order(), aside.lead()));
        }
        return next;
    }

    Search with(Candidate candidate) {
        var next = new LinkedHashMap<>(candidates);
        next.put(candidate.endpoint(), candidate);
        return new Search(code, offer, began, agreed, waited, everybody, next, asking);
    }

    Search asking(Optional<String> endpoint) {
        return new Search(code, offer, began, agreed, waited, everybody, candidates, endpoint);
    }

    Search waitedEnough() {
        return new Search(code, offer, began, agreed, true, true, candidates, asking);
    }

    Search triesEverybody() {
        return new Search(code, offer, began, agreed, waited, true, candidates, asking);
    }
}

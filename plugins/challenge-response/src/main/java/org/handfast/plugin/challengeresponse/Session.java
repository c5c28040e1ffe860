package org.handfast.plugin.challengeresponse;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;

import org.handfast.api.Key;
import org.handfast.api.View;
import org.handfast.plugin.challengeresponse.code.Code;

/**
 * A code that somebody answers to, with all who do.
 *
 * @param code the code
 * @param codeEnds when nobody new may come for it
 * @param ends when what began by then is over
 * @param joiners who came, by the key that each has proven to have
 * @param came how many ever did
 * @param paired who is paired by it
 * @param refused true once a person turned away one that had proven the code, or ended the code
 */
record Session(
        Code code,
        Instant codeEnds,
        Instant ends,
        Map<Key, Joiner> joiners,
        long came,
        Optional<Key> paired,
        boolean refused)
        implements Talk {

    private static final int MOST = 16;

    Session {
        joiners = Map.copyOf(joiners);
    }

    static Session of(Code code, Instant codeEnds, View view) {
        return new Session(code, codeEnds, codeEnds.plus(longerThanCode(view)), Map.of(), 0, Optional.empty(), false);
    }

    /** How long a session goes on after its code has ended. */
    static Duration longerThanCode(View view) {
        Duration longer =
                view.settings().duration("session").minus(view.settings().duration("code"));
        return longer.isNegative() ? Duration.ZERO : longer;
    }

    @Override
    public Phase phase() {
        if (paired.isPresent()) {
            return Phase.ESTABLISHED;
        }
        if (joiners.values().stream().anyMatch(j -> j.waiting().isPresent())) {
            return Phase.AWAITING_DECISION;
        }
        return joiners.isEmpty() ? Phase.OPENED : Phase.NEGOTIATING;
    }

    @Override
    public String label() {
        if (paired.isPresent()) {
            return "Completed";
        }
        return refused ? "Failed" : joiners.isEmpty() ? "WaitingForConnection" : "ChallengeReceived";
    }

    /** True once nobody else can be paired by it. */
    boolean used() {
        return paired.isPresent() || refused;
    }

    Optional<Joiner> joiner(Key peer) {
        return Optional.ofNullable(joiners.get(peer));
    }

    /** True if there is room for one more, or somebody who can give way. */
    boolean hasRoom() {
        return joiners.size() < MOST || givesWay().isPresent();
    }

    /** The oldest of those whose network has the most, so that a flood from one place drives out itself and nobody else. */
    private Optional<Joiner> givesWay() {
        List<Joiner> may =
                joiners.values().stream().filter(j -> !j.holdsItsPlace()).toList();
        ToLongFunction<Joiner> alike = joiner ->
                may.stream().filter(j -> j.network().equals(joiner.network())).count();
        return may.stream().min(Comparator.comparingLong(alike).reversed().thenComparingLong(Joiner::since));
    }

    /** With one that came just now; one that holds no place gives way if there is no room. */
    Session and(Key peer, String network) {
        var next = new LinkedHashMap<>(joiners);
        if (next.size() >= MOST) {
            givesWay().ifPresent(j -> next.remove(j.peer()));
        }
        next.put(peer, Joiner.first(peer, came, network));
        return new Session(code, codeEnds, ends, next, came + 1, paired, refused);
    }

    /** With a joiner as it is now. */
    Session with(Joiner joiner) {
        var next = new LinkedHashMap<>(joiners);
        next.put(joiner.peer(), joiner);
        return new Session(code, codeEnds, ends, next, came, paired, refused);
    }

    Session pairedWith(Key peer) {
        return new Session(code, codeEnds, ends, joiners, came, Optional.of(peer), refused);
    }

    Session turnedAway() {
        return new Session(code, codeEnds, ends, joiners, came, paired, true);
    }

    /** All but one, in the order in which they came. */
    List<Joiner> others(Key peer) {
        List<Joiner> others = new ArrayList<>(joiners.values());
        others.removeIf(j -> j.peer().equals(peer));
        others.sort(Comparator.comparingLong(Joiner::since));
        return others;
    }
}

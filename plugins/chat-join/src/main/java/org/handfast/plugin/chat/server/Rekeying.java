package org.handfast.plugin.chat.server;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.handfast.plugin.chat.wire.Frame;
import org.handfast.plugin.chat.wire.FromHub;
import org.handfast.plugin.chat.wire.Identity;
import org.handfast.plugin.chat.wire.Problem;
import org.handfast.plugin.chat.wire.Refusal;

/** New keys: the hub says who makes one, and hears who has it; it never sees one. */
final class Rekeying {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration APART = Duration.ofSeconds(1);
    private static final Duration LOST_AGAIN = Duration.ofMinutes(1);

    /** Who says to have no key makes work for all, and so does not do so often together with others. */
    private static final Duration LOST_APART = Duration.ofSeconds(10);

    private static final int MOST_SILENT = 3;
    private static final int MOST_AT_ONCE = 100;

    private Rekeying() {}

    /** Orders a new key of the oldest member that is online; nothing if none is. */
    static void order(Turn turn) {
        turn.oldest(m -> true).ifPresent(by -> order(turn, by.identity()));
    }

    /** The same, but not twice in a second: those who leave together are one order. */
    static void orderSoon(Turn turn) {
        order(turn, APART);
    }

    private static void order(Turn turn, Duration apart) {
        Instant earliest = turn.lastOrder().plus(apart);
        if (!turn.now().isBefore(earliest)) {
            order(turn);
        } else if (turn.wanted().filter(at -> at.isBefore(earliest)).isEmpty()) {
            turn.wanted(Optional.of(earliest));
        }
    }

    private static void order(Turn turn, Identity by) {
        long epoch = turn.nextEpoch();
        Set<Identity> waiting = turn.members().stream()
                .filter(Member::online)
                .map(Member::identity)
                .collect(Collectors.toSet());
        turn.rekey(Optional.of(
                new Rekey(epoch, by, waiting, Set.of(), Set.of(), turn.now().plus(PATIENCE))));
        turn.order();
        turn.toAll(FromHub.rekey(epoch, by, turn.roster()));
    }

    /** True of the member that makes the newest key. */
    static boolean makes(Turn turn, Member member) {
        return turn.rekey().filter(r -> r.by().equals(member.identity())).isPresent();
    }

    /** The member that makes the newest key sends it to another: once to each. */
    static void passOn(Turn turn, Member member, Member to) {
        Rekey rekey = turn.rekey()
                .filter(r -> r.by().equals(member.identity()) && !r.passed().contains(to.identity()))
                .orElseThrow(() -> Problem.NOT_ASSIGNED.because(
                        "Between members only a new key is relayed, once to each, by whom the hub ordered it of."));
        turn.rekey(Optional.of(rekey.passedTo(to.identity())));
    }

    /** A member has the key. */
    static void acknowledged(Turn turn, Member member, Frame frame) {
        if (frame.number("epoch") != turn.epochs().current()) {
            throw Problem.STALE_EPOCH.because("Another key was ordered since.");
        }
        // Who makes it has done so once all have it.
        if (!makes(turn, member)) {
            turn.put(member.silent(0));
        }
        gone(turn, member.identity());
    }

    /** A member need not be waited for any more. */
    static void gone(Turn turn, Identity identity) {
        Optional<Rekey> left = turn.rekey().map(r -> r.without(identity));
        left.filter(r -> r.waiting().isEmpty())
                .flatMap(r -> turn.member(r.by()))
                .ifPresent(maker -> turn.put(maker.silent(0)));
        turn.rekey(left.filter(r -> !r.waiting().isEmpty()));
    }

    /** A member has no key: it has lost it, or what it was sent was none. */
    static void lost(Turn turn, Member member) {
        turn.rekey(turn.rekey().map(r -> r.objectedBy(member.identity())));
        if (turn.now().isBefore(member.keyAsked().plus(LOST_AGAIN))) {
            throw Problem.RATE_LIMITED.because("A key is ordered for you once a minute.");
        }
        turn.put(member.askedForKey(turn.now()));
        order(turn, LOST_APART);
    }

    static void timeIsUp(Turn turn) {
        if (turn.wanted().filter(at -> !at.isAfter(turn.now())).isPresent()) {
            turn.wanted(Optional.empty());
            order(turn);
        }
        turn.rekey().filter(r -> !r.until().isAfter(turn.now())).ifPresent(late -> unacknowledged(turn, late));
    }

    /** Not all have the key in time: another is to make one. Whoever it was three times in a row is no member any more. */
    private static void unacknowledged(Turn turn, Rekey late) {
        Identity next = after(turn, late.by());
        for (Member member : turn.members()) {
            boolean its = member.identity().equals(late.by()) ? late.botched() : late.silent(member.identity());
            if (its) {
                turn.put(member.silent(member.silent() + 1));
            }
        }
        turn.rekey(Optional.empty());
        List<Member> silent = turn.members().stream()
                .filter(m -> m.silent() >= MOST_SILENT)
                .limit(MOST_AT_ONCE)
                .toList();
        silent.forEach(member -> Leaving.out(turn, member, Refusal.REMOVED));
        if (turn.member(next).filter(Member::online).isPresent()) {
            order(turn, next);
        } else {
            order(turn);
        }
    }

    /** The member that is next by age, the oldest again after the youngest. */
    private static Identity after(Turn turn, Identity by) {
        List<Identity> online = turn.members().stream()
                .filter(Member::online)
                .map(Member::identity)
                .toList();
        return online.isEmpty() ? by : online.get((online.indexOf(by) + 1) % online.size());
    }
}

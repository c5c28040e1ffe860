package org.handfast.plugin.chat.server;

import java.util.Locale;

import org.handfast.api.Effect;
import org.handfast.plugin.chat.server.Visitor.Asking;
import org.handfast.plugin.chat.wire.FromHub;
import org.handfast.plugin.chat.wire.Refusal;

/** Somebody goes, or is made to. */
final class Leaving {

    /** Why somebody is here no more. */
    enum Reason {
        LEFT,
        OFFLINE,
        REMOVED;

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private Leaving() {}

    /** A visitor goes; whoever was asked about it need not think on. */
    static void visitor(Turn turn, Visitor visitor) {
        turn.remove(visitor);
        if (visitor.stage() instanceof Asking asking) {
            tell(turn, asking);
        }
        Opening.gone(turn, visitor);
    }

    /** The member that was asked about a newcomer is told that it has gone. */
    static void tell(Turn turn, Asking asking) {
        turn.member(asking.asked())
                .ifPresent(m -> turn.send(m, FromHub.userLeft(asking.identity(), Reason.LEFT.word())));
    }

    /** A member's link is gone; in a persistent room one that has shown its key keeps its seat. */
    static void lost(Turn turn, Member member) {
        if (!member.proven() || !turn.persistent()) {
            member(turn, member, Reason.LEFT);
            return;
        }
        boolean made = Rekeying.makes(turn, member);
        turn.put(member.offline());
        turn.toAll(FromHub.userLeft(member.identity(), Reason.OFFLINE.word()));
        Joining.askOthers(turn, member.identity());
        Rekeying.gone(turn, member.identity());
        if (made) {
            Rekeying.orderSoon(turn);
        }
    }

    /** A member's link is taken from it. */
    static void cutOff(Turn turn, Member member, Refusal refusal) {
        member.link().ifPresent(link -> turn.turnAway(link, refusal));
        lost(turn, member);
    }

    /** A member goes for good; the others need a key that it has not. */
    static void member(Turn turn, Member member, Reason reason) {
        out(turn, member, reason);
        if (reason == Reason.REMOVED) {
            Rekeying.order(turn);
        } else {
            Rekeying.orderSoon(turn);
        }
    }

    /** A member is made to go for good. */
    static void sentAway(Turn turn, Member member, Refusal refusal) {
        out(turn, member, refusal);
        Rekeying.order(turn);
    }

    /** The same, and a new key is ordered by whoever does this. */
    static void out(Turn turn, Member member, Refusal refusal) {
        member.link().ifPresent(link -> turn.send(link, FromHub.nack(refusal)));
        out(turn, member, Reason.REMOVED);
    }

    private static void out(Turn turn, Member member, Reason reason) {
        turn.remove(member);
        Vouching.gone(turn, member);
        member.link().ifPresent(link -> turn.effect(Effect.close(link, "it " + reason.word())));
        turn.toAll(FromHub.userLeft(member.identity(), reason.word()));
        Rekeying.gone(turn, member.identity());
        Joining.askOthers(turn, member.identity());
        if (turn.empty()) {
            turn.anew();
            Opening.next(turn);
        }
    }
}

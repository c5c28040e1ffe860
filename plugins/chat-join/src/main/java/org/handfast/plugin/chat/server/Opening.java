package org.handfast.plugin.chat.server;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.handfast.api.Effect;
import org.handfast.api.Event.Answer;
import org.handfast.api.Introduction;
import org.handfast.api.Question;
import org.handfast.plugin.chat.server.Visitor.Known;
import org.handfast.plugin.chat.server.Visitor.Queued;
import org.handfast.plugin.chat.wire.FromHub;
import org.handfast.plugin.chat.wire.Refusal;

/** How a room gets its first member: at once, or by an operator's leave. One visitor is asked about at a time. */
final class Opening {

    private static final Duration APART = Duration.ofSeconds(1);

    private Opening() {}

    /** A visitor comes to a room that nobody is in. */
    static void open(Turn turn, Visitor visitor, Known known) {
        if (!turn.view().settings().text("rooms").equals("admin")) {
            first(turn, visitor, known);
        } else if (asked(turn) || turn.now().isBefore(turn.askAfter())) {
            Joining.queue(turn, visitor, known);
        } else {
            turn.put(visitor.at(new Visitor.Opening(
                    known.identity(), known.key(), known.proven(), turn.now().plus(Joining.QUEUE))));
            turn.send(visitor.link(), FromHub.waiting(Joining.QUEUE.toSeconds()));
            turn.effect(Effect.ask(new Question(
                    Question.Stage.CONTACT,
                    known.identity().address(),
                    Introduction.of(
                            "room " + turn.name() + (known.proven() ? "" : ", by an identity that is only claimed"),
                            Vouching.KIND),
                    List.of(),
                    Joining.QUEUE)));
        }
    }

    private static boolean asked(Turn turn) {
        return turn.visitors().stream().anyMatch(v -> v.stage() instanceof Visitor.Opening);
    }

    private static void first(Turn turn, Visitor visitor, Known known) {
        turn.nextEpoch();
        Member member = Joining.seat(turn, visitor, known, known.key(), Optional.empty());
        turn.send(member, FromHub.ack());
        Joining.askAgain(turn);
    }

    /** An operator said whether the room may be opened, or nobody said so in time. */
    static void decided(Turn turn, Answer answer) {
        for (Visitor visitor : turn.visitors()) {
            if (visitor.stage() instanceof Visitor.Opening opening) {
                switch (answer) {
                    case YES -> first(turn, visitor, opening);
                    case NO -> turn.turnAway(visitor, Refusal.NOT_ALLOWED);
                    case EXPIRED -> turn.turnAway(visitor, Refusal.NO_ANSWER);
                }
            }
        }
        next(turn);
    }

    /** A visitor is gone: nobody need answer about it. An answer may be on its way, and must not be taken for one about the next. */
    static void gone(Turn turn, Visitor visitor) {
        if (visitor.stage() instanceof Visitor.Opening opening) {
            turn.effect(Effect.unask(opening.identity().address()));
            turn.askAfter(turn.now().plus(APART));
        }
    }

    /** Nobody is asked about any more: there may be another who would open the room. */
    static void next(Turn turn) {
        if (!turn.empty() || asked(turn) || turn.now().isBefore(turn.askAfter())) {
            return;
        }
        for (Visitor visitor : turn.visitors()) {
            if (visitor.stage() instanceof Queued queued) {
                open(turn, visitor, queued);
                return;
            }
        }
    }
}

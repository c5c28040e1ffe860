package org.handfast.plugin.relay.device;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.handfast.api.Effect;
import org.handfast.api.Event.Answer;
import org.handfast.api.Event.Decided;
import org.handfast.api.Fingerprints;
import org.handfast.api.Introduction;
import org.handfast.api.Json;
import org.handfast.api.Question;
import org.handfast.api.Question.Stage;
import org.handfast.plugin.relay.device.Client.Asked;
import org.handfast.plugin.relay.wire.Type;

/** People compare, one exchange after the other: only that makes a pairing of it. */
final class Comparing {

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final String KIND = "relay user";

    private Comparing() {}

    /** Asks about an exchange as soon as there is something to compare, and nothing else is being compared. */
    static void whenPossible(Turn turn, Exchange exchange) {
        var asked = new Asked(exchange.peer(), exchange.id());
        List<Asked> before = turn.client().comparing();
        if (!exchange.comparable() || before.contains(asked)) {
            return;
        }
        // Of one peer no more than what is being asked about, and what it has begun since.
        List<Asked> others = before.stream()
                .filter(a -> a.equals(before.getFirst()) || !a.peer().equals(asked.peer()))
                .toList();
        turn.become(c -> c.comparing(Client.plus(others, asked)));
        if (before.isEmpty()) {
            ask(turn, exchange);
        }
    }

    private static void ask(Turn turn, Exchange exchange) {
        var who = Introduction.of(exchange.peer().value(), KIND);
        turn.add(Effect.propose(
                Paired.id(exchange.peer()),
                who,
                exchange.own(),
                exchange.theirs().orElseThrow(),
                new Fingerprints(
                        exchange.ownFingerprint(turn.account(), turn.view), exchange.theirFingerprint(turn.view))));
        turn.add(Effect.ask(new Question(
                Stage.WORDS,
                exchange.peer(),
                who,
                exchange.shown(turn.account(), turn.client().hub(), turn.view),
                PATIENCE)));
    }

    static void decided(Turn turn, Decided decision) {
        List<Asked> comparing = turn.client().comparing();
        if (comparing.isEmpty()) {
            return;
        }
        Asked asked = comparing.getFirst();
        turn.become(c -> c.comparing(comparing.subList(1, comparing.size())));
        Optional<Exchange> exchange = current(turn, asked);
        if (exchange.isEmpty()) {
            // It came to nothing, or began anew, while people were looking.
            turn.add(Effect.drop(Paired.id(asked.peer()), "the exchange is over"));
        } else if (decision.answer() == Answer.YES && decision.approval().isPresent()) {
            turn.add(Effect.approve(Paired.id(asked.peer()), decision.approval().get()));
            turn.add(Effect.establish(Paired.id(asked.peer())));
            turn.add(Paired.remember(exchange.get(), turn.account(), turn.view));
            turn.become(c -> c.withoutExchange(asked.peer()));
            turn.show("paired", asked.peer().value());
        } else {
            turn.add(Effect.drop(Paired.id(asked.peer()), "a person did not agree"));
            Exchanging.dropped(turn, asked.peer());
            turn.post(asked.peer(), Type.BYE, Json.of());
            turn.show("not-paired", asked.peer().value());
        }
        Inbound.again(turn);
        next(turn);
    }

    private static Optional<Exchange> current(Turn turn, Asked asked) {
        return turn.client().exchange(asked.peer()).filter(x -> x.id().equals(asked.exchange()));
    }

    private static void next(Turn turn) {
        while (!turn.client().comparing().isEmpty()) {
            List<Asked> comparing = turn.client().comparing();
            Optional<Exchange> exchange = current(turn, comparing.getFirst());
            if (exchange.isPresent()) {
                ask(turn, exchange.get());
                return;
            }
            turn.become(c -> c.comparing(comparing.subList(1, comparing.size())));
        }
    }
}

package org.handfast.plugin.relay.device;

import java.time.Duration;
import java.util.Optional;

import org.handfast.api.Bytes;
import org.handfast.api.Effect;
import org.handfast.api.Event.Dialled;
import org.handfast.api.Event.LinkClosed;
import org.handfast.api.Json;
import org.handfast.api.Link;
import org.handfast.api.State;
import org.handfast.api.Step;
import org.handfast.api.Step.Outcome;
import org.handfast.plugin.relay.wire.Type;

/** The way to the hub: dials, connects afresh, and comes back when the link is lost, later and later. */
final class Connection {

    /** Sends again what the hub had no time for. */
    static final String RESEND = "resend";

    private static final String WAITING = "waiting";
    private static final String RESTING = "resting";
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MOST_DOUBLINGS = 6;

    private Connection() {}

    static Step<State> dial(Turn turn, Account account) {
        turn.become(c -> c.at(account, new Line.Dialling(0)));
        return dial(turn, 0);
    }

    private static Step<State> dial(Turn turn, int tries) {
        turn.become(c -> c.on(new Line.Dialling(tries)));
        turn.add(Effect.dial("ws", turn.account().endpoint()));
        return turn.done();
    }

    static Step<State> dialled(Turn turn, Dialled event) {
        int tries = turn.client().line().count();
        Optional<Link> link = event.link();
        if (link.isEmpty()) {
            return tries == 0
                    ? turn.over(Outcome.FAILED, "Cannot reach " + event.endpoint() + ": " + event.detail())
                    : rest(turn, tries);
        }
        turn.become(c -> c.on(new Line.Greeting(link.get(), tries)));
        turn.add(Effect.startTimer(WAITING, PATIENCE));
        return turn.done();
    }

    /** The hub offers a nonce, and this end says who it is, to this hub and on this link. */
    static Step<State> greeted(Turn turn, Json.Members hello) {
        if (!(turn.client().line() instanceof Line.Greeting line)) {
            return turn.done();
        }
        String hub = hello.text("hub_id").orElse("");
        String before = turn.client().hub();
        if (!before.isEmpty() && !before.equals(hub) || !itsOwn(turn, hub)) {
            return turn.over(
                    Outcome.FAILED, "Another hub answers at " + turn.account().endpoint() + " now.");
        }
        turn.become(c -> c.greetedBy(hub).on(new Line.Connecting(line.link(), line.tries())));
        turn.add(Effect.send(
                line.link(),
                Outgoing.toHub(
                        turn.account().code(),
                        Type.CONNECT,
                        Json.of("nonce", hello.text("nonce").orElse(""), "hub", hub),
                        turn.view)));
        return turn.done();
    }

    /** True if a hub may have an id: the one that follows from its key, where this end knows that. */
    private static boolean itsOwn(Turn turn, String hub) {
        return turn.account()
                .hubKey()
                .map(key -> turn.view.crypto().sha256(key.bytes()).hex())
                .map(hub::equals)
                .orElse(!hub.isEmpty());
    }

    /** The hub agrees: what it has not accepted follows, in order. */
    static Step<State> connected(Turn turn) {
        if (!(turn.client().line() instanceof Line.Connecting line)) {
            return turn.done();
        }
        turn.become(c -> c.on(new Line.Online(line.link())));
        turn.add(Effect.cancelTimer(WAITING));
        turn.client().outbox().forEach(turn::transmit);
        return turn.done();
    }

    static Step<State> timeIsUp(Turn turn, String timer) {
        switch (timer) {
            case WAITING -> turn.client().line().wire().ifPresent(link -> turn.add(Effect.close(link, "no answer")));
            case RESTING -> {
                return dial(turn, turn.client().line().count());
            }
            case Inbound.HELD -> {
                return Inbound.next(turn);
            }
            case RESEND -> turn.client().outbox().forEach(turn::transmit);
            default -> {}
        }
        return turn.done();
    }

    static Step<State> lost(Turn turn, LinkClosed event) {
        if (!turn.client().line().wire().equals(Optional.of(event.link()))) {
            return turn.done();
        }
        int tries = turn.client().line().count();
        turn.add(Effect.cancelTimer(WAITING));
        return tries == 0
                ? turn.over(Outcome.FAILED, "The hub closed the connection: " + event.reason())
                : rest(turn, tries);
    }

    private static Step<State> rest(Turn turn, int tries) {
        turn.become(c -> c.on(new Line.Resting(tries + 1)));
        turn.add(Effect.startTimer(RESTING, pause(turn, tries)));
        return turn.done();
    }

    /** One second, then twice as long each time, about a minute at most; with a little chance, so that not all come at once. */
    private static Duration pause(Turn turn, int tries) {
        Bytes chance = turn.view.crypto().random(1);
        return Duration.ofSeconds(1L << Math.min(tries - 1, MOST_DOUBLINGS)).plusMillis(2L * chance.at(0));
    }
}

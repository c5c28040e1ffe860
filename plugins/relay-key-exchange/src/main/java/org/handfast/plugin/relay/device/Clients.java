package org.handfast.plugin.relay.device;

import java.util.Map;

import org.handfast.api.Event;
import org.handfast.api.Event.Commanded;
import org.handfast.api.Event.Decided;
import org.handfast.api.Event.Dialled;
import org.handfast.api.Event.LinkClosed;
import org.handfast.api.Event.TimerFired;
import org.handfast.api.State;
import org.handfast.api.Step;
import org.handfast.api.Step.Outcome;
import org.handfast.api.View;

/** A client: brings its events to where they are dealt with. */
public final class Clients {

    private Clients() {}

    /** One event of a client. */
    public static Step<State> on(Client client, Event event, View view) {
        var turn = new Turn(client, view);
        return switch (event) {
            case Commanded e -> commanded(turn, e);
            case Dialled e -> Connection.dialled(turn, e);
            case Event.Received e -> Inbound.received(turn, e);
            case Decided e -> {
                Comparing.decided(turn, e);
                yield turn.done();
            }
            case TimerFired e -> Connection.timeIsUp(turn, e.timer());
            case LinkClosed e -> Connection.lost(turn, e);
            default -> Step.stay(client);
        };
    }

    private static Step<State> commanded(Turn turn, Commanded event) {
        Map<String, String> arguments = event.arguments();
        if (turn.client().account().isEmpty()) {
            return event.command().equals("connect")
                    ? Connection.dial(turn, Account.of(arguments))
                    : Step.end(Outcome.FAILED, "This user is not connected: connect first.");
        }
        switch (event.command()) {
            case "pair" -> Commands.pair(turn, arguments);
            case "known" -> Commands.known(turn, arguments);
            case "send" -> Messages.send(turn, arguments);
            case "unpair" -> Commands.unpair(turn, arguments);
            default -> turn.show("refused", "This user is connected, or is about to be, already.");
        }
        return turn.done();
    }
}

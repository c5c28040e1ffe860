package org.handfast.plugin.qr.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.handfast.api.Effect;
import org.handfast.api.Event.Parted;
import org.handfast.api.Json;
import org.handfast.api.State;
import org.handfast.api.Step;
import org.handfast.api.Step.Outcome;
import org.handfast.api.View;
import org.handfast.plugin.qr.wire.Code;
import org.handfast.plugin.qr.wire.PairId;

/** The end of a connection: what waits is dropped, and whoever did not end it is told. */
public final class Parting {

    private Parting() {}

    /** An operator ended it: both are told. */
    public static Step<State> by(Parted event, View view) {
        List<Effect> effects = PairId.of(event.proposer())
                .flatMap(own -> Connection.at(own, view))
                .map(connection -> effects(connection, List.of(connection, connection.turned()), view))
                .orElse(List.of());
        return Step.end(Outcome.CLOSED, "Both were told.", effects.toArray(Effect[]::new));
    }

    /** One end has ended it: the other is told. */
    static List<Effect> byOneEnd(Connection connection, View view) {
        List<Effect> effects = new ArrayList<>(List.of(connection.ended()));
        effects.addAll(effects(connection, List.of(connection), view));
        return effects;
    }

    /** Of each of {@code ends} the peer is told. */
    private static List<Effect> effects(Connection connection, List<Connection> ends, View view) {
        List<Effect> effects =
                new ArrayList<>(List.of(new Queue(connection.own()).cleared(), new Queue(connection.peer()).cleared()));
        Json told =
                Messages.about(Code.BREAK, connection.sender(), connection.recipient(), Optional.of(connection.id()));
        for (Connection end : ends) {
            end.peerAccount(view).ifPresent(account -> effects.addAll(Messages.to(account, told, view)));
        }
        return effects;
    }
}

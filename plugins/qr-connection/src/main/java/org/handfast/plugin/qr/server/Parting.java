package org.handfast.plugin.qr.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.handfast.api.Address;
import org.handfast.api.Effect;
import org.handfast.api.Event.Parted;
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
        List<Effect> effects = new ArrayList<>();
        PairId.of(event.proposer()).flatMap(own -> Connection.at(own, view)).ifPresent(connection -> {
            effects.addAll(dropped(connection));
            for (Connection end : List.of(connection, connection.turned())) {
                end.peerAccount(view).ifPresent(account -> effects.addAll(told(account, end, view)));
            }
        });
        return Step.end(Outcome.CLOSED, "Both were told.", effects.toArray(Effect[]::new));
    }

    static List<Effect> dropped(Connection connection) {
        return List.of(new Queue(connection.own()).cleared(), new Queue(connection.peer()).cleared());
    }

    static List<Effect> told(Address account, Connection connection, View view) {
        return Messages.to(
                account,
                Messages.about(Code.BREAK, connection.sender(), connection.recipient(), Optional.of(connection.id())),
                view);
    }
}

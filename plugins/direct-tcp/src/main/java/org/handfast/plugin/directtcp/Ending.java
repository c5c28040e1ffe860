package org.handfast.plugin.directtcp;

import org.handfast.api.Effect;
import org.handfast.api.Step;
import org.handfast.api.Step.Outcome;
import org.handfast.plugin.directtcp.Talk.AwaitingWords;
import org.handfast.plugin.directtcp.Talk.WithPeer;
import org.handfast.plugin.directtcp.wire.Packet.Refusal;
import org.handfast.plugin.directtcp.wire.Revision;

/** How conversations end before they have come to anything. */
final class Ending {

    private Ending() {}

    /** Ends it; keys that nobody approved are dropped, approved ones stay for the next contact. */
    static Step<Talk> drop(WithPeer state, Outcome outcome, String reason) {
        Step<Talk> end = Step.end(outcome, reason);
        return state instanceof AwaitingWords ? end.and(Effect.drop(state.peer().pairing(), reason)) : end;
    }

    /** Ends it and says no, as far as the revision has a word for that: the document's just closes. */
    static Step<Talk> denied(WithPeer state, Outcome outcome, String reason) {
        Step<Talk> end = drop(state, outcome, reason);
        return state.peer().revision() == Revision.LATER ? end.and(state.peer().send(Refusal.denied())) : end;
    }
}

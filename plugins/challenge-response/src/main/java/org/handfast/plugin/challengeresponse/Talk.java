package org.handfast.plugin.challengeresponse;

import org.handfast.api.State;

/** The states of a conversation. Those of a pairing are called as the original calls them. */
sealed interface Talk extends State permits Talk.Entry, Inviting, Session, Search, Responding, Channel, Sending {

    /** Nothing has happened. */
    record Entry() implements Talk {
        @Override
        public Phase phase() {
            return Phase.OPENED;
        }
    }
}

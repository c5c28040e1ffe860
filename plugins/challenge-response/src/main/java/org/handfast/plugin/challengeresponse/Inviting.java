package org.handfast.plugin.challengeresponse;

import java.time.Instant;
import java.util.List;

import org.handfast.plugin.challengeresponse.code.Code;

/**
 * A code that was made here, and can be found.
 *
 * @param code the code
 * @param until when it ends
 * @param found where those who look for it are told that this end is
 */
record Inviting(Code code, Instant until, List<String> found) implements Talk {

    Inviting {
        found = List.copyOf(found);
    }

    @Override
    public Phase phase() {
        return Phase.OPENED;
    }

    @Override
    public String label() {
        return "WaitingForConnection";
    }
}

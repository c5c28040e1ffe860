package org.handfast.plugin.directtcp;

import java.util.Optional;

import org.handfast.api.Bytes;

/**
 * Where the key checks of one connection stand. A check proves the side that answers it, never the side that starts it.
 *
 * @param challenge our own, not answered yet
 * @param answered the peer's challenges so far
 * @param awaitsVerdict true after we answered, until the peer says whether we did well
 * @param vouched true once the peer said that we did
 * @param proven true once our own challenge came back
 */
record Check(Optional<Bytes> challenge, Answered answered, boolean awaitsVerdict, boolean vouched, boolean proven) {

    /** What became of the peer's challenges. */
    enum Answered {
        NONE,
        ONE,
        /** A faithful peer forgets its own challenge, and may take the answer for one of ours. */
        ONE_AND_IGNORED_AN_ECHO
    }

    static final Check BEGINNING = new Check(Optional.empty(), Answered.NONE, false, false, false);

    Check challenged(Bytes challenge) {
        return new Check(Optional.of(challenge), answered, awaitsVerdict, vouched, proven);
    }

    Check answeredOne() {
        return new Check(challenge, Answered.ONE, true, vouched, proven);
    }

    Check ignoredAnEcho() {
        return new Check(challenge, Answered.ONE_AND_IGNORED_AN_ECHO, awaitsVerdict, vouched, proven);
    }

    Check vouchedFor() {
        return new Check(challenge, answered, false, true, proven);
    }

    Check provenNow() {
        return new Check(Optional.empty(), answered, awaitsVerdict, vouched, true);
    }
}

package org.handfast.api;

import java.time.Duration;
import java.util.List;

/**
 * Something for a person, or a named policy, to decide.
 *
 * @param stage what is asked
 * @param about the address that wants something
 * @param claimed who it says it is
 * @param shown what to compare before answering
 * @param deadline how long an answer makes sense
 * @param inPerson true if no policy may say yes in a person's place
 */
public record Question(
        Stage stage, Address about, Introduction claimed, List<Shown> shown, Duration deadline, boolean inPerson) {

    /** One that a policy may answer. */
    public Question(Stage stage, Address about, Introduction claimed, List<Shown> shown, Duration deadline) {
        this(stage, about, claimed, shown, deadline, false);
    }

    public Question {
        shown = List.copyOf(shown);
    }

    /** What is asked, in the order in which it is. */
    public enum Stage {
        /** May this device have an account here? YES comes with an approval. */
        ACCOUNT,
        /** Do you want to talk to this device at all? */
        CONTACT,
        /** Do both ends show the same words? YES comes with an approval. */
        WORDS
    }
}

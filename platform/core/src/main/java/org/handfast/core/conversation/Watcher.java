package org.handfast.core.conversation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.handfast.api.Shown;
import org.handfast.api.State;
import org.handfast.api.Step;

/**
 * Whoever gave a command, and wants to see how it goes: all of a conversation that it began, or what one that was there shows in
 * answer. Called on the conversation's thread.
 */
public interface Watcher {

    /** The conversation reached a state. */
    void reached(State state);

    /** The protocol shows something, which may stop being good at a time. */
    void shown(String code, List<Shown> lines, Optional<Instant> until);

    /** A step was made: all that it shows has been shown. */
    default void stepped() {}

    /** It is over: the conversation that the command began, else the command itself, CLOSED if it was done. */
    void ended(Step.Outcome outcome, String reason);
}

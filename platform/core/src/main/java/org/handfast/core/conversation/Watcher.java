package org.handfast.core.conversation;

import java.util.List;

import org.handfast.api.Shown;
import org.handfast.api.State;
import org.handfast.api.Step;

/** Whoever began a conversation by a command, and wants to see how it goes. Called on the conversation's thread. */
public interface Watcher {

    /** The conversation reached a state. */
    void reached(State state);

    /** The protocol shows something. */
    void shown(String code, List<Shown> lines);

    /** It is over. */
    void ended(Step.Outcome outcome, String reason);
}

package org.handfast.core.conversation;

import java.util.concurrent.Executor;

/** The threads that conversations run on. */
public interface Workers extends Executor {

    /** Starts another thread in place of one that is stuck in a plugin; that one ends when it comes back. */
    void replace(Thread stuck);
}

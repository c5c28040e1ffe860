package org.handfast.core.fake;

import java.util.ArrayDeque;
import java.util.Deque;

import org.handfast.core.conversation.Workers;

/** Work that waits until a test has it done. Thread-safe. */
public final class FakeWorkers implements Workers {

    private final Deque<Runnable> tasks = new ArrayDeque<>();

    @Override
    public synchronized void execute(Runnable task) {
        tasks.addLast(task);
    }

    @Override
    public void replace(Thread stuck) {}

    private synchronized Runnable next() {
        return tasks.pollFirst();
    }

    /** Does one piece of work; false if there is none. */
    public boolean work() {
        Runnable task = next();
        if (task == null) {
            return false;
        }
        task.run();
        return true;
    }

    /** Does all work there is. */
    public void workAll() {
        while (work()) {
            // The condition does it.
        }
    }
}

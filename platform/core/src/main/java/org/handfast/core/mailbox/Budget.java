package org.handfast.core.mailbox;

import java.util.concurrent.atomic.AtomicLong;

/** Bytes of memory that all mailboxes have together. Thread-safe. */
final class Budget {

    private volatile long most;
    private final AtomicLong taken = new AtomicLong();

    Budget(long most) {
        this.most = most;
    }

    /** Takes some, if they are there. */
    boolean tryTake(int bytes) {
        long now = taken.addAndGet(bytes);
        if (now <= most) {
            return true;
        }
        taken.addAndGet(-bytes);
        return false;
    }

    /** Takes some, there or not. */
    void take(int bytes) {
        taken.addAndGet(bytes);
    }

    /** Gives some back. */
    void give(int bytes) {
        taken.addAndGet(-bytes);
    }

    /** Has none from now on. */
    void close() {
        most = -1;
    }

    long taken() {
        return taken.get();
    }
}

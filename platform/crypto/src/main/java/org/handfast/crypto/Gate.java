package org.handfast.crypto;

import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

import org.handfast.api.Fault;

/** Lets few calls in at a time, has some wait, and turns the rest away. Thread-safe. */
final class Gate {

    private final Semaphore admitted;
    private final Semaphore running;

    /** A gate for {@code atOnce} calls, with room for {@code waiting} more. */
    Gate(int atOnce, int waiting) {
        this.running = new Semaphore(atOnce, true);
        this.admitted = new Semaphore(atOnce + waiting);
    }

    /**
     * Makes the call when its turn has come.
     *
     * @throws Fault LIMIT_REACHED at once if too many wait already
     */
    <T> T pass(Supplier<T> call) {
        if (!admitted.tryAcquire()) {
            throw new Fault(
                    Fault.Category.LIMIT_REACHED,
                    "too-many-passwords",
                    "Too many passwords are being checked; try again in a moment.");
        }
        try {
            running.acquireUninterruptibly();
            try {
                return call.get();
            } finally {
                running.release();
            }
        } finally {
            admitted.release();
        }
    }
}

package org.handfast.runtime.net.socket;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * Looks after the connections of one event loop every so often: one task for all of them, where a timer each would cost more
 * than an idle connection does. On that loop alone.
 */
public final class Sweep {

    private static final System.Logger LOG = System.getLogger(Sweep.class.getName());

    private final Set<Swept> all = Collections.newSetFromMap(new IdentityHashMap<>());

    Sweep() {}

    /** A connection that has times to keep. */
    public interface Swept {
        /** Does what is due at {@code now}, of {@link System#nanoTime}. */
        void sweep(long now);
    }

    /** Looks after one more. */
    public void add(Swept one) {
        all.add(one);
    }

    /** Looks after one less. */
    public void remove(Swept one) {
        all.remove(one);
    }

    void run() {
        long now = System.nanoTime();
        for (Swept one : new ArrayList<>(all)) {
            try {
                one.sweep(now);
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.ERROR, "A connection could not be looked after", e);
            }
        }
    }
}

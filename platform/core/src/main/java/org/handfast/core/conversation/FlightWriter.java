package org.handfast.core.conversation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import org.handfast.api.Fault;
import org.handfast.core.flight.FlightRecord;
import org.handfast.core.store.Changes;
import org.handfast.core.store.Store;
import org.handfast.core.store.Write;

/**
 * Writes the timelines of conversations that ended, a batch at a time and off the conversations' way. Strangers can end
 * conversations at will, so the queue is bounded and what does not fit is counted and let go. Thread-safe.
 */
public final class FlightWriter {

    private static final System.Logger LOG = System.getLogger(FlightWriter.class.getName());
    private static final int CAPACITY = 2_000;
    private static final int BATCH = 100;

    private final Store store;
    private final Deque<FlightRecord> waiting = new ArrayDeque<>();
    private long dropped;

    /** One that writes to a store. */
    public FlightWriter(Store store) {
        this.store = store;
    }

    synchronized void add(FlightRecord flight) {
        if (waiting.size() >= CAPACITY) {
            dropped++;
        } else {
            waiting.addLast(flight);
        }
    }

    /** Writes what waits. Called now and then, and once at the end. */
    public void flush() {
        for (List<Write> batch = next(); !batch.isEmpty(); batch = next()) {
            try {
                store.commit(new Changes(List.of(), batch));
            } catch (Fault e) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "{0} flight records could not be kept: {1}",
                        batch.size(),
                        e.detail());
            }
        }
    }

    private synchronized List<Write> next() {
        List<Write> batch = new ArrayList<>();
        while (batch.size() < BATCH && !waiting.isEmpty()) {
            batch.add(new Write.PutFlight(waiting.removeFirst()));
        }
        return batch;
    }

    /** How many did not fit. */
    public synchronized long dropped() {
        return dropped;
    }
}

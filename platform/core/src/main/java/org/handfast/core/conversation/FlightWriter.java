package org.handfast.core.conversation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

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
    private final Set<FlightRecord> writing = new LinkedHashSet<>();
    private long dropped;
    private long told;

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

    /** Writes what waits; what the store does not take now waits for the next time. Called now and then, and once at the end. */
    public void flush() {
        for (List<FlightRecord> batch = next(); !batch.isEmpty(); batch = next()) {
            try {
                store.commit(new Changes(
                        List.of(),
                        batch.stream().<Write>map(Write.PutFlight::new).toList()));
            } catch (Fault e) {
                putBack(batch);
                LOG.log(System.Logger.Level.WARNING, "Flight records wait to be kept: {0}", e.detail());
                break;
            } finally {
                written(batch);
            }
        }
        long lost = lostSinceLastTold();
        if (lost > 0) {
            LOG.log(System.Logger.Level.WARNING, "{0} flight records did not fit and are lost", lost);
        }
    }

    private synchronized List<FlightRecord> next() {
        List<FlightRecord> batch = new ArrayList<>();
        while (batch.size() < BATCH && !waiting.isEmpty()) {
            batch.add(waiting.removeFirst());
        }
        writing.addAll(batch);
        return batch;
    }

    private synchronized void putBack(List<FlightRecord> batch) {
        for (FlightRecord flight : batch.reversed()) {
            if (waiting.size() >= CAPACITY) {
                waiting.removeLast();
                dropped++;
            }
            waiting.addFirst(flight);
        }
    }

    private synchronized long lostSinceLastTold() {
        long lost = dropped - told;
        told = dropped;
        return lost;
    }

    private synchronized void written(List<FlightRecord> batch) {
        batch.forEach(writing::remove);
    }

    /** Those that the store does not have yet. */
    synchronized List<FlightRecord> unwritten() {
        return Stream.concat(writing.stream(), waiting.stream()).toList();
    }

    /** How many did not fit. */
    public synchronized long dropped() {
        return dropped;
    }
}

package org.handfast.core.conversation;

import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

import org.handfast.api.Fault;
import org.handfast.core.registry.ProtocolAddress;
import org.handfast.core.store.Changes;
import org.handfast.core.store.Store;
import org.handfast.core.store.Write;

/**
 * Notes when devices came and went, and writes it now and then: a hard kill may cost a few seconds of it, and so may a store
 * that is away for long, since no more than so many wait. Thread-safe.
 */
final class LastSeen {

    private static final int CAPACITY = 10_000;

    private final Store store;
    private Map<ProtocolAddress, Instant> waiting = new HashMap<>();

    LastSeen(Store store) {
        this.store = store;
    }

    synchronized void seen(ProtocolAddress address, Instant at) {
        if (waiting.size() < CAPACITY || waiting.containsKey(address)) {
            waiting.put(address, at);
        }
    }

    private synchronized Map<ProtocolAddress, Instant> take() {
        var taken = waiting;
        waiting = new HashMap<>();
        return taken;
    }

    /** Writes what waits; once the store does not answer the rest waits for the next time. */
    void flush() {
        Iterator<Map.Entry<ProtocolAddress, Instant>> left = take().entrySet().iterator();
        while (left.hasNext()) {
            Map.Entry<ProtocolAddress, Instant> next = left.next();
            try {
                // One that is stale is being changed, and seen, by somebody else.
                store.deviceAt(next.getKey())
                        .ifPresent(d -> store.commit(Changes.of(new Write.PutDevice(d.seenAt(next.getValue())))));
            } catch (Fault unavailable) {
                putBack(next);
                left.forEachRemaining(this::putBack);
            }
        }
    }

    private synchronized void putBack(Map.Entry<ProtocolAddress, Instant> one) {
        waiting.putIfAbsent(one.getKey(), one.getValue());
    }
}

package org.handfast.core.conversation;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import org.handfast.api.Fault;
import org.handfast.core.registry.ProtocolAddress;
import org.handfast.core.store.Changes;
import org.handfast.core.store.Store;
import org.handfast.core.store.Write;

/** Notes when devices came and went, and writes it now and then: a hard kill may cost a few seconds of it. Thread-safe. */
final class LastSeen {

    private final Store store;
    private Map<ProtocolAddress, Instant> waiting = new HashMap<>();

    LastSeen(Store store) {
        this.store = store;
    }

    synchronized void seen(ProtocolAddress address, Instant at) {
        waiting.put(address, at);
    }

    private synchronized Map<ProtocolAddress, Instant> take() {
        var taken = waiting;
        waiting = new HashMap<>();
        return taken;
    }

    void flush() {
        take().forEach((address, at) -> {
            try {
                // One that is stale is being changed, and seen, by somebody else.
                store.deviceAt(address).ifPresent(d -> store.commit(Changes.of(new Write.PutDevice(d.seenAt(at)))));
            } catch (Fault unavailable) {
                putBack(address, at);
            }
        });
    }

    private synchronized void putBack(ProtocolAddress address, Instant at) {
        waiting.putIfAbsent(address, at);
    }
}

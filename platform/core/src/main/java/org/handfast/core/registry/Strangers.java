package org.handfast.core.registry;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.handfast.core.audit.AuditRecord;
import org.handfast.core.crypto.Ids;
import org.handfast.core.store.Changes;
import org.handfast.core.store.Committed;
import org.handfast.core.store.Store;
import org.handfast.core.store.Write;
import org.handfast.core.time.Timers;

/**
 * Clears away what strangers brought about and nobody came back for: anybody may register, and begin relations, at no cost.
 * Thread-safe.
 */
public final class Strangers {

    private static final int PORTION = 500;

    private final Store store;
    private final Timers timers;
    private final Ids ids;

    /** Those in a store. */
    public Strangers(Store store, Timers timers, Ids ids) {
        this.store = store;
        this.timers = timers;
        this.ids = ids;
    }

    /**
     * Forgets devices that put themselves on the list before a time and have never been connected, and relations that were
     * proposed before it and not answered. A portion that something else changes meanwhile is left for the next time.
     *
     * @return the devices that are forgotten
     */
    public List<DeviceRecord> dropOlder(Instant before) {
        List<DeviceRecord> forgotten = new ArrayList<>();
        List<DeviceRecord> devices = store.neverConnected(before, PORTION);
        while (!devices.isEmpty() && commit(deletion(devices))) {
            forgotten.addAll(devices);
            devices = store.neverConnected(before, PORTION);
        }
        List<PeeringRecord> peerings = store.unanswered(before, PORTION);
        while (!peerings.isEmpty()
                && commit(peerings.stream().<Write>map(Write.DeletePeering::new).toList())) {
            peerings = store.unanswered(before, PORTION);
        }
        return forgotten;
    }

    private List<Write> deletion(List<DeviceRecord> devices) {
        List<Write> writes = new ArrayList<>();
        devices.forEach(d -> writes.add(new Write.DeleteDevice(d)));
        writes.add(new Write.AddAudit(new AuditRecord(
                ids.next(),
                timers.now(),
                "hub",
                "strangers-forgotten",
                devices.getFirst().addresses().getFirst().toString(),
                devices.size()
                        + " devices that registered by themselves and have never been connected, this the first")));
        return writes;
    }

    private boolean commit(List<Write> writes) {
        return store.commit(new Changes(List.of(), writes)) instanceof Committed.Done;
    }
}

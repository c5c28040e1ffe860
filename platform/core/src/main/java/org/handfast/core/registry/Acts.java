package org.handfast.core.registry;

import java.util.function.Function;

import org.handfast.api.Fault;
import org.handfast.core.audit.AuditRecord;
import org.handfast.core.crypto.Ids;
import org.handfast.core.store.Committed;
import org.handfast.core.store.Store;
import org.handfast.core.text.Line;
import org.handfast.core.time.Timers;

/** What an operator does: one transaction with its audit row, done again if another change came first. Thread-safe. */
final class Acts {

    private static final int TRIES = 5;
    private static final int LONGEST_REASON = 500;

    private final Store store;
    private final Timers timers;
    private final Ids ids;

    Acts(Store store, Timers timers, Ids ids) {
        this.store = store;
        this.timers = timers;
        this.ids = ids;
    }

    /** Does it, and gives what the try that was committed gave. */
    <T> T commit(Function<UnitOfWork, T> act) {
        for (int i = 0; i < TRIES; i++) {
            var work = new UnitOfWork(store);
            T result = act.apply(work);
            if (!work.dirty() || store.commit(work.changes()) instanceof Committed.Done) {
                return result;
            }
        }
        throw new Fault(Fault.Category.HUB_FAULT, "overtaken", "Other changes came first; try again.");
    }

    AuditRecord row(String actor, String action, String subject, String detail) {
        return new AuditRecord(ids.next(), timers.now(), actor, action, subject, detail);
    }

    /** A row about a device. */
    AuditRecord row(String actor, String action, DeviceRecord device, String detail) {
        String subject = device.addresses().isEmpty()
                ? device.id().toString()
                : device.addresses().getFirst().toString();
        return row(actor, action, subject, "'" + device.name() + "'" + detail);
    }

    /** An operator's reason as the end of a sentence; nothing if none was given. */
    static String because(String reason) {
        return reason.isBlank() ? "" : ": " + Line.of(reason.strip(), LONGEST_REASON);
    }
}

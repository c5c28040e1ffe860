package org.handfast.core.registry;

import java.time.Instant;
import java.util.function.Predicate;

import org.handfast.api.Key;
import org.handfast.core.registry.PairingRecord.Standing;
import org.handfast.core.store.Store;

/** Clears away proposals that came to nothing. Thread-safe. */
public final class Proposals {

    private final Store store;

    /** Those in a store. */
    public Proposals(Store store) {
        this.store = store;
    }

    /** Drops all that nobody approved: their conversations are gone. */
    public void dropUnapproved() {
        store.proposals().forEach(p -> dropUnapproved(p.ref(), p.ownKey()));
    }

    /** Drops the one that was made with this key, if it still stands and nobody has approved it. */
    public void dropUnapproved(PairingRecord.Ref ref, Key ownKey) {
        drop(
                ref.as(Standing.PROPOSED),
                p -> p.approval().isEmpty() && p.ownKey().equals(ownKey));
    }

    /** Drops all that no device has come back for since {@code before}. */
    public void dropOlder(Instant before) {
        store.proposals().forEach(p -> drop(p.ref(), q -> q.since().isBefore(before)));
    }

    /** One that changed meanwhile is left to whoever changed it. */
    private void drop(PairingRecord.Ref ref, Predicate<PairingRecord> condition) {
        var work = new UnitOfWork(store);
        work.pairing(ref).filter(condition).ifPresent(p -> {
            work.dropClaims(p.ref().protocol(), p.claimScope());
            work.delete(p);
        });
        if (work.dirty()) {
            store.commit(work.changes());
        }
    }
}

package org.handfast.core.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.handfast.api.Bytes;
import org.handfast.core.store.Store;

/** Seals what was written and verifies what is sealed. Thread-safe. */
public final class AuditLog {

    private static final int PAGE = 1_000;

    private final Store store;

    /** The log in a store. */
    public AuditLog(Store store) {
        this.store = store;
    }

    /**
     * How the log stands.
     *
     * @param sealed rows in the chain that were looked at
     * @param unsealed rows that wait to be sealed; at most one page is counted
     * @param brokenAt the sequence of the first row that does not follow from those before it
     * @param head the newest hash
     */
    public record Verification(long sealed, long unsealed, Optional<Long> brokenAt, Optional<Bytes> head) {

        /** True if every row follows from those before it. */
        public boolean intact() {
            return brokenAt.isEmpty();
        }
    }

    /**
     * Puts what waits into the chain.
     *
     * @return how many rows
     */
    public synchronized int seal() {
        int sealed = 0;
        int page;
        do {
            page = sealPage();
            sealed += page;
        } while (page == PAGE);
        return sealed;
    }

    private int sealPage() {
        List<AuditRecord> waiting = store.unsealedAudit(PAGE);
        if (waiting.isEmpty()) {
            return 0;
        }
        Optional<SealedAudit> head = store.auditHead();
        long sequence = head.map(SealedAudit::sequence).orElse(0L);
        Bytes previous = head.map(SealedAudit::hash).orElse(AuditChain.BEGINNING);
        List<SealedAudit> rows = new ArrayList<>();
        for (AuditRecord row : waiting) {
            SealedAudit sealed = AuditChain.seal(row, ++sequence, previous);
            rows.add(sealed);
            previous = sealed.hash();
        }
        store.seal(rows);
        return rows.size();
    }

    /** Goes through the chain from its beginning. */
    public Verification verify() {
        long expected = 1;
        Bytes previous = AuditChain.BEGINNING;
        while (true) {
            List<SealedAudit> page = store.sealedAudit(expected - 1, PAGE);
            for (SealedAudit row : page) {
                if (row.sequence() != expected
                        || !row.hash().equals(AuditChain.hash(row.record(), expected, previous))) {
                    return new Verification(expected - 1, unsealed(), Optional.of(expected), Optional.of(previous));
                }
                previous = row.hash();
                expected++;
            }
            if (page.size() < PAGE) {
                Optional<Bytes> head = expected == 1 ? Optional.empty() : Optional.of(previous);
                return new Verification(expected - 1, unsealed(), Optional.empty(), head);
            }
        }
    }

    private long unsealed() {
        return store.unsealedAudit(PAGE).size();
    }
}

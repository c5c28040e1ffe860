package org.handfast.core.audit;

import org.handfast.api.Bytes;
import org.handfast.core.crypto.Sha256;

/** The hash that chains one row to the next, so that whoever keeps the newest hash can tell if an old row was changed. */
public final class AuditChain {

    /** What stands for the hash before the first row. */
    public static final Bytes BEGINNING = Bytes.wrap(new byte[32]);

    private AuditChain() {}

    /** The row in its place behind {@code previous}. */
    public static SealedAudit seal(AuditRecord row, long sequence, Bytes previous) {
        return new SealedAudit(row, sequence, hash(row, sequence, previous));
    }

    /** SHA-256 over LP(label) ‖ LP(previous) ‖ LP(sequence) ‖ LP of each field of the row; time as RFC 3339. */
    static Bytes hash(AuditRecord row, long sequence, Bytes previous) {
        return Sha256.of(Bytes.lp(
                "handfast/audit/v1",
                previous,
                Bytes.u64(sequence),
                Bytes.uuid(row.id()),
                Bytes.utf8(row.at().toString()),
                Bytes.utf8(row.actor()),
                Bytes.utf8(row.action()),
                Bytes.utf8(row.subject()),
                Bytes.utf8(row.detail())));
    }
}

package org.handfast.web.audit;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import org.handfast.core.audit.AuditRecord;
import org.handfast.core.audit.SealedAudit;

/** A row of the audit log, as {@code AuditRow} of the API. */
record AuditRowView(
        UUID id,
        Optional<Long> sequence,
        Optional<String> hash,
        Instant at,
        String actor,
        String action,
        String subject,
        String detail) {

    static AuditRowView unsealed(AuditRecord row) {
        return of(row, Optional.empty(), Optional.empty());
    }

    static AuditRowView sealed(SealedAudit row) {
        return of(
                row.record(),
                Optional.of(row.sequence()),
                Optional.of(row.hash().hex()));
    }

    private static AuditRowView of(AuditRecord row, Optional<Long> sequence, Optional<String> hash) {
        return new AuditRowView(
                row.id(), sequence, hash, row.at(), row.actor(), row.action(), row.subject(), row.detail());
    }
}

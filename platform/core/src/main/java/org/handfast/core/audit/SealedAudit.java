package org.handfast.core.audit;

import org.handfast.api.Bytes;

/**
 * A row in the chain.
 *
 * @param record the row
 * @param sequence its place, from 1, without gaps
 * @param hash SHA-256 over the hash before it and all of the row
 */
public record SealedAudit(AuditRecord record, long sequence, Bytes hash) {}

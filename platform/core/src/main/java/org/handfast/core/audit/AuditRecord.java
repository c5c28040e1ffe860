package org.handfast.core.audit;

import java.time.Instant;
import java.util.UUID;

import org.handfast.core.time.Micros;

/**
 * One change of trust.
 *
 * @param id unique
 * @param at when
 * @param actor who: {@code admin}, {@code local}, {@code policy accept}, {@code protocol direct-tcp}
 * @param action what: {@code device-approved}, {@code device-revoked}, lower case with hyphens
 * @param subject to whom or what
 * @param detail a sentence, without secrets
 */
public record AuditRecord(UUID id, Instant at, String actor, String action, String subject, String detail) {

    public AuditRecord {
        at = Micros.of(at);
    }
}

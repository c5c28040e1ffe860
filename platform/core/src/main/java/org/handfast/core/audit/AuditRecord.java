package org.handfast.core.audit;

import java.time.Instant;
import java.util.UUID;

import org.handfast.core.text.Line;
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

    private static final int LONGEST_NAME = 300;
    private static final int LONGEST_DETAIL = 2_000;

    /** Cut to what a row may have: whatever the row tells of, it can be put into the chain. */
    public AuditRecord {
        at = Micros.of(at);
        actor = Line.cut(actor, LONGEST_NAME);
        action = Line.cut(action, LONGEST_NAME);
        subject = Line.cut(subject, LONGEST_NAME);
        detail = Line.cut(detail, LONGEST_DETAIL);
    }
}

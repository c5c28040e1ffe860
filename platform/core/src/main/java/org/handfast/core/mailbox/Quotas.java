package org.handfast.core.mailbox;

import java.time.Duration;

import org.handfast.core.limit.Limit;
import org.handfast.core.limit.Limits;

/** How much may wait, and how long. */
record Quotas(
        int mailboxParcels, long mailboxBytes, int senderParcels, long senderBytes, Duration kept, Duration settle) {

    static Quotas of(Limits limits) {
        return new Quotas(
                limits.of(Limit.MAILBOX_PARCELS),
                limits.of(Limit.MAILBOX_BYTES),
                limits.of(Limit.SENDER_PARCELS),
                limits.of(Limit.SENDER_BYTES),
                Duration.ofDays(limits.of(Limit.MAILBOX_DAYS)),
                Duration.ofSeconds(limits.of(Limit.SETTLE_SECONDS)));
    }
}

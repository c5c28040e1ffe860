package org.handfast.core.mailbox;

import java.util.Comparator;

import org.handfast.core.registry.ProtocolAddress;

/** How much waits in a mailbox: parcels, and their bytes. */
public record MailboxSize(ProtocolAddress mailbox, int parcels, long bytes) {

    /** Most parcels first, of those the most bytes, of those by name. */
    public static final Comparator<MailboxSize> FULLEST_FIRST = Comparator.comparingInt(MailboxSize::parcels)
            .thenComparingLong(MailboxSize::bytes)
            .reversed()
            .thenComparing(s -> s.mailbox().toString());

    /** Nothing. */
    public static MailboxSize empty(ProtocolAddress mailbox) {
        return new MailboxSize(mailbox, 0, 0);
    }
}

package org.handfast.core.mailbox;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

import org.handfast.core.registry.ProtocolAddress;
import org.handfast.core.time.Micros;

/**
 * How much waits in a mailbox.
 *
 * @param mailbox whose
 * @param parcels how many
 * @param bytes of all of them together
 * @param oldest when the one that has waited longest came; empty if nothing waits
 */
public record MailboxSize(ProtocolAddress mailbox, int parcels, long bytes, Optional<Instant> oldest) {

    /** Most parcels first, of those the most bytes, of those by name. */
    public static final Comparator<MailboxSize> FULLEST_FIRST = Comparator.comparingInt(MailboxSize::parcels)
            .thenComparingLong(MailboxSize::bytes)
            .reversed()
            .thenComparing(s -> s.mailbox().toString());

    public MailboxSize {
        oldest = oldest.map(Micros::of);
    }

    /** The same mailbox with more in it. */
    public MailboxSize plus(MailboxSize more) {
        return new MailboxSize(
                mailbox,
                parcels + more.parcels(),
                bytes + more.bytes(),
                Stream.concat(oldest.stream(), more.oldest().stream()).min(Comparator.naturalOrder()));
    }

    /** Nothing. */
    public static MailboxSize empty(ProtocolAddress mailbox) {
        return new MailboxSize(mailbox, 0, 0, Optional.empty());
    }
}

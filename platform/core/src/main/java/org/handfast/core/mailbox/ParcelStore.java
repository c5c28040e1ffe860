package org.handfast.core.mailbox;

import java.time.Instant;
import java.util.Collection;
import java.util.List;

import org.handfast.core.registry.ProtocolAddress;

/**
 * Where parcels are kept. Thread-safe. Every method throws a {@link org.handfast.api.Fault} HUB_FAULT
 * {@code store-unavailable} if what lies below does not answer, and then nothing has changed, as far as can be known.
 */
public interface ParcelStore {

    /**
     * Keeps parcels and lets others go, in one transaction that survives a crash once this returns. May be called again with
     * the same if it failed: what was made in spite of that is not made twice.
     *
     * @param kept new ones, each with a number of its own; those whose number is there are passed over
     * @param gone numbers, of none of {@code kept}; those that are not there are passed over
     */
    void write(List<StoredParcel> kept, Collection<Long> gone);

    /** What waits in a mailbox with a number above {@code after}, in order. */
    List<StoredParcel> waiting(ProtocolAddress mailbox, long after, int limit);

    /** All that waits in a mailbox, in order, without the bytes. */
    List<ParcelHeader> headers(ProtocolAddress mailbox);

    /** The highest number that is kept, 0 if there is none. */
    long lastNumber();

    /** Lets those go whose time has come, in all mailboxes; gives the mailboxes that lost any. */
    List<ProtocolAddress> dropExpired(Instant now);

    /** Lets go all that waits in a mailbox, or was sent by its owner and waits elsewhere; gives the mailboxes that lost any. */
    List<ProtocolAddress> forget(ProtocolAddress owner);

    /** How much waits where, most parcels first, of those the most bytes; empty mailboxes are left out. */
    List<MailboxSize> sizes(int limit);

    /** How much waits in one mailbox. */
    MailboxSize size(ProtocolAddress mailbox);
}

package org.handfast.core.mailbox;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;

import org.handfast.core.registry.ProtocolAddress;
import org.handfast.core.time.Timers;

/**
 * What all mailboxes share.
 *
 * @param timers time
 * @param quotas how much may wait
 * @param numbers the last number that was given
 * @param live memory for parcels that are not stored
 * @param unstored memory for parcels on their way to the store
 * @param headers how many are in memory
 * @param storing the way to the store
 * @param recent what became of parcels that are gone
 * @param settling those that were written
 * @param news told when sizes change
 * @param door how an answer of the store comes back to its mailbox
 */
record MailboxParts(
        Timers timers,
        Quotas quotas,
        AtomicLong numbers,
        Budget live,
        Budget unstored,
        AtomicLong headers,
        Storing storing,
        Recent recent,
        Settling settling,
        SizeNews news,
        Door door) {

    /** The way into a mailbox for whoever holds no lock. */
    interface Door {

        /** Works on a mailbox, if it is known. */
        void enter(ProtocolAddress mailbox, BiConsumer<Mailbox, Afterwards> work);
    }
}

package org.handfast.core.mailbox;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import org.handfast.api.Address;
import org.handfast.api.Link;
import org.handfast.api.Parcel;
import org.handfast.core.feed.NewsFeed;
import org.handfast.core.limit.Limits;
import org.handfast.core.registry.ProtocolAddress;
import org.handfast.core.time.Timers;

/** All mailboxes. Thread-safe; no method waits for the store. */
public final class Mailboxes {

    /** Mailboxes over a store; {@code writer} runs what may block. */
    public Mailboxes(ParcelStore store, Timers timers, Limits limits, NewsFeed feed, Executor writer) {}

    /**
     * A link took an address: what waits follows, one parcel after the other, no faster than {@link #written} is told.
     *
     * @param settles see {@link org.handfast.api.Binding#settles}
     * @param reader given each parcel, in order, on any thread but one at a time
     */
    public void bound(ProtocolAddress mailbox, Link link, boolean settles, Consumer<Parcel> reader) {}

    /** A link has an address no more; what was on its way to it alone is stored. */
    public void unbound(ProtocolAddress mailbox, Link link) {}

    /** A parcel that the reader of a link was given has been written to the link's socket. */
    public void written(ProtocolAddress mailbox, Link link, Parcel parcel) {}

    /** Takes a parcel in; {@code fate} is told once what became of it, on any thread. */
    public void deliver(String protocol, Parcel parcel, Parcel.Delivery delivery, Consumer<Parcel.Fate> fate) {}

    /** Its owner takes a parcel out, for good. */
    public void take(ProtocolAddress mailbox, Address from, String id) {}

    /** Lets go all that waits for, or comes from, an address. */
    public void forget(ProtocolAddress owner) {}

    /** Lets go what has expired. Blocks; call it now and then. */
    public void tidy() {}

    /** Stores what is held in memory, and takes nothing more; done once it is stored, or could not be. */
    public CompletableFuture<Void> stop() {
        return CompletableFuture.completedFuture(null);
    }
}

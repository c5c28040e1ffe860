package org.handfast.core.mailbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import org.handfast.api.Address;
import org.handfast.api.Link;
import org.handfast.api.Parcel;
import org.handfast.core.feed.News;
import org.handfast.core.feed.NewsFeed;
import org.handfast.core.limit.Limit;
import org.handfast.core.limit.Limits;
import org.handfast.core.registry.ProtocolAddress;
import org.handfast.core.time.Timers;

/**
 * All mailboxes. What waits has one order, that in which it came, whether it is stored or held in memory; each link that is
 * bound reads it at its own pace. A recipient may be given a parcel again that it was given before, until it takes it.
 * Thread-safe; no method but {@link #tidy} waits for the store.
 */
public final class Mailboxes {

    /** What became of parcels is remembered of so many, and of so many of one mailbox. */
    private static final int REMEMBERED = 50_000;

    private static final int REMEMBERED_OF_MAILBOX = 1_000;

    /** Past it, mailboxes that nobody reads are known by their size only. */
    private static final int HEADERS = 100_000;

    private final ParcelStore store;
    private final MailboxParts parts;
    private final int headers;

    /** All that are not empty, or bound. A mailbox is worked on within this map's own lock for its address. */
    private final ConcurrentMap<ProtocolAddress, Mailbox> all = new ConcurrentHashMap<>();

    private volatile boolean stopped;

    /**
     * Mailboxes over a store, which is asked once for what is in it.
     *
     * @param writer runs what may block, one task at a time
     * @throws org.handfast.api.Fault HUB_FAULT {@code store-unavailable}
     */
    public Mailboxes(ParcelStore store, Timers timers, Limits limits, NewsFeed feed, Executor writer) {
        this(store, timers, limits, feed, writer, HEADERS);
    }

    /** The same, with another number of parcels to know by name. */
    Mailboxes(ParcelStore store, Timers timers, Limits limits, NewsFeed feed, Executor writer, int headers) {
        this.store = store;
        this.headers = headers;
        var quotas = Quotas.of(limits);
        this.parts = new MailboxParts(
                timers,
                quotas,
                new AtomicLong(store.lastNumber()),
                new Budget(limits.of(Limit.LIVE_BYTES)),
                new Budget(limits.of(Limit.LIVE_BYTES)),
                new AtomicLong(),
                new Storing(store, timers, writer),
                new Recent(REMEMBERED, REMEMBERED_OF_MAILBOX),
                new Settling(timers, quotas.settle(), this::settle),
                new SizeNews(timers, () -> sizesChanged(feed)),
                this::enter);
        store.sizes(Integer.MAX_VALUE).forEach(size -> all.put(size.mailbox(), new Mailbox(size, parts)));
    }

    /**
     * A link took an address: what waits follows, one parcel after the other, a few ahead of what {@link #written} is told.
     *
     * @param settles see {@link org.handfast.api.Binding#settles}
     * @param reader given each parcel, in order, on any thread but one at a time; must not block
     */
    public void bound(ProtocolAddress mailbox, Link link, boolean settles, Consumer<Parcel> reader) {
        enterAny(mailbox, (m, after) -> m.bind(new LinkCursor(link, settles, reader), after));
    }

    /** A link has an address no more; what no other link has is stored. */
    public void unbound(ProtocolAddress mailbox, Link link) {
        enter(mailbox, (m, after) -> m.unbind(link, after));
    }

    /** A parcel that the reader of a link was given has been written to the link's socket. */
    public void written(ProtocolAddress mailbox, Link link, Parcel parcel) {
        enter(mailbox, (m, after) -> m.written(link, parcel, after));
    }

    /**
     * Takes a parcel in; {@code fate} is told once what became of it, on any thread, and must not block. Nothing more is heard
     * of one that comes after {@link #stop}.
     */
    public void deliver(String protocol, Parcel parcel, Parcel.Delivery delivery, Consumer<Parcel.Fate> fate) {
        if (!stopped) {
            enterAny(
                    new ProtocolAddress(protocol, parcel.to()), (m, after) -> m.deliver(parcel, delivery, fate, after));
        }
    }

    /** Its owner takes a parcel out, for good. */
    public void take(ProtocolAddress mailbox, Address from, String id) {
        enter(mailbox, (m, after) -> m.take(from, id, after));
    }

    private void settle(Settling.Written written) {
        enter(written.mailbox(), (m, after) -> m.settle(written.link(), written.number(), after));
    }

    private void enterAny(ProtocolAddress address, BiConsumer<Mailbox, Afterwards> work) {
        var after = new Afterwards();
        all.compute(address, (a, known) -> {
            Mailbox mailbox = known == null ? new Mailbox(a, parts) : known;
            work.accept(mailbox, after);
            return mailbox.isIdle() ? null : mailbox;
        });
        after.run();
    }

    private void enter(ProtocolAddress address, BiConsumer<Mailbox, Afterwards> work) {
        var after = new Afterwards();
        all.computeIfPresent(address, (a, mailbox) -> {
            work.accept(mailbox, after);
            return mailbox.isIdle() ? null : mailbox;
        });
        after.run();
    }

    private void enterEach(BiConsumer<Mailbox, Afterwards> work) {
        all.keySet().forEach(address -> enter(address, work));
    }

    /** Lets go all that waits for, or comes from, an address. */
    public void forget(ProtocolAddress owner) {
        long before = parts.numbers().incrementAndGet();
        parts.recent().forget(owner);
        enterEach((m, after) -> m.forget(owner, before, after));
        parts.storing().change(s -> sizes(s, s.forget(owner)), sizes -> {
            for (MailboxSize size : sizes) {
                enter(size.mailbox(), (m, after) -> {
                    m.forget(owner, before, after);
                    m.resized(size);
                });
            }
        });
        parts.storing().wake();
    }

    private static List<MailboxSize> sizes(ParcelStore store, List<ProtocolAddress> mailboxes) {
        return mailboxes.stream().map(store::size).toList();
    }

    /**
     * Lets go what has expired. Blocks; call it now and then.
     *
     * @throws org.handfast.api.Fault HUB_FAULT {@code store-unavailable}
     */
    public void tidy() {
        Instant now = parts.timers().now();
        parts.recent().sweep(now);
        List<MailboxSize> sizes = sizes(store, store.dropExpired(now));
        enterEach((m, after) -> m.expire(now, after));
        sizes.forEach(size -> enter(size.mailbox(), (m, after) -> m.resized(size)));
    }

    private void sizesChanged(NewsFeed feed) {
        feed.tell(News.Resource.MAILBOXES);
        if (parts.headers().get() > headers) {
            enterEach((m, after) -> m.unload());
        }
    }

    /** How much waits where, fullest first: stored, on its way there and in memory. */
    public List<MailboxSize> sizes(int limit) {
        List<MailboxSize> sizes = new ArrayList<>();
        enterEach((m, after) -> sizes.add(m.size()));
        return sizes.stream()
                .filter(s -> s.parcels() > 0)
                .sorted(MailboxSize.FULLEST_FIRST)
                .limit(limit)
                .toList();
    }

    /** How much waits in one mailbox, in the same way. */
    public MailboxSize size(ProtocolAddress mailbox) {
        List<MailboxSize> size = new ArrayList<>(1);
        enter(mailbox, (m, after) -> size.add(m.size()));
        return size.isEmpty() ? MailboxSize.empty(mailbox) : size.getFirst();
    }

    /** Stores what is held in memory, and takes nothing more; done once it is stored, or could not be. */
    public CompletableFuture<Void> stop() {
        stopped = true;
        parts.live().close();
        enterEach(Mailbox::storeLive);
        return parts.storing().finish();
    }
}

package org.handfast.core.mailbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.handfast.api.Address;
import org.handfast.api.Link;
import org.handfast.api.Parcel;
import org.handfast.api.Parcel.Delivery;
import org.handfast.api.Parcel.Fate;
import org.handfast.core.mailbox.WaitingParcel.Place;
import org.handfast.core.registry.ProtocolAddress;

/**
 * One mailbox: the order of what waits in it, and the links that read it. For one thread at a time; what it has to say to
 * others goes into an {@link Afterwards}.
 */
final class Mailbox {

    private final ProtocolAddress address;
    private final MailboxParts parts;
    private List<LinkCursor> links = List.of();

    /** Absent if nothing waits, or it is not known what. */
    private @Nullable Waiting waiting;

    /** Present if it is not known what waits. */
    private @Nullable Unloaded unloaded;

    private boolean fetching;
    private long lastChange;

    /** An empty one. */
    Mailbox(ProtocolAddress address, MailboxParts parts) {
        this.address = address;
        this.parts = parts;
    }

    /** One of which only the size is known. */
    Mailbox(MailboxSize size, MailboxParts parts) {
        this(size.mailbox(), parts);
        unloaded = new Unloaded(size);
    }

    /** True if there is nothing to know of it. */
    boolean isIdle() {
        return links.isEmpty() && waiting == null && unloaded == null;
    }

    MailboxSize size() {
        if (waiting != null) {
            return new MailboxSize(address, waiting.parcels(), waiting.bytes(), waiting.oldest());
        }
        return unloaded != null
                ? new MailboxSize(address, unloaded.parcels(), unloaded.bytes(), unloaded.oldest())
                : MailboxSize.empty(address);
    }

    void bind(LinkCursor link, Afterwards after) {
        unbind(link.link());
        links = Stream.concat(links.stream(), Stream.of(link)).toList();
        load(after);
        advance(after);
    }

    void unbind(Link link, Afterwards after) {
        unbind(link);
        if (links.isEmpty()) {
            storeLive(after);
        }
    }

    private void unbind(Link link) {
        find(link).ifPresent(gone -> {
            gone.end();
            links = links.stream().filter(l -> l != gone).toList();
        });
    }

    private Optional<LinkCursor> find(Link link) {
        return links.stream().filter(l -> l.link().equals(link)).findFirst();
    }

    /** Stores what is in memory only. */
    void storeLive(Afterwards after) {
        if (waiting == null) {
            return;
        }
        for (WaitingParcel parcel : waiting.all(WaitingParcel::live)) {
            parts.live().give(parcel.size());
            parts.unstored().take(parcel.size());
            parcel.move(Place.STORING);
            waiting.kept(parcel);
            store(parcel, List.of(), after);
        }
    }

    void deliver(Parcel parcel, Delivery delivery, Consumer<Fate> sender, Afterwards after) {
        if (unloaded != null) {
            if (!unloaded.hasRoom(parcel, parts.quotas())
                    || !parts.unstored().tryTake(parcel.bytes().size())) {
                after.tell(sender, Fate.FULL);
                return;
            }
            unloaded.put(new Unloaded.Call.Put(parcel, delivery, sender));
            load(after);
            return;
        }
        WaitingParcel same = waiting == null ? null : waiting.named(parcel.from(), parcel.id());
        if (same != null) {
            merge(same, sender, after);
            return;
        }
        parts.recent()
                .find(address, parcel.from(), parcel.id(), parts.timers().now())
                .ifPresentOrElse(fate -> after.tell(sender, fate), () -> admit(parcel, delivery, sender, after));
    }

    private static void merge(WaitingParcel same, Consumer<Fate> sender, Afterwards after) {
        if (same.stored()) {
            after.tell(sender, Fate.STORED);
        } else if (!same.heardBy(List.of(sender))) {
            after.tell(sender, Fate.FULL);
        }
    }

    private void admit(Parcel parcel, Delivery delivery, Consumer<Fate> sender, Afterwards after) {
        Waiting all = waiting == null ? new Waiting() : waiting;
        WaitingParcel instead = all.onTopic(parcel.from(), parcel.topic());
        Instant now = parts.timers().now();
        var arrived = new WaitingParcel(
                parcel,
                parts.numbers().incrementAndGet(),
                now,
                now.plus(parts.quotas().kept()),
                Place.LIVE);
        boolean admitted = all.hasRoom(parcel, instead, parts.quotas())
                && arrived.heardBy(List.of(sender))
                && (instead == null || arrived.heardBy(instead.senders()))
                && findPlace(arrived, delivery, instead, all);
        if (!admitted) {
            after.tell(sender, Fate.FULL);
            return;
        }
        List<Long> gone = List.of();
        if (instead != null) {
            instead.takeSenders();
            remove(instead, all);
            gone = instead.live() ? List.of() : List.of(instead.number());
        }
        waiting = all;
        all.add(arrived);
        parts.headers().incrementAndGet();
        parts.news().changed();
        if (arrived.storing()) {
            store(arrived, gone, after);
        }
        advance(after);
    }

    /** False if there is no memory for it. */
    private boolean findPlace(WaitingParcel arrived, Delivery delivery, @Nullable WaitingParcel instead, Waiting all) {
        boolean live = delivery == Delivery.LIVE
                && (instead == null || instead.live())
                && !links.isEmpty()
                && links.stream().allMatch(l -> l.caughtUp(all))
                && parts.live().tryTake(arrived.size());
        if (!live) {
            arrived.move(Place.STORING);
        }
        return live || parts.unstored().tryTake(arrived.size());
    }

    private void store(WaitingParcel parcel, List<Long> gone, Afterwards after) {
        Parcel whole = parcel.parcel().orElseThrow();
        lastChange = parts.storing()
                .write(
                        List.of(new StoredParcel(
                                address.protocol(), whole, parcel.number(), parcel.header.at(), parcel.header.until())),
                        gone,
                        () -> {
                            parts.unstored().give(parcel.size());
                            parts.door().enter(address, (m, a) -> m.stored(parcel, a));
                        });
        after.add(parts.storing()::wake);
    }

    private void drop(List<Long> gone, Afterwards after) {
        lastChange = parts.storing().write(List.of(), gone, () -> {});
        after.add(parts.storing()::wake);
    }

    /** A parcel of it has been stored. */
    void stored(WaitingParcel parcel, Afterwards after) {
        after.tell(parcel.takeSenders(), Fate.STORED);
        parcel.move(Place.STORED);
        if (waiting != null) {
            advance(after);
        }
        parcel.release();
    }

    void take(Address from, String id, Afterwards after) {
        if (unloaded != null) {
            unloaded.take(new Unloaded.Call.Take(from, id), parts.quotas());
            load(after);
            return;
        }
        WaitingParcel parcel = waiting == null ? null : waiting.named(from, id);
        if (parcel != null) {
            end(parcel, Fate.TAKEN, after);
        }
    }

    void written(Link to, Parcel parcel, Afterwards after) {
        find(to).ifPresent(link -> {
            long number = link.written(parcel);
            WaitingParcel its = waiting == null ? null : waiting.at(number);
            if (its != null && (its.live() || link.settles())) {
                parts.settling().add(address, link, number);
            }
            advance(after);
        });
    }

    /** A parcel was written to a link a while ago. */
    void settle(LinkCursor link, long number, Afterwards after) {
        WaitingParcel parcel = waiting == null ? null : waiting.at(number);
        if (parcel != null && links.contains(link) && (parcel.live() || link.settles())) {
            end(parcel, Fate.SETTLED, after);
        }
    }

    private void end(WaitingParcel parcel, Fate fate, Afterwards after) {
        if (parcel.header.topic().isEmpty()) {
            parts.recent()
                    .add(
                            address,
                            parcel.from(),
                            parcel.header.id(),
                            fate,
                            parts.timers().now());
        }
        if (!parcel.live()) {
            drop(List.of(parcel.number()), after);
        }
        let(parcel, fate, after);
        advance(after);
    }

    /** Lets a parcel go without a word to the store. */
    private void let(WaitingParcel parcel, Fate fate, Afterwards after) {
        after.tell(parcel.takeSenders(), fate);
        if (waiting != null) {
            remove(parcel, waiting);
        }
    }

    private void remove(WaitingParcel parcel, Waiting from) {
        from.remove(parcel);
        if (parcel.live()) {
            parts.live().give(parcel.size());
        }
        if (from.isEmpty()) {
            waiting = null;
        }
        parts.headers().decrementAndGet();
        parts.news().changed();
    }

    /** Lets those go whose time has come; the store has done so. */
    void expire(Instant now, Afterwards after) {
        Predicate<WaitingParcel> expired = p -> !p.header.until().isAfter(now);
        if (waiting != null) {
            for (WaitingParcel parcel : waiting.all(expired)) {
                if (parcel.storing()) {
                    drop(List.of(parcel.number()), after);
                }
                let(parcel, Fate.FULL, after);
            }
            advance(after);
        }
    }

    /** Lets go what came before a number and was for an address or from it; the store is told to do so. */
    void forget(ProtocolAddress owner, long before, Afterwards after) {
        if (!owner.protocol().equals(address.protocol())) {
            return;
        }
        boolean all = owner.equals(address);
        if (waiting != null) {
            waiting.all(p -> p.number() < before && (all || p.from().equals(owner.address())))
                    .forEach(p -> let(p, Fate.FULL, after));
            advance(after);
        }
        if (unloaded != null) {
            for (var put : unloaded.forget(p -> all || p.from().equals(owner.address()), owner.address())) {
                parts.unstored().give(put.parcel().bytes().size());
                after.tell(put.sender(), Fate.FULL);
            }
            if (all) {
                unloaded = null;
            }
        }
    }

    /** The store has let some of it go. */
    void resized(MailboxSize size) {
        if (unloaded != null) {
            unloaded.resized(size);
            if (unloaded.isEmpty()) {
                unloaded = null;
            }
            parts.news().changed();
        }
    }

    /** Puts links forward as far as they may read, and fetches what they need for that. */
    private void advance(Afterwards after) {
        Waiting all = waiting;
        if (all == null) {
            return;
        }
        for (LinkCursor link : links) {
            WaitingParcel needed = link.advance(all);
            if (link.isReady()) {
                after.add(link::hand);
            }
            if (needed != null && !fetching) {
                fetch(needed.number() - 1, link.room(all, needed), after);
            }
        }
    }

    private void fetch(long after, int limit, Afterwards then) {
        fetching = true;
        parts.storing().look(store -> store.waiting(address, after, limit), page -> parts.door()
                .enter(address, (m, a) -> m.fetched(after, limit, page, a)));
        then.add(parts.storing()::wake);
    }

    private void fetched(long after, int limit, List<StoredParcel> page, Afterwards then) {
        fetching = false;
        if (waiting == null) {
            return;
        }
        long upTo = page.size() < limit ? Long.MAX_VALUE : page.getLast().number();
        Map<Long, Parcel> found = new HashMap<>();
        page.forEach(p -> found.put(p.number(), p.parcel()));
        List<WaitingParcel> fetched = new ArrayList<>();
        for (WaitingParcel parcel : List.copyOf(waiting.between(after, upTo))) {
            Parcel whole = found.get(parcel.number());
            if (whole != null) {
                parcel.fetched(whole);
                fetched.add(parcel);
            } else if (parcel.stored()) {
                // It has expired in the store, and soon will here.
                let(parcel, Fate.FULL, then);
            }
        }
        advance(then);
        fetched.forEach(WaitingParcel::release);
    }

    private void load(Afterwards after) {
        if (unloaded != null && unloaded.beginsLoading()) {
            parts.storing().look(store -> store.headers(address), headers -> parts.door()
                    .enter(address, (m, a) -> m.loaded(headers, a)));
            after.add(parts.storing()::wake);
        }
    }

    private void loaded(List<ParcelHeader> headers, Afterwards after) {
        if (unloaded == null) {
            return;
        }
        List<Unloaded.Call> calls = unloaded.takeCalls();
        List<ParcelHeader> known = unloaded.withoutForgotten(headers);
        unloaded = null;
        waiting = known.isEmpty() ? null : Waiting.of(known);
        parts.headers().addAndGet(known.size());
        for (Unloaded.Call call : calls) {
            switch (call) {
                case Unloaded.Call.Put put -> {
                    parts.unstored().give(put.parcel().bytes().size());
                    deliver(put.parcel(), put.delivery(), put.sender(), after);
                }
                case Unloaded.Call.Take took -> take(took.from(), took.id(), after);
            }
        }
        advance(after);
    }

    /** Keeps in memory no more than its size, if nothing is going on. */
    void unload() {
        if (waiting != null
                && links.isEmpty()
                && !fetching
                && parts.storing().isMade(lastChange)
                && waiting.all(p -> !p.stored()).isEmpty()) {
            unloaded = new Unloaded(size());
            parts.headers().addAndGet(-waiting.parcels());
            waiting = null;
        }
    }
}

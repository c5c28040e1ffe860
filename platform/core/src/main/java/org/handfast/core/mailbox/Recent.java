package org.handfast.core.mailbox;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.handfast.api.Address;
import org.handfast.api.Parcel;
import org.handfast.core.registry.ProtocolAddress;

/** What became of parcels that are gone, for a while, so that a second one of the same id is known. Thread-safe. */
final class Recent {

    private static final Duration REMEMBERED = Duration.ofMinutes(10);

    private final int most;
    private final int mostOfMailbox;

    /** Oldest first. */
    private final Map<Name, Gone> all = new LinkedHashMap<>();

    /** Of each mailbox, oldest first. */
    private final Map<ProtocolAddress, Deque<Name>> mailboxes = new HashMap<>();

    private record Name(ProtocolAddress mailbox, Address from, String id) {}

    private record Gone(Parcel.Fate fate, Instant until) {}

    /** Remembers so many, and so many of one mailbox. */
    Recent(int most, int mostOfMailbox) {
        this.most = most;
        this.mostOfMailbox = mostOfMailbox;
    }

    /** A parcel that is not remembered went. */
    synchronized void add(ProtocolAddress mailbox, Address from, String id, Parcel.Fate fate, Instant now) {
        var name = new Name(mailbox, from, id);
        all.put(name, new Gone(fate, now.plus(REMEMBERED)));
        Deque<Name> its = mailboxes.computeIfAbsent(mailbox, m -> new ArrayDeque<>(2));
        its.addLast(name);
        if (its.size() > mostOfMailbox) {
            all.remove(its.removeFirst());
        }
        sweep(now);
    }

    /** What became of a parcel. */
    synchronized Optional<Parcel.Fate> find(ProtocolAddress mailbox, Address from, String id, Instant now) {
        return Optional.ofNullable(all.get(new Name(mailbox, from, id)))
                .filter(gone -> now.isBefore(gone.until()))
                .map(Gone::fate);
    }

    /** Lets go what is old, and what is too much. */
    synchronized void sweep(Instant now) {
        Iterator<Map.Entry<Name, Gone>> oldest = all.entrySet().iterator();
        while (oldest.hasNext()) {
            Map.Entry<Name, Gone> next = oldest.next();
            if (all.size() <= most && now.isBefore(next.getValue().until())) {
                return;
            }
            oldest.remove();
            dropFirst(next.getKey().mailbox());
        }
    }

    /** The oldest of all is the oldest of its mailbox too. */
    private void dropFirst(ProtocolAddress mailbox) {
        mailboxes.computeIfPresent(mailbox, (m, its) -> {
            its.pollFirst();
            return its.isEmpty() ? null : its;
        });
    }

    /** Lets go all that was for an address or from it. */
    synchronized void forget(ProtocolAddress owner) {
        List<Name> theirs = all.keySet().stream()
                .filter(n -> n.mailbox().equals(owner)
                        || n.from().equals(owner.address())
                                && n.mailbox().protocol().equals(owner.protocol()))
                .toList();
        for (Name name : theirs) {
            all.remove(name);
            mailboxes.computeIfPresent(name.mailbox(), (m, its) -> {
                its.remove(name);
                return its.isEmpty() ? null : its;
            });
        }
    }

    synchronized int size() {
        return all.size();
    }
}

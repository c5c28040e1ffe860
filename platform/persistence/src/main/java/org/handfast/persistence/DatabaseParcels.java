package org.handfast.persistence;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;

import org.hibernate.StatelessSession;

import org.handfast.api.Fault;
import org.handfast.core.mailbox.MailboxSize;
import org.handfast.core.mailbox.ParcelHeader;
import org.handfast.core.mailbox.ParcelStore;
import org.handfast.core.mailbox.StoredParcel;
import org.handfast.core.registry.ProtocolAddress;
import org.handfast.persistence.table.ParcelTable;

/** Parcels in a database. Thread-safe. */
final class DatabaseParcels implements ParcelStore {

    private static final int PORTION = 500;

    private final Sessions sessions;
    private final Writer writer;

    DatabaseParcels(Sessions sessions, Writer writer) {
        this.sessions = sessions;
        this.writer = writer;
    }

    @Override
    public void write(List<StoredParcel> kept, Collection<Long> gone) {
        try {
            writer.write(session -> make(session, kept, gone));
        } catch (Fault failure) {
            // An earlier call that failed may have come through.
            writer.write(session -> make(session, without(session, kept), gone));
        }
    }

    private static boolean make(StatelessSession session, List<StoredParcel> kept, Collection<Long> gone) {
        var table = new ParcelTable(session);
        table.add(kept);
        table.remove(gone);
        return true;
    }

    private static List<StoredParcel> without(StatelessSession session, List<StoredParcel> kept) {
        long first = kept.stream().mapToLong(StoredParcel::number).min().orElse(0);
        long last = kept.stream().mapToLong(StoredParcel::number).max().orElse(0);
        Set<Long> there = new ParcelTable(session).numbers(first, last);
        return kept.stream().filter(p -> !there.contains(p.number())).toList();
    }

    @Override
    public List<StoredParcel> waiting(ProtocolAddress mailbox, long after, int limit) {
        return sessions.use(s -> new ParcelTable(s).waiting(mailbox, after, limit));
    }

    @Override
    public List<ParcelHeader> headers(ProtocolAddress mailbox) {
        return sessions.use(s -> new ParcelTable(s).headers(mailbox));
    }

    @Override
    public long lastNumber() {
        return sessions.use(s -> new ParcelTable(s).lastNumber());
    }

    @Override
    public List<ProtocolAddress> dropExpired(Instant now) {
        List<ProtocolAddress> mailboxes = sessions.use(s -> new ParcelTable(s).withExpired(now));
        int dropped = mailboxes.isEmpty() ? 0 : PORTION;
        while (dropped == PORTION) {
            dropped = writer.write(s -> new ParcelTable(s).removeExpired(now, PORTION));
        }
        return mailboxes;
    }

    @Override
    public List<ProtocolAddress> forget(ProtocolAddress owner) {
        return writer.write(s -> new ParcelTable(s).forget(owner));
    }

    @Override
    public List<MailboxSize> sizes(int limit) {
        return sessions.use(s -> new ParcelTable(s).sizes(limit));
    }

    @Override
    public MailboxSize size(ProtocolAddress mailbox) {
        return sessions.use(s -> new ParcelTable(s).size(mailbox));
    }
}

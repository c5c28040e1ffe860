package org.handfast.persistence.table;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import org.hibernate.StatelessSession;
import org.hibernate.query.SelectionQuery;

import org.handfast.api.Bytes;
import org.handfast.core.audit.AuditRecord;
import org.handfast.core.audit.SealedAudit;

/** The audit log. A row waits without a place until it is sealed. */
public final class AuditTable {

    private final StatelessSession session;

    /** The table in a session. */
    public AuditTable(StatelessSession session) {
        this.session = session;
    }

    /** The number of the row that came last, or 0. */
    public long lastArrival() {
        return session
                .createSelectionQuery("select r.arrival from AuditRow r order by r.arrival desc limit 1", Long.class)
                .getResultList()
                .stream()
                .findFirst()
                .orElse(0L);
    }

    /** Adds rows, each under the next number. */
    public void add(List<AuditRecord> rows, LongSupplier arrivals) {
        rows.forEach(r -> session.insert(row(r, arrivals.getAsLong())));
    }

    /** Rows that wait, in the order they came. */
    public List<AuditRecord> waiting(int limit) {
        return waitingRows(limit).stream().map(AuditTable::record).toList();
    }

    private List<AuditRow> waitingRows(int limit) {
        return select("where r.place is null order by r.arrival limit :limit", q -> q.setParameter("limit", limit));
    }

    /** Gives the rows that have waited longest their places. */
    public void seal(List<SealedAudit> rows) {
        Map<UUID, AuditRow> waiting = new HashMap<>();
        waitingRows(rows.size()).forEach(r -> waiting.put(r.id, r));
        for (SealedAudit sealed : rows) {
            AuditRow row = Objects.requireNonNull(waiting.get(sealed.record().id()), "the row does not wait");
            row.place = sealed.sequence();
            row.hash = sealed.hash().toArray();
            session.update(row);
        }
    }

    /** The row in the last place. */
    public Optional<SealedAudit> head() {
        return before(Long.MAX_VALUE, 1).stream().findFirst();
    }

    /** Rows behind a place, in order. */
    public List<SealedAudit> after(long place, int limit) {
        return sealed("where r.place > :place order by r.place limit :limit", place, limit);
    }

    /** Rows before a place, the last first. */
    public List<SealedAudit> before(long place, int limit) {
        return sealed("where r.place < :place order by r.place desc limit :limit", place, limit);
    }

    private List<SealedAudit> sealed(String how, long place, int limit) {
        return select(how, q -> q.setParameter("place", place).setParameter("limit", limit)).stream()
                .map(r -> new SealedAudit(
                        record(r), Objects.requireNonNull(r.place), Bytes.wrap(Objects.requireNonNull(r.hash))))
                .toList();
    }

    private List<AuditRow> select(String how, Consumer<SelectionQuery<AuditRow>> parameters) {
        SelectionQuery<AuditRow> query = session.createSelectionQuery("from AuditRow r " + how, AuditRow.class);
        parameters.accept(query);
        return query.getResultList();
    }

    private static AuditRow row(AuditRecord audit, long arrival) {
        var row = new AuditRow();
        row.arrival = arrival;
        row.id = audit.id();
        row.happenedAt = audit.at();
        row.actor = audit.actor();
        row.action = audit.action();
        row.subject = audit.subject();
        row.detail = audit.detail();
        return row;
    }

    private static AuditRecord record(AuditRow row) {
        return new AuditRecord(row.id, row.happenedAt, row.actor, row.action, row.subject, row.detail);
    }
}

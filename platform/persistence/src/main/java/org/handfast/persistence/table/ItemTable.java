package org.handfast.persistence.table;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.hibernate.StatelessSession;
import org.hibernate.query.SelectionQuery;

import org.handfast.api.Bytes;
import org.handfast.api.DeviceId;
import org.handfast.api.Item;
import org.handfast.core.item.ItemRecord;
import org.handfast.core.item.ScopeSize;

/** Items. */
public final class ItemTable {

    private static final String CURRENT =
            "from ItemRow i where i.id.protocol = :protocol and i.id.scope = :scope and i.until > :now";

    private final StatelessSession session;

    /** The table in a session. */
    public ItemTable(StatelessSession session) {
        this.session = session;
    }

    /** An item. */
    public Optional<ItemRecord> find(ItemRecord.Ref ref) {
        return Optional.ofNullable(session.get(ItemRow.class, id(ref))).map(ItemTable::record);
    }

    /** Those of refs. */
    public List<ItemRecord> find(Set<ItemRecord.Ref> refs) {
        return records(ByIds.select(
                session,
                "from ItemRow i where i.id",
                ItemRow.class,
                refs.stream().map(ItemTable::id).toList()));
    }

    /** Those of a scope in the order of their keys. */
    public List<ItemRecord> list(ItemRecord.Scope scope, Optional<Bytes> end, Instant now, int limit) {
        String before = end.isPresent() ? " and i.id.itemKey < :end" : "";
        SelectionQuery<ItemRow> query = in(
                scope, now, session.createSelectionQuery(CURRENT + before + " order by i.id.itemKey", ItemRow.class));
        end.ifPresent(e -> query.setParameter("end", e.toArray()));
        return records(query.setMaxResults(limit).getResultList());
    }

    /** The last of a scope in the order of their keys, backwards. */
    public List<ItemRecord> last(ItemRecord.Scope scope, Instant now, int limit) {
        return records(
                in(scope, now, session.createSelectionQuery(CURRENT + " order by i.id.itemKey desc", ItemRow.class))
                        .setMaxResults(limit)
                        .getResultList());
    }

    /** How many a scope has. */
    public long count(ItemRecord.Scope scope, Instant now) {
        return in(scope, now, session.createSelectionQuery("select count(*) " + CURRENT, Long.class))
                .getSingleResult();
    }

    private static <R> SelectionQuery<R> in(ItemRecord.Scope scope, Instant now, SelectionQuery<R> query) {
        return query.setParameter("protocol", scope.protocol())
                .setParameter("scope", scope.name())
                .setParameter("now", now);
    }

    /** What waits for devices, the fullest first. */
    public List<ScopeSize> queues(Instant now, int limit) {
        return sizes(queues("").setParameter("now", now).setMaxResults(limit));
    }

    /** What waits for one device, the fullest first. */
    public List<ScopeSize> queuesOf(DeviceId device, Instant now) {
        return sizes(queues(" and a.device = :device").setParameter("now", now).setParameter("device", device.value()));
    }

    private SelectionQuery<Object[]> queues(String which) {
        return session.createSelectionQuery(
                "select i.id.protocol, i.id.scope, count(*), sum(cast(sql('octet_length(?)', i.content) as Long)), min(i.since) from ItemRow i"
                        + " where i.until > :now and exists (select 1 from AddressRow a"
                        + " where a.id.protocol = i.id.protocol and a.id.address = i.id.scope" + which + ")"
                        + " group by i.id.protocol, i.id.scope order by 4 desc, i.id.scope, i.id.protocol",
                Object[].class);
    }

    private static List<ScopeSize> sizes(SelectionQuery<Object[]> query) {
        return query.getResultList().stream().map(ItemTable::size).toList();
    }

    private static ScopeSize size(Object[] row) {
        return new ScopeSize(
                new ItemRecord.Scope((String) row[0], (String) row[1]),
                ((Number) row[2]).longValue(),
                ((Number) row[3]).longValue(),
                (Instant) row[4]);
    }

    /** Clears scopes and then makes of the items that were there before those that are there after. */
    public void write(Set<ItemRecord.Scope> cleared, List<ItemRecord> before, List<ItemRecord> after) {
        for (ItemRecord.Scope scope : cleared) {
            session.createMutationQuery("delete from ItemRow i where i.id.protocol = :protocol and i.id.scope = :scope")
                    .setParameter("protocol", scope.protocol())
                    .setParameter("scope", scope.name())
                    .executeUpdate();
        }
        List<ItemRecord> kept =
                before.stream().filter(i -> !cleared.contains(i.ref().in())).toList();
        Difference<ItemRecord> items = Difference.between(kept, after, ItemRecord::ref);
        items.removed().forEach(i -> session.delete(row(i)));
        items.changed().forEach(c -> session.update(row(c.after())));
        items.added().forEach(i -> session.insert(row(i)));
    }

    /** Deletes some of those past their time; gives how many. */
    public int tidy(Instant now, int most) {
        List<ItemRow> past = session.createSelectionQuery(
                        "from ItemRow i where i.until <= :now order by i.until limit :most", ItemRow.class)
                .setParameter("now", now)
                .setParameter("most", most)
                .getResultList();
        past.forEach(session::delete);
        return past.size();
    }

    private static ItemRow.Id id(ItemRecord.Ref ref) {
        return new ItemRow.Id(ref.scope(), ref.key().toArray(), ref.protocol());
    }

    private static ItemRow row(ItemRecord record) {
        var row = new ItemRow();
        row.id = id(record.ref());
        row.content = record.item().value().toArray();
        row.since = record.since();
        row.until = record.item().until();
        return row;
    }

    private static List<ItemRecord> records(List<ItemRow> rows) {
        return rows.stream().map(ItemTable::record).toList();
    }

    private static ItemRecord record(ItemRow row) {
        return new ItemRecord(
                row.id.protocol(),
                new Item(row.id.scope(), Bytes.wrap(row.id.itemKey()), Bytes.wrap(row.content), row.until),
                row.since);
    }
}

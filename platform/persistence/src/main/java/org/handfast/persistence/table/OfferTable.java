package org.handfast.persistence.table;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.hibernate.StatelessSession;

import org.handfast.api.Approval;
import org.handfast.api.Bytes;
import org.handfast.core.registry.OfferRecord;

/** Offers. */
public final class OfferTable {

    private final StatelessSession session;

    /** The table in a session. */
    public OfferTable(StatelessSession session) {
        this.session = session;
    }

    /** An offer. */
    public Optional<OfferRecord> find(OfferRecord.Ref ref) {
        return Optional.ofNullable(session.get(OfferRow.class, id(ref))).map(OfferTable::record);
    }

    /** Those of refs. */
    public List<OfferRecord> find(Set<OfferRecord.Ref> refs) {
        return records(ByIds.select(
                session,
                "from OfferRow o where o.id",
                OfferRow.class,
                refs.stream().map(OfferTable::id).toList()));
    }

    /** All of them. */
    public List<OfferRecord> all() {
        return records(
                session.createSelectionQuery("from OfferRow", OfferRow.class).getResultList());
    }

    /** Deletes those that are not open at a time. */
    public void tidy(Instant now) {
        session.createMutationQuery("delete from OfferRow o where o.triesLeft <= 0 or o.until <= :now")
                .setParameter("now", now)
                .executeUpdate();
    }

    /** Writes what became of offers. */
    public void write(Difference<OfferRecord> offers) {
        offers.removed().forEach(o -> session.delete(row(o)));
        offers.changed().forEach(c -> session.update(row(c.after())));
        offers.added().forEach(o -> session.insert(row(o)));
    }

    private static OfferRow.Id id(OfferRecord.Ref ref) {
        return new OfferRow.Id(ref.id(), ref.protocol());
    }

    private static OfferRow row(OfferRecord offer) {
        var row = new OfferRow();
        row.id = id(offer.ref());
        row.sealedSecret = offer.sealedSecret().toArray();
        row.until = offer.until();
        row.triesLeft = offer.triesLeft();
        row.approval = offer.approval().id();
        row.madeBy = offer.madeBy();
        row.version = offer.version();
        return row;
    }

    private static List<OfferRecord> records(List<OfferRow> rows) {
        return rows.stream().map(OfferTable::record).toList();
    }

    private static OfferRecord record(OfferRow row) {
        return new OfferRecord(
                new OfferRecord.Ref(row.id.protocol(), row.id.id()),
                Bytes.wrap(row.sealedSecret),
                row.until,
                row.triesLeft,
                new Approval(row.approval),
                row.madeBy,
                row.version);
    }
}

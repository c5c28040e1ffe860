package org.handfast.persistence.table;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.hibernate.StatelessSession;

import org.handfast.api.Address;
import org.handfast.api.Peering;
import org.handfast.core.registry.PeeringRecord;
import org.handfast.core.registry.ProtocolAddress;

/** Relations between devices. */
public final class PeeringTable {

    private final StatelessSession session;

    /** The table in a session. */
    public PeeringTable(StatelessSession session) {
        this.session = session;
    }

    /** A relation. */
    public Optional<PeeringRecord> find(PeeringRecord.Ref ref) {
        return Optional.ofNullable(session.get(PeeringRow.class, id(ref))).map(PeeringTable::record);
    }

    /** Those of refs. */
    public List<PeeringRecord> find(Set<PeeringRecord.Ref> refs) {
        return records(ByIds.select(
                session,
                "from PeeringRow p where p.id",
                PeeringRow.class,
                refs.stream().map(PeeringTable::id).toList()));
    }

    /** Those with an address at either end, newest first. */
    public List<PeeringRecord> of(ProtocolAddress address) {
        return records(session.createSelectionQuery(
                                "from PeeringRow p where p.id.protocol = :protocol and p.id.a = :end"
                                        + " union all"
                                        + " from PeeringRow p where p.id.protocol = :protocol and p.id.b = :end",
                                PeeringRow.class)
                        .setParameter("protocol", address.protocol())
                        .setParameter("end", address.address().value())
                        .getResultList())
                .stream()
                .sorted(Comparator.comparing(PeeringRecord::since).reversed())
                .toList();
    }

    /** All of them, newest first. */
    public List<PeeringRecord> all(int limit) {
        return records(session.createSelectionQuery("from PeeringRow p order by p.since desc", PeeringRow.class)
                .setMaxResults(limit)
                .getResultList());
    }

    /** Those proposed before a time and so still, oldest first. */
    public List<PeeringRecord> unanswered(Instant before, int limit) {
        return records(session.createSelectionQuery(
                        "from PeeringRow p where p.standing = :standing and p.since < :before order by p.since",
                        PeeringRow.class)
                .setParameter("standing", Peering.Standing.PROPOSED.name())
                .setParameter("before", before)
                .setMaxResults(limit)
                .getResultList());
    }

    /** Writes what became of relations. */
    public void write(Difference<PeeringRecord> peerings) {
        peerings.removed().forEach(p -> session.delete(row(p)));
        peerings.changed().forEach(c -> session.update(row(c.after())));
        peerings.added().forEach(p -> session.insert(row(p)));
    }

    private static PeeringRow.Id id(PeeringRecord.Ref ref) {
        return new PeeringRow.Id(ref.first(), ref.second(), ref.protocol());
    }

    private static PeeringRow row(PeeringRecord record) {
        var row = new PeeringRow();
        row.id = id(record.ref());
        row.proposerFirst = record.peering().proposer().value().equals(row.id.a());
        row.standing = record.peering().standing().name();
        row.shown = Json.shown(record.peering().shown());
        row.facts = Json.facts(record.peering().facts());
        row.since = record.since();
        row.reason = record.reason().orElse(null);
        row.version = record.version();
        return row;
    }

    private static List<PeeringRecord> records(List<PeeringRow> rows) {
        return rows.stream().map(PeeringTable::record).toList();
    }

    private static PeeringRecord record(PeeringRow row) {
        var a = new Address(row.id.a());
        var b = new Address(row.id.b());
        return new PeeringRecord(
                row.id.protocol(),
                new Peering(
                        row.proposerFirst ? a : b,
                        row.proposerFirst ? b : a,
                        Peering.Standing.valueOf(row.standing),
                        Json.shown(row.shown),
                        Json.facts(row.facts)),
                row.since,
                Optional.ofNullable(row.reason),
                row.version);
    }
}

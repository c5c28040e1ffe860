package org.handfast.persistence.table;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.hibernate.StatelessSession;

import org.handfast.api.Bytes;
import org.handfast.api.Fingerprints;
import org.handfast.api.Introduction;
import org.handfast.api.PairingId;
import org.handfast.core.registry.PairingRecord;
import org.handfast.core.registry.PairingRecord.Standing;
import org.handfast.core.registry.ProtocolAddress;

/** Pairings and proposals. */
public final class PairingTable {

    private final StatelessSession session;

    /** The table in a session. */
    public PairingTable(StatelessSession session) {
        this.session = session;
    }

    /** A pairing, or a proposal. */
    public Optional<PairingRecord> find(PairingRecord.Ref ref) {
        return Optional.ofNullable(session.get(PairingRow.class, id(ref))).map(PairingTable::record);
    }

    /** Those of refs. */
    public List<PairingRecord> find(Set<PairingRecord.Ref> refs) {
        return records(ByIds.select(
                session,
                "from PairingRow p where p.id",
                PairingRow.class,
                refs.stream().map(PairingTable::id).toList()));
    }

    /** Those with an address at either end; a statement for each end would be two looks. */
    public List<PairingRecord> of(ProtocolAddress address) {
        return records(session.createSelectionQuery(
                        "from PairingRow p where p.id.protocol = :protocol and p.id.a = :end"
                                + " union all"
                                + " from PairingRow p where p.id.protocol = :protocol and p.id.b = :end and p.id.a <> :end",
                        PairingRow.class)
                .setParameter("protocol", address.protocol())
                .setParameter("end", address.address().value())
                .getResultList());
    }

    /** All proposals. */
    public List<PairingRecord> proposals() {
        return records(
                session.createSelectionQuery("from PairingRow p where p.id.standing = :standing", PairingRow.class)
                        .setParameter("standing", Standing.PROPOSED.name())
                        .getResultList());
    }

    /** Writes what became of pairings. */
    public void write(Difference<PairingRecord> pairings) {
        pairings.removed().forEach(p -> session.delete(row(p)));
        pairings.changed().forEach(c -> session.update(row(c.after())));
        pairings.added().forEach(p -> session.insert(row(p)));
    }

    private static PairingRow.Id id(PairingRecord.Ref ref) {
        return new PairingRow.Id(
                ref.pairing().a(),
                ref.pairing().b(),
                ref.protocol(),
                ref.standing().name());
    }

    private static PairingRow row(PairingRecord pairing) {
        var row = new PairingRow();
        row.id = id(pairing.ref());
        row.introducedName = pairing.introduction().name();
        row.introducedKind = pairing.introduction().kind();
        row.ownKey = KeyRow.Public.of(pairing.ownKey());
        row.sealedOwn = pairing.sealedOwn().toArray();
        row.sealedSecrets = Json.secrets(pairing.sealedSecrets());
        row.theirKey = KeyRow.Public.of(pairing.theirKey());
        row.ownFingerprint = Json.words(pairing.fingerprints().own());
        row.theirFingerprint = Json.words(pairing.fingerprints().theirs());
        row.approvedBy = Approval.by(pairing.approval());
        row.approvedAt = Approval.at(pairing.approval());
        row.since = pairing.since();
        row.version = pairing.version();
        return row;
    }

    private static List<PairingRecord> records(List<PairingRow> rows) {
        return rows.stream().map(PairingTable::record).toList();
    }

    private static PairingRecord record(PairingRow row) {
        return new PairingRecord(
                new PairingRecord.Ref(
                        row.id.protocol(), new PairingId(row.id.a(), row.id.b()), Standing.valueOf(row.id.standing())),
                new Introduction(row.introducedName, row.introducedKind),
                row.ownKey.key(),
                Bytes.wrap(row.sealedOwn),
                Json.secrets(row.sealedSecrets),
                row.theirKey.key(),
                new Fingerprints(Json.words(row.ownFingerprint), Json.words(row.theirFingerprint)),
                Approval.of(row.approvedBy, row.approvedAt),
                row.since,
                row.version);
    }
}

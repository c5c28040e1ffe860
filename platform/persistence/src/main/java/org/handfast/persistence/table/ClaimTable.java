package org.handfast.persistence.table;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.hibernate.StatelessSession;

import org.handfast.api.Bytes;
import org.handfast.core.registry.ClaimRecord;

/** Claims. */
public final class ClaimTable {

    private final StatelessSession session;

    /** The table in a session. */
    public ClaimTable(StatelessSession session) {
        this.session = session;
    }

    /** All claims of one scope. */
    public record Scope(String protocol, String name) {

        boolean has(ClaimRecord claim) {
            return claim.protocol().equals(protocol) && claim.scope().equals(name);
        }
    }

    /** Those that claim the same as one of these. */
    public List<ClaimRecord> rivals(Set<ClaimRecord> claims) {
        return ByIds.select(
                        session,
                        "from ClaimRow c where c.id",
                        ClaimRow.class,
                        claims.stream().map(ClaimTable::id).toList())
                .stream()
                .map(ClaimTable::record)
                .toList();
    }

    /** How many there are in a scope. */
    public long count(Scope scope) {
        return session.createSelectionQuery(
                        "select count(*) from ClaimRow c where c.id.protocol = :protocol and c.id.scope = :scope",
                        Long.class)
                .setParameter("protocol", scope.protocol())
                .setParameter("scope", scope.name())
                .getSingleResult();
    }

    /** Lets scopes go and then makes of the claims that were there before those that are there after. */
    public void write(Set<Scope> dropped, List<ClaimRecord> before, List<ClaimRecord> after) {
        for (Scope scope : dropped) {
            session.createMutationQuery(
                            "delete from ClaimRow c where c.id.protocol = :protocol and c.id.scope = :scope")
                    .setParameter("protocol", scope.protocol())
                    .setParameter("scope", scope.name())
                    .executeUpdate();
        }
        Set<ClaimRecord> kept = before.stream()
                .filter(c -> dropped.stream().noneMatch(s -> s.has(c)))
                .collect(Collectors.toSet());
        after.stream().filter(c -> !kept.contains(c)).forEach(c -> session.insert(row(c)));
    }

    /** Deletes some of those that expired before a time; gives how many. */
    public int tidy(Instant now, int most) {
        List<ClaimRow> expired = session.createSelectionQuery(
                        "from ClaimRow c where c.until < :now order by c.until limit :most", ClaimRow.class)
                .setParameter("now", now)
                .setParameter("most", most)
                .getResultList();
        expired.forEach(session::delete);
        return expired.size();
    }

    private static ClaimRow.Id id(ClaimRecord claim) {
        return new ClaimRow.Id(claim.scope(), claim.key().toArray(), claim.protocol());
    }

    private static ClaimRow row(ClaimRecord claim) {
        var row = new ClaimRow();
        row.id = id(claim);
        row.until = claim.until();
        return row;
    }

    private static ClaimRecord record(ClaimRow row) {
        return new ClaimRecord(row.id.protocol(), row.id.scope(), Bytes.wrap(row.id.claimed()), row.until);
    }
}

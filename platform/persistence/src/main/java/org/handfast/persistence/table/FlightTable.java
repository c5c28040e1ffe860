package org.handfast.persistence.table;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

import org.hibernate.StatelessSession;
import org.hibernate.query.SelectionQuery;

import org.handfast.api.Address;
import org.handfast.api.State;
import org.handfast.api.Step;
import org.handfast.core.flight.FlightRecord;
import org.handfast.core.registry.ProtocolAddress;

/** Flight records. */
public final class FlightTable {

    private final StatelessSession session;

    /** The table in a session. */
    public FlightTable(StatelessSession session) {
        this.session = session;
    }

    /** A flight record. */
    public Optional<FlightRecord> find(UUID id) {
        return Optional.ofNullable(session.get(FlightRow.class, id)).map(FlightTable::record);
    }

    /** Those about an address, or all, newest first. */
    public List<FlightRecord> list(Optional<ProtocolAddress> about, int limit) {
        return about.map(a -> select(
                        "where f.protocol = :protocol and f.address = :address order by f.startedAt desc limit :limit",
                        q -> q.setParameter("protocol", a.protocol())
                                .setParameter("address", a.address().value())
                                .setParameter("limit", limit)))
                .orElseGet(() -> select("order by f.startedAt desc limit :limit", q -> q.setParameter("limit", limit)));
    }

    /** Those without an end. */
    public List<FlightRecord> unfinished() {
        return select("where f.endedAt is null", q -> {});
    }

    private List<FlightRecord> select(String how, Consumer<SelectionQuery<FlightRow>> parameters) {
        SelectionQuery<FlightRow> query = session.createSelectionQuery("from FlightRow f " + how, FlightRow.class);
        parameters.accept(query);
        return query.getResultList().stream().map(FlightTable::record).toList();
    }

    /** Writes flight records, in place of earlier ones with the same ids, which occur once each. */
    public void put(List<FlightRecord> flights) {
        Set<UUID> known = new HashSet<>(ByIds.select(
                session,
                "select f.id from FlightRow f where f.id",
                UUID.class,
                flights.stream().map(FlightRecord::id).toList()));
        flights.stream().filter(f -> known.contains(f.id())).forEach(f -> session.update(row(f)));
        flights.stream().filter(f -> !known.contains(f.id())).forEach(f -> session.insert(row(f)));
    }

    /** Deletes some of those with an end, but for the newest {@code keep}; gives how many. */
    public int tidy(int keep, int most) {
        List<UUID> old = session.createSelectionQuery(
                        "select f.id from FlightRow f where f.endedAt is not null"
                                + " order by f.startedAt desc limit :most offset :keep",
                        UUID.class)
                .setParameter("most", most)
                .setParameter("keep", keep)
                .getResultList();
        for (UUID id : old) {
            var row = new FlightRow();
            row.id = id;
            session.delete(row);
        }
        return old.size();
    }

    private static FlightRow row(FlightRecord flight) {
        var row = new FlightRow();
        row.id = flight.id();
        row.protocol = flight.protocol();
        row.conversationKey = flight.key();
        row.address = flight.address().map(Address::value).orElse(null);
        row.remote = flight.remote().orElse(null);
        row.phase = flight.phase().name();
        row.label = flight.label();
        row.outcome = flight.outcome().map(Step.Outcome::name).orElse(null);
        row.reason = flight.reason();
        row.startedAt = flight.startedAt();
        row.endedAt = flight.endedAt().orElse(null);
        row.entries = Json.entries(flight.entries());
        row.messagesIn = flight.messagesIn();
        row.messagesOut = flight.messagesOut();
        return row;
    }

    private static FlightRecord record(FlightRow row) {
        return new FlightRecord(
                row.id,
                row.protocol,
                row.conversationKey,
                Optional.ofNullable(row.address).map(Address::new),
                Optional.ofNullable(row.remote),
                State.Phase.valueOf(row.phase),
                row.label,
                Optional.ofNullable(row.outcome).map(Step.Outcome::valueOf),
                row.reason,
                row.startedAt,
                Optional.ofNullable(row.endedAt),
                Json.entries(row.entries),
                row.messagesIn,
                row.messagesOut);
    }
}

package org.handfast.persistence.table;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.hibernate.StatelessSession;

import org.handfast.api.Address;
import org.handfast.api.Bytes;
import org.handfast.api.Parcel;
import org.handfast.core.mailbox.MailboxSize;
import org.handfast.core.mailbox.ParcelHeader;
import org.handfast.core.mailbox.StoredParcel;
import org.handfast.core.registry.ProtocolAddress;

/** Parcels, by plain JDBC: they come and go by the thousand, and nothing is mapped that could not be mapped by hand. */
public final class ParcelTable {

    private static final String IN_MAILBOX = " where mailbox = ? and protocol = ? ";
    private static final String SIZES =
            "select mailbox, protocol, count(*), sum(octet_length(content)), min(at) from parcel";

    private final StatelessSession session;

    /** The table in a session. */
    public ParcelTable(StatelessSession session) {
        this.session = session;
    }

    private interface Parameters {
        void set(PreparedStatement statement) throws SQLException;
    }

    private interface Row<R> {
        R read(ResultSet row) throws SQLException;
    }

    private interface Sql<R> {
        R on(Connection connection) throws SQLException;
    }

    private <R> R sql(Sql<R> work) {
        return session.doReturningWork(work::on);
    }

    private <R> List<R> select(String query, Parameters parameters, Row<R> row) {
        return sql(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(query)) {
                parameters.set(statement);
                List<R> found = new ArrayList<>();
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        found.add(row.read(rows));
                    }
                }
                return found;
            }
        });
    }

    private int delete(String condition, Parameters parameters) {
        return sql(connection -> {
            try (PreparedStatement statement = connection.prepareStatement("delete from parcel" + condition)) {
                parameters.set(statement);
                return statement.executeUpdate();
            }
        });
    }

    /** Adds new ones. */
    public void add(List<StoredParcel> parcels) {
        if (parcels.isEmpty()) {
            return;
        }
        sql(connection -> {
            try (PreparedStatement insert =
                    connection.prepareStatement("insert into parcel values (?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
                for (StoredParcel parcel : parcels) {
                    set(insert, parcel);
                    insert.addBatch();
                }
                return insert.executeBatch();
            }
        });
    }

    private static void set(PreparedStatement insert, StoredParcel stored) throws SQLException {
        Parcel parcel = stored.parcel();
        insert.setLong(1, stored.number());
        insert.setString(2, stored.protocol());
        insert.setString(3, parcel.to().value());
        insert.setString(4, parcel.from().value());
        insert.setString(5, KeptText.kept(parcel.id()));
        if (parcel.topic().isPresent()) {
            insert.setString(6, KeptText.kept(parcel.topic().get()));
        } else {
            insert.setNull(6, Types.VARCHAR);
        }
        insert.setBytes(7, parcel.bytes().toArray());
        insert.setObject(8, stored.at().atOffset(ZoneOffset.UTC));
        insert.setObject(9, stored.until().atOffset(ZoneOffset.UTC));
    }

    /** Deletes those of numbers. */
    public void remove(Collection<Long> numbers) {
        if (numbers.isEmpty()) {
            return;
        }
        sql(connection -> {
            try (PreparedStatement delete = connection.prepareStatement("delete from parcel where number = ?")) {
                for (long number : numbers) {
                    delete.setLong(1, number);
                    delete.addBatch();
                }
                return delete.executeBatch();
            }
        });
    }

    /** The numbers that are there, from one to another. */
    public Set<Long> numbers(long from, long to) {
        return new HashSet<>(select(
                "select number from parcel where number between ? and ?",
                s -> {
                    s.setLong(1, from);
                    s.setLong(2, to);
                },
                row -> row.getLong(1)));
    }

    /**
     * What waits in a mailbox with a number above another, in order. That is named in full, or a database may go through all
     * mailboxes by their numbers.
     */
    public List<StoredParcel> waiting(ProtocolAddress mailbox, long after, int limit) {
        return select(
                "select number, sender, id, topic, content, at, until from parcel" + IN_MAILBOX
                        + "and number > ? order by mailbox, protocol, number limit ?",
                s -> {
                    set(s, mailbox);
                    s.setLong(3, after);
                    s.setInt(4, limit);
                },
                row -> new StoredParcel(
                        mailbox.protocol(),
                        new Parcel(
                                mailbox.address(),
                                new Address(row.getString(2)),
                                KeptText.original(row.getString(3)),
                                Optional.ofNullable(row.getString(4)).map(KeptText::original),
                                Bytes.wrap(row.getBytes(5))),
                        row.getLong(1),
                        time(row, 6),
                        time(row, 7)));
    }

    /** The same without their bytes, all of them. */
    public List<ParcelHeader> headers(ProtocolAddress mailbox) {
        return select(
                "select number, sender, id, topic, octet_length(content), at, until from parcel" + IN_MAILBOX
                        + "order by mailbox, protocol, number",
                s -> set(s, mailbox),
                row -> new ParcelHeader(
                        row.getLong(1),
                        new Address(row.getString(2)),
                        KeptText.original(row.getString(3)),
                        Optional.ofNullable(row.getString(4)).map(KeptText::original),
                        row.getInt(5),
                        time(row, 6),
                        time(row, 7)));
    }

    private static Instant time(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /** The highest number, 0 if there is none. */
    public long lastNumber() {
        return select("select coalesce(max(number), 0) from parcel", s -> {}, row -> row.getLong(1))
                .getFirst();
    }

    /** The mailboxes with some that have expired. */
    public List<ProtocolAddress> withExpired(Instant now) {
        return select(
                "select distinct mailbox, protocol from parcel where until <= ?",
                s -> s.setObject(1, now.atOffset(ZoneOffset.UTC)),
                ParcelTable::mailbox);
    }

    /** Deletes those that have expired, a portion of them; gives how many it was. */
    public int removeExpired(Instant now, int portion) {
        return delete(" where number in (select number from parcel where until <= ? limit ?)", s -> {
            s.setObject(1, now.atOffset(ZoneOffset.UTC));
            s.setInt(2, portion);
        });
    }

    /** Deletes those for an address and those from it; gives the mailboxes that lost any. */
    public List<ProtocolAddress> forget(ProtocolAddress owner) {
        List<ProtocolAddress> lost = new ArrayList<>(select(
                "select distinct mailbox, protocol from parcel where sender = ? and protocol = ?",
                s -> set(s, owner),
                ParcelTable::mailbox));
        delete(" where sender = ? and protocol = ?", s -> set(s, owner));
        if (delete(IN_MAILBOX, s -> set(s, owner)) > 0 && !lost.contains(owner)) {
            lost.add(owner);
        }
        return lost;
    }

    /** How much waits where, most first. */
    public List<MailboxSize> sizes(int limit) {
        return select(
                SIZES + " group by mailbox, protocol order by 3 desc, 4 desc, protocol, mailbox limit ?",
                s -> s.setInt(1, limit),
                ParcelTable::size);
    }

    /** How much waits in one mailbox. */
    public MailboxSize size(ProtocolAddress mailbox) {
        return select(SIZES + IN_MAILBOX + "group by mailbox, protocol", s -> set(s, mailbox), ParcelTable::size)
                .stream()
                .findFirst()
                .orElse(MailboxSize.empty(mailbox));
    }

    private static MailboxSize size(ResultSet row) throws SQLException {
        return new MailboxSize(mailbox(row), row.getInt(3), row.getLong(4), Optional.of(time(row, 5)));
    }

    private static ProtocolAddress mailbox(ResultSet row) throws SQLException {
        return new ProtocolAddress(row.getString(2), new Address(row.getString(1)));
    }

    private static void set(PreparedStatement statement, ProtocolAddress address) throws SQLException {
        statement.setString(1, address.address().value());
        statement.setString(2, address.protocol());
    }
}

package org.handfast.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javax.sql.DataSource;

import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import org.handfast.core.mailbox.ParcelStore;
import org.handfast.core.store.Changes;
import org.handfast.core.store.Committed;
import org.handfast.core.store.MemoryStore;
import org.handfast.core.store.Store;
import org.handfast.testkit.ParcelStoreContract;
import org.handfast.testkit.StoreContract;
import org.handfast.testkit.store.OutageContract;
import org.handfast.testkit.store.ReopenContract;

/** The contracts of a store over a database, which is opened once for all of them and emptied for each. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DatabaseContract implements StoreContract, ParcelStoreContract, OutageContract, ReopenContract {

    private static final List<String> TABLES = List.of(
            "device_address",
            "device_key",
            "device_fact",
            "device",
            "pairing",
            "peering",
            "parcel",
            "offer",
            "stored_value",
            "claim",
            "item",
            "flight",
            "conversation",
            "audit");

    private BrittleDataSource dataSource;
    private Database database;

    /** Begins the database; called once. */
    abstract DataSource begin() throws Exception;

    /** Ends it. */
    abstract void end() throws Exception;

    /** It was closed, and is opened again next. */
    void closed() {}

    @BeforeAll
    void open() throws Exception {
        dataSource = new BrittleDataSource(begin());
        database = Database.open(dataSource.dataSource());
    }

    @BeforeEach
    void empty() throws SQLException {
        try (Connection connection = dataSource.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            for (String table : TABLES) {
                statement.executeUpdate("delete from " + table);
            }
        }
        database.changedByOthers();
    }

    @AfterAll
    void close() throws Exception {
        database.close();
        end();
    }

    /** What a group commits is judged in memory, by what was loaded of it, and then written as a difference. */
    @Test
    void aGroupIsAsIfItsChangesWereMadeOneAfterTheOther() {
        var random = new Random(1);
        var model = new MemoryStore();
        try (SessionFactory sessions = HibernateStart.start(dataSource.dataSource())) {
            for (int round = 0; round < 150; round++) {
                List<Changes> group = Stream.generate(() -> ItemChanges.some(random, model))
                        .limit(1 + random.nextInt(6))
                        .toList();
                List<Committed> expected = group.stream().map(model::commit).toList();
                assertThat(settle(sessions, group))
                        .as("round %d: %s", round, group)
                        .isEqualTo(expected);
                assertThat(ItemChanges.all(store()))
                        .as("after round %d: %s", round, group)
                        .isEqualTo(ItemChanges.all(model));
            }
        }
    }

    private static List<Committed> settle(SessionFactory sessions, List<Changes> group) {
        try (StatelessSession session = sessions.openStatelessSession()) {
            session.beginTransaction();
            List<Committed> answers = new Settlement(session, () -> 1).settle(group);
            session.getTransaction().commit();
            return answers;
        }
    }

    @Override
    public Store store() {
        return database.store();
    }

    @Override
    public ParcelStore parcels() {
        return database.parcels();
    }

    @Override
    public void takeAway() {
        dataSource.off();
    }

    @Override
    public void bringBack() {
        dataSource.on();
    }

    @Override
    public void reopen() {
        database.close();
        closed();
        database = Database.open(dataSource.dataSource());
    }
}

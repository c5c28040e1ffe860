package org.handfast.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

import org.handfast.core.mailbox.ParcelStore;
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

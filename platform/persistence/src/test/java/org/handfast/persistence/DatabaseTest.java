package org.handfast.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.handfast.api.Fault;
import org.handfast.api.Fault.Category;
import org.handfast.core.store.Changes;
import org.handfast.core.store.StoredValue;
import org.handfast.core.store.Write;

/** Opening a database, and what is said if that cannot be. */
class DatabaseTest {

    private final JdbcConnectionPool pool = JdbcConnectionPool.create("jdbc:h2:mem:opening", "sa", "");

    @TempDir
    Path folder;

    @AfterEach
    void dispose() {
        pool.dispose();
    }

    @Test
    void makesItsTablesInAnEmptyDatabaseOnce() throws SQLException {
        try (Connection held = pool.getConnection()) {
            try (Database first = Database.open(pool)) {
                first.store().commit(Changes.of(new Write.PutValue(new StoredValue("v", "kept", 0))));
            }
            try (Database again = Database.open(pool)) {
                assertThat(again.store().value("v")).contains(new StoredValue("v", "kept", 1));
            }
            try (Statement statement = held.createStatement();
                    ResultSet rows = statement.executeQuery(
                            "select count(*) from \"flyway_schema_history\" where \"type\" = 'SQL'")) {
                rows.next();
                assertThat(rows.getInt(1)).isEqualTo(5);
            }
        }
    }

    /** The server that the hub runs in closes connections when H2's classes cannot be loaded any more. */
    @Test
    void closesAnEmbeddedDatabaseAlthoughOthersAreConnectedToIt() throws SQLException {
        JdbcConnectionPool file = H2.pool(folder);
        try (Connection held = file.getConnection()) {
            try (Database database = Database.open(file)) {
                database.store().commit(Changes.of(new Write.PutValue(new StoredValue("v", "kept", 0))));
                assertThat(held.isValid(1)).isTrue();
            }
            assertThat(held.isValid(1)).isFalse();
        }
        H2.forgetClosed(file);
        try (Database again = Database.open(file)) {
            assertThat(again.store().value("v")).contains(new StoredValue("v", "kept", 1));
        } finally {
            file.dispose();
        }
    }

    @Test
    void givesItsConnectionsBackWhenItIsClosed() throws SQLException {
        try (Connection held = pool.getConnection()) {
            Database.open(pool).close();
            assertThat(pool.getActiveConnections()).isEqualTo(1);
        }
    }

    @Test
    void refusesADatabaseOfANewerHub() throws SQLException {
        refuses(
                "insert into \"flyway_schema_history\" values"
                        + " (9, '99', 'from the future', 'SQL', 'V99__from_the_future.sql', 1, 'sa', now(), 1, true)",
                Category.CONFIGURATION,
                "database-newer",
                "99");
    }

    @Test
    void refusesADatabaseThatAnotherMigrationMade() throws SQLException {
        refuses(
                "update \"flyway_schema_history\" set \"checksum\" = 1",
                Category.CONFIGURATION,
                "database-changed",
                "Restore");
    }

    @Test
    void refusesADatabaseWhoseTablesWereChangedByHand() throws SQLException {
        refuses("alter table flight drop column reason", Category.CONFIGURATION, "database-changed", "Restore");
    }

    private void refuses(String change, Category category, String code, String detail) throws SQLException {
        try (Connection held = pool.getConnection();
                Statement statement = held.createStatement()) {
            Database.open(pool).close();
            statement.executeUpdate(change);
            assertRefused(pool, category, code, detail);
            assertThat(pool.getActiveConnections()).isEqualTo(1);
        }
    }

    @Test
    void refusesADatabaseThatIsNotAHubs() throws SQLException {
        try (Connection held = pool.getConnection();
                Statement statement = held.createStatement()) {
            statement.executeUpdate("create table somebody_elses (id integer)");
            assertRefused(pool, Category.CONFIGURATION, "database-foreign", "empty");
        }
    }

    @Test
    void saysThatAnotherHubHasTheFile() throws Exception {
        JdbcConnectionPool first = H2.pool(folder);
        Database.open(first).close();
        first.dispose();
        try (var file = FileChannel.open(folder.resolve("hub.mv.db"), StandardOpenOption.WRITE);
                FileLock lock = file.lock()) {
            assertThat(lock.isValid()).isTrue();
            JdbcConnectionPool second = H2.pool(folder);
            assertRefused(second, Category.CONFIGURATION, "database-in-use", "Another hub");
            second.dispose();
        }
    }

    @Test
    void saysThatThePasswordIsWrong() throws SQLException {
        try (Connection held = pool.getConnection()) {
            assertThat(held.isValid(0)).isTrue();
            var wrong = new JdbcDataSource();
            wrong.setURL("jdbc:h2:mem:opening");
            wrong.setUser("sa");
            wrong.setPassword("guessed");
            assertRefused(wrong, Category.CONFIGURATION, "database-refuses", "password");
        }
    }

    @Test
    void saysThatTheDatabaseCannotBeReached() {
        var brittle = new BrittleDataSource(pool);
        brittle.off();
        assertRefused(brittle.dataSource(), Category.HUB_FAULT, "store-unavailable", "08001");
    }

    private static void assertRefused(DataSource dataSource, Category category, String code, String detail) {
        assertThatExceptionOfType(Fault.class)
                .isThrownBy(() -> Database.open(dataSource))
                .satisfies(fault -> {
                    assertThat(fault.category()).isEqualTo(category);
                    assertThat(fault.code()).isEqualTo(code);
                    assertThat(fault.detail()).contains(detail);
                });
    }
}

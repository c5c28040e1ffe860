package org.handfast.persistence;

import java.nio.file.Path;
import java.sql.SQLException;
import javax.sql.DataSource;

import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.io.TempDir;

class H2FileStoreTest extends DatabaseContract {

    @TempDir
    static Path folder;

    private JdbcConnectionPool pool;

    @Override
    DataSource begin() {
        pool = H2.pool(folder);
        return pool;
    }

    @Override
    void closed() {
        H2.forgetClosed(pool);
    }

    @Override
    void end() throws SQLException {
        pool.dispose();
    }
}

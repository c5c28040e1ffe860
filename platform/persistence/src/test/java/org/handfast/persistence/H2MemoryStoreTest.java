package org.handfast.persistence;

import java.sql.SQLException;
import javax.sql.DataSource;

import org.h2.jdbcx.JdbcConnectionPool;

class H2MemoryStoreTest extends DatabaseContract {

    private final JdbcConnectionPool pool = JdbcConnectionPool.create("jdbc:h2:mem:contract", "sa", "");

    @Override
    DataSource begin() {
        return pool;
    }

    @Override
    void end() throws SQLException {
        pool.dispose();
    }
}

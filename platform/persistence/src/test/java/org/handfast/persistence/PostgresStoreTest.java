package org.handfast.persistence;

import javax.sql.DataSource;

import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.condition.EnabledIf;

/** The contracts over PostgreSQL, where its programs are installed. */
@EnabledIf(value = "org.handfast.persistence.Postgres#installed", disabledReason = "no PostgreSQL is installed here")
class PostgresStoreTest extends DatabaseContract {

    private Postgres server;
    private JdbcConnectionPool pool;

    @Override
    DataSource begin() throws Exception {
        server = Postgres.start();
        pool = server.pool();
        return pool;
    }

    @Override
    void end() throws Exception {
        pool.dispose();
        server.stop();
    }
}

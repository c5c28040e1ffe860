package org.handfast.persistence;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

import org.h2.jdbcx.JdbcConnectionPool;

/** H2 on a file, as the hub is to use it. */
final class H2 {

    private H2() {}

    /** A pool of connections to the database {@code hub} in a folder. */
    static JdbcConnectionPool pool(Path folder) {
        return pool(folder, "");
    }

    /** The same, to a database that uses space in its file again at once, as others do only after 45 s. */
    static JdbcConnectionPool thrifty(Path folder) {
        return pool(folder, ";RETENTION_TIME=0");
    }

    private static JdbcConnectionPool pool(Path folder, String more) {
        return JdbcConnectionPool.create(
                "jdbc:h2:file:async:" + folder.toAbsolutePath().resolve("hub")
                        + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;QUERY_CACHE_SIZE=128" + more,
                "sa",
                "");
    }

    /** Takes connections to a database that was closed out of a pool, which does not look at what it hands out. */
    static void forgetClosed(JdbcConnectionPool pool) {
        for (int i = 0; i < pool.getMaxConnections(); i++) {
            try (Connection open = pool.getConnection()) {
                return;
            } catch (SQLException closed) {
                // Gone by that; the next may be another.
            }
        }
    }
}

package org.handfast.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * As many rows as a first pairing leaves behind, of the same sizes, in as many transactions, by plain JDBC into H2 in a file:
 * what any hub that keeps them must pay.
 */
final class RowsOfAPairing {

    private static final int WARM_UP = 1_000;
    private static final int TIMES = 2_000;

    /** Proposed, approved with the first claims, established. */
    private static final int TRANSACTIONS = 3;

    /** Pairing, device, address, key, fact, three claims, audit row, flight record. */
    private static final int ROWS = 10;

    /** Seconds of processor time for one pairing's, on all threads of this process. */
    double cpuSeconds() throws IOException, SQLException {
        try (var folder = TemporaryFolder.create();
                Connection connection = DriverManager.getConnection(
                        "jdbc:h2:file:async:" + folder.path().resolve("db") + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE",
                        "sa",
                        "sa")) {
            connection.setAutoCommit(false);
            try (var create = connection.createStatement()) {
                create.execute("create table kept (id bigint auto_increment primary key, name varchar(128), protocol"
                        + " varchar(64), contents varbinary(4000), since timestamp with time zone)");
                create.execute("create unique index kept_name on kept (protocol, name)");
            }
            connection.commit();
            long next = write(connection, 0, WARM_UP);
            long before = cpu();
            write(connection, next, TIMES);
            return (cpu() - before) / 1e9 / TIMES;
        }
    }

    private static long write(Connection connection, long from, int pairings) throws SQLException {
        long at = from;
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into kept (name, protocol, contents, since) values (?, 'direct-tcp', ?, current_timestamp)")) {
            for (int i = 0; i < pairings; i++) {
                for (int transaction = 0; transaction < TRANSACTIONS; transaction++) {
                    for (int row = transaction; row < ROWS; row += TRANSACTIONS) {
                        insert.setString(1, "name " + at++);
                        insert.setBytes(2, new byte[row == 0 ? 3_000 : 200]);
                        insert.executeUpdate();
                    }
                    connection.commit();
                }
            }
        }
        return at;
    }

    private static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}

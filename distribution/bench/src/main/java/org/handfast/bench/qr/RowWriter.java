package org.handfast.bench.qr;

import java.sql.SQLException;

/** Somebody who writes the rows that the hub writes for the same. For one thread. */
interface RowWriter {

    /** What a transaction is of. */
    interface Rows {
        void write(Sql sql) throws SQLException;
    }

    /** Makes a transaction of rows, and returns once they are committed. */
    interface Transactions {
        void run(Rows rows) throws Exception;
    }

    /** Writes what must be there before. */
    void begin(Sql sql) throws SQLException;

    /** Does it once, in as many transactions as the hub. */
    void once(Transactions transactions) throws Exception;
}

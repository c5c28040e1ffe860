package org.handfast.bench.relay;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.handfast.bench.Figures;
import org.handfast.bench.Server;
import org.handfast.bench.TemporaryFolder;

/** The rows that stored messages leave behind, of the same size, one to a transaction, by plain JDBC into H2 in a file. */
public final class ParcelRows {

    private static final String READY = "rows/s";
    private static final int THREADS = 8;

    private static final int MAILBOXES = 50;

    /** The hub's own table, with all of its indexes. */
    private static final String TABLE = "runscript from 'classpath:db/migration/V2__parcels_and_relations.sql'";

    private static final String INSERT = "insert into parcel values (?, 'relay-key-exchange', ?, 'SENDER0', ?, null, ?,"
            + " current_timestamp, current_timestamp)";

    private final String url;
    private final AtomicLong numbers = new AtomicLong();

    private ParcelRows(String url) {
        this.url = url;
    }

    /** Rows a second, in a Java of its own under the hub's flags and on its cores. */
    static double perSecond(List<String> before, Settings settings) throws IOException {
        try (Server rows = Server.java(
                READY,
                before,
                ParcelRows.class,
                Integer.toString(settings.warmUpSeconds()),
                Integer.toString(settings.windowSeconds()),
                Integer.toString(settings.windows()))) {
            return Double.parseDouble(rows.banner().getLast().substring(READY.length()));
        }
    }

    /** Seconds to warm up, seconds to measure, and how often; says the median, and runs until it is ended. */
    public static void main(String[] arguments) throws Exception {
        try (var folder = TemporaryFolder.create()) {
            String url = "jdbc:h2:file:async:" + folder.path().resolve("db") + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";
            try (Connection keeper = DriverManager.getConnection(url, "sa", "sa");
                    Statement create = keeper.createStatement()) {
                create.execute(TABLE);
                var rows = new ParcelRows(url);
                rows.write(Integer.parseInt(arguments[0]));
                var windows = new double[Integer.parseInt(arguments[2])];
                for (int i = 0; i < windows.length; i++) {
                    windows[i] = rows.write(Integer.parseInt(arguments[1]));
                }
                System.out.println(READY + " " + Figures.median(windows));
            }
        }
        System.in.read();
    }

    private double write(int seconds) throws InterruptedException, ExecutionException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        Callable<Integer> work = () -> writeUntil(end);
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            int done = 0;
            for (Future<Integer> one : threads.invokeAll(Collections.nCopies(THREADS, work))) {
                done += one.get();
            }
            return done / (double) seconds;
        }
    }

    private int writeUntil(long end) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, "sa", "sa");
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            connection.setAutoCommit(false);
            int done = 0;
            while (System.nanoTime() < end) {
                long number = numbers.incrementAndGet();
                insert.setLong(1, number);
                insert.setString(2, String.format(Locale.ROOT, "CODE%03d", number % MAILBOXES));
                insert.setString(3, "m" + number);
                insert.setBytes(4, new byte[Dialect.FRAME_BYTES]);
                insert.executeUpdate();
                connection.commit();
                done++;
            }
            return done;
        }
    }
}

package org.handfast.bench.qr;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import com.sun.management.OperatingSystemMXBean;

import org.handfast.bench.Measured;
import org.handfast.bench.Server;
import org.handfast.bench.TemporaryFolder;

/** The same rows by plain JDBC, into H2 as the hub has it, in a Java of its own under the hub's flags and on its cores. */
public final class RowsServer {

    private static final String READY = "rows/s";
    private static final List<String> TABLES =
            List.of("V1__what_the_hub_keeps", "V2__parcels_and_relations", "V3__durable_conversations", "V4__items");

    private RowsServer() {}

    /** How transactions come about. */
    enum Commits {
        /** Each thread commits its own, on a connection of its own. */
        EACH("plain JDBC"),
        /** All that come at a time are one. */
        GROUPED("plain JDBC with group commit");

        private final String told;

        Commits(String told) {
            this.told = told;
        }

        String told() {
            return told;
        }
    }

    /**
     * How often in a second, and for how much CPU.
     *
     * @param batch packets in a sync; 0 for connections
     */
    static Measured measure(List<String> before, QrSettings settings, int threads, int batch, Commits commits)
            throws IOException {
        try (Server rows = Server.java(
                READY,
                before,
                RowsServer.class,
                commits.name(),
                Integer.toString(threads),
                Integer.toString(batch),
                Integer.toString(settings.accounts() / threads),
                Integer.toString(settings.warmUpSeconds()),
                Integer.toString(settings.windowSeconds()),
                Integer.toString(settings.windows()))) {
            String[] said = rows.banner().getLast().split(" ", -1);
            return new Measured(Integer.parseInt(said[1]), Double.parseDouble(said[2]), Double.parseDouble(said[3]));
        }
    }

    /** Measures, says how often, in how many seconds, with how many of CPU; and runs until it is ended. */
    public static void main(String[] arguments) throws Exception {
        Commits commits = Commits.valueOf(arguments[0]);
        int[] numbers = new int[arguments.length - 1];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Integer.parseInt(arguments[i + 1]);
        }
        try (var folder = TemporaryFolder.create();
                Connection keeper = connect(folder)) {
            tables(keeper);
            List<RowWriter> writers = new ArrayList<>();
            for (int i = 0; i < numbers[0]; i++) {
                writers.add(
                        numbers[1] == 0
                                ? new ConnectionRows(i, numbers[2])
                                : new PacketRows(i, QrBench.PAIRS_PER_THREAD, numbers[1]));
            }
            begin(folder, writers);
            List<RowWriter.Transactions> transactions = new ArrayList<>();
            var grouped = new GroupedWrites(new Sql(connect(folder)));
            for (int i = 0; i < writers.size(); i++) {
                transactions.add(commits == Commits.GROUPED ? grouped : own(new Sql(connect(folder))));
            }
            write(writers, transactions, numbers[3]);
            List<Measured> windows = new ArrayList<>();
            for (int i = 0; i < numbers[5]; i++) {
                windows.add(write(writers, transactions, numbers[4]));
            }
            windows.sort(Comparator.comparingDouble(Measured::perSecond));
            Measured middle = windows.get(windows.size() / 2);
            System.out.println(READY + " " + middle.count() + " " + middle.seconds() + " " + middle.cpuSeconds());
        }
        System.in.read();
    }

    private static Connection connect(TemporaryFolder folder) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:h2:file:async:" + folder.path().resolve("db")
                        + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;QUERY_CACHE_SIZE=128",
                "sa",
                "sa");
    }

    private static void tables(Connection connection) throws SQLException {
        try (Statement create = connection.createStatement()) {
            for (String table : TABLES) {
                create.execute("runscript from 'classpath:db/migration/" + table + ".sql'");
            }
        }
    }

    private static void begin(TemporaryFolder folder, List<RowWriter> writers) throws SQLException {
        try (var sql = new Sql(connect(folder))) {
            for (RowWriter writer : writers) {
                writer.begin(sql);
            }
            sql.commit();
        }
    }

    private static RowWriter.Transactions own(Sql sql) {
        return rows -> {
            rows.write(sql);
            sql.commit();
        };
    }

    private static Measured write(List<RowWriter> writers, List<RowWriter.Transactions> transactions, int seconds)
            throws Exception {
        long begun = System.nanoTime();
        long end = begun + TimeUnit.SECONDS.toNanos(seconds);
        double cpu = cpuSeconds();
        List<Callable<Integer>> work = new ArrayList<>();
        for (int i = 0; i < writers.size(); i++) {
            RowWriter writer = writers.get(i);
            RowWriter.Transactions own = transactions.get(i);
            work.add(() -> {
                int done = 0;
                while (System.nanoTime() < end) {
                    writer.once(own);
                    done++;
                }
                return done;
            });
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(writers.size())) {
            int done = 0;
            for (Future<Integer> one : threads.invokeAll(work)) {
                done += one.get();
            }
            return new Measured(done, (System.nanoTime() - begun) / 1e9, cpuSeconds() - cpu);
        }
    }

    private static double cpuSeconds() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime() / 1e9;
    }
}

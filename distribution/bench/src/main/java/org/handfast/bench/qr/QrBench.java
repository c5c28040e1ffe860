package org.handfast.bench.qr;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;

import org.handfast.bench.Measured;
import org.handfast.bench.ProcessMeter;
import org.handfast.bench.Server;
import org.handfast.bench.ServerCost;
import org.handfast.bench.Toolkits;
import org.handfast.bench.qr.QrSettings.Workload;
import org.handfast.bench.qr.RowsServer.Commits;
import org.handfast.core.crypto.Toolkit;

/**
 * QR connections: what a connection and a packet cost the hub, against the same rows by plain JDBC and its signatures alone,
 * and how long they take.
 */
public final class QrBench {

    /** How many packets a sync brings. */
    static final List<Integer> BATCHES = List.of(1, 20);

    /** How many pairs of accounts a client syncs in turn. */
    static final int PAIRS_PER_THREAD = 4;

    private static final List<Integer> CONNECTIONS = List.of(1, 50);
    private static final int SYNC_THREADS = 8;
    private static final int CONNECTIONS_PER_SECOND = 50;
    private static final int SYNCS_PER_SECOND = 100;

    /** Room for the load; what is limited is not what is measured. */
    private static final List<String> ROOM = List.of(
            "qr-connection.accounts=open",
            "qr-connection.connections-at-a-time=100000000",
            "qr-connection.packets-per-minute=100000000",
            "limit.links-per-address=1000",
            "limit.opens-per-address=100000000",
            "limit.requests-per-address=100000000",
            "limit.conversations=200000",
            "limit.protocol-conversations=200000");

    private final Path bundle;
    private final List<String> before;
    private final QrSettings settings;
    private final Toolkit toolkit = Toolkits.create();
    private final QrReport report = new QrReport();

    /**
     * A bench.
     *
     * @param bundle the hub's
     * @param before what is put before the command of each server, to pin it to cores that the load does not use
     * @param arguments see the README
     */
    public QrBench(Path bundle, List<String> before, List<String> arguments) {
        this.bundle = bundle;
        this.before = before;
        this.settings = QrSettings.parse(arguments);
    }

    /** Measures, and says what came of it. */
    public void run() throws IOException, InterruptedException, ExecutionException {
        System.out.println(settings.told(before));
        try (Running hub = Running.start(bundle, before)) {
            measure(hub);
        }
        if (settings.hasAnyOf(Workload.CONNECT)) {
            for (int threads : settings.threads()) {
                report.connections(threads, rows(threads, 0, Commits.EACH), rows(threads, 0, Commits.GROUPED));
            }
        }
        if (settings.hasAnyOf(Workload.PACKETS)) {
            for (int batch : BATCHES) {
                report.packets(
                        batch, rows(SYNC_THREADS, batch, Commits.EACH), rows(SYNC_THREADS, batch, Commits.GROUPED));
            }
        }
        report.print(settings, new Signatures(toolkit));
    }

    /** All in one process, so that one warm-up does for most of it. */
    private void measure(Running hub) throws IOException, InterruptedException, ExecutionException {
        if (settings.hasAnyOf(Workload.CONNECT)) {
            for (int threads : settings.threads()) {
                report.connections(threads, connections(hub, threads));
            }
        }
        if (settings.hasAnyOf(Workload.PACKETS)) {
            for (int batch : BATCHES) {
                String what = "packets, " + batch + " a sync";
                report.packets(batch, syncs(hub, PAIRS_PER_THREAD, 1, batch, what));
            }
        }
        if (settings.hasAnyOf(Workload.EMPTY)) {
            for (int connections : CONNECTIONS) {
                String what = "empty syncs of accounts with " + connections;
                report.empty(connections, syncs(hub, 1, connections, 0, what));
            }
        }
        if (settings.hasAnyOf(Workload.LATENCY)) {
            latencies(hub);
        }
    }

    /** A hub that runs, and what is known of it. */
    private record Running(Server server, int port, String id) implements AutoCloseable {

        static Running start(Path bundle, List<String> before) throws IOException {
            Server server = Server.hub(bundle, false, before, ROOM);
            int port = server.httpPort();
            try (var http = new Http(port)) {
                return new Running(server, port, http.get("/hub").path("hub_id").asText());
            }
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }

    private ServerCost connections(Running hub, int threads)
            throws IOException, InterruptedException, ExecutionException {
        System.out.println("… hub: connections, " + threads + " clients");
        try (var crew = Crew.of(threads, connector(hub, threads))) {
            return measure(crew, hub.server().meter());
        }
    }

    private Callable<Worker> connector(Running hub, int threads) {
        return () -> new Connector(hub.port(), hub.id(), toolkit, settings.accounts() / threads);
    }

    private ServerCost syncs(Running hub, int pairs, int connections, int batch, String what)
            throws IOException, InterruptedException, ExecutionException {
        System.out.println("… hub: " + what);
        try (var crew = Crew.of(SYNC_THREADS, syncer(hub, pairs, connections, batch))) {
            return measure(crew, hub.server().meter());
        }
    }

    private Callable<Worker> syncer(Running hub, int pairs, int connections, int batch) {
        return () -> new Syncer(hub.port(), hub.id(), toolkit, pairs, connections, batch);
    }

    private ServerCost measure(Crew crew, ProcessMeter meter)
            throws IOException, InterruptedException, ExecutionException {
        crew.asFastAsTheyCan(settings.warmUpSeconds());
        List<ServerCost> windows = new ArrayList<>();
        for (int i = 0; i < settings.windows(); i++) {
            ServerCost.Begun begun = ServerCost.begin(meter);
            windows.add(begun.done(crew.asFastAsTheyCan(settings.windowSeconds())));
        }
        return ServerCost.middle(windows);
    }

    private Measured rows(int threads, int batch, Commits commits) throws IOException {
        System.out.println("… " + commits.told() + ", " + threads + " threads");
        return RowsServer.measure(before, settings, threads, batch, commits);
    }

    private void latencies(Running hub) throws IOException, InterruptedException, ExecutionException {
        System.out.println("… hub: latencies");
        // One after the other: the hub closes connections that say nothing for a minute.
        try (var connectors = Crew.of(SYNC_THREADS, connector(hub, SYNC_THREADS))) {
            steady(connectors, CONNECTIONS_PER_SECOND);
        }
        try (var syncers = Crew.of(SYNC_THREADS, syncer(hub, PAIRS_PER_THREAD, 1, 1))) {
            steady(syncers, SYNCS_PER_SECOND);
        }
    }

    private void steady(Crew crew, int perSecond) throws InterruptedException, ExecutionException {
        crew.asFastAsTheyCan(settings.warmUpSeconds());
        crew.atRate(perSecond, settings.windowSeconds());
        report.latency(
                ", " + perSecond + " a second", crew.atRate(perSecond, settings.windows() * settings.windowSeconds()));
    }
}

package org.handfast.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.handfast.core.crypto.Toolkit;

/**
 * Complete first pairings a second with {@code approval.default=accept} on H2 in a file, and the hub's CPU for each, against
 * the sum of its crypto operations and the same rows by plain JDBC.
 */
final class PairingBench {

    private static final int DEVICES = 16;
    private static final int WARM_UP_SECONDS = 20;
    private static final int SECONDS = 20;

    private final Path bundle;

    PairingBench(Path bundle) {
        this.bundle = bundle;
    }

    void run() throws Exception {
        Toolkit toolkit = Toolkits.create();
        double hubCpu;
        try (Server hub = Server.hub(
                bundle,
                true,
                "approval.default=accept",
                "limit.opens-per-address=100000000",
                "limit.links-per-address=100000",
                "limit.flights=1000")) {
            load(hub.port(), toolkit, WARM_UP_SECONDS);
            double before = hub.meter().cpuSeconds();
            long pairings = load(hub.port(), toolkit, SECONDS);
            double cpu = hub.meter().cpuSeconds() - before;
            hubCpu = cpu / pairings;
            System.out.printf(
                    "%d devices at a time: %.0f pairings/s, %.2f ms of the hub's CPU each, %.0f MiB resident%n",
                    DEVICES,
                    pairings / (double) SECONDS,
                    hubCpu * 1e3,
                    hub.meter().residentMib());
        }
        double crypto = new CryptoOfAPairing(toolkit).cpuSeconds();
        double rows = new RowsOfAPairing().cpuSeconds();
        System.out.printf("its crypto alone: %.2f ms; its rows by plain JDBC: %.2f ms%n", crypto * 1e3, rows * 1e3);
        Figures.ratio("hub's CPU to crypto and rows", hubCpu / (crypto + rows), 3);
    }

    private static long load(int port, Toolkit toolkit, int seconds) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        Callable<Long> work = () -> {
            long done = 0;
            while (System.nanoTime() < end) {
                pairOnce(port, toolkit);
                done++;
            }
            return done;
        };
        try (ExecutorService threads = Executors.newFixedThreadPool(DEVICES)) {
            long done = 0;
            for (Future<Long> one : threads.invokeAll(Collections.nCopies(DEVICES, work))) {
                done += one.get();
            }
            return done;
        }
    }

    private static void pairOnce(int port, Toolkit toolkit) throws IOException {
        try (var device = new LoadDevice(port, Toolkits.forOnePairing(toolkit))) {
            device.pair();
        }
    }
}

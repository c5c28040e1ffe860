package org.handfast.bench;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** CPU seconds from start to ready and resident memory at rest, against bare Payara under the same flags, in turns. */
final class StartBench {

    private static final int RUNS = 5;
    private static final int REST_SECONDS = 5;

    private final Path bundle;

    StartBench(Path bundle) {
        this.bundle = bundle;
    }

    private record Start(double wall, double cpu, double resident) {}

    void run() throws Exception {
        // The first one makes the cache of loaded classes, when it stops.
        measure("hub, making the start cache", Server.hub(bundle, true));
        double[] bareCpu = new double[RUNS];
        double[] hubCpu = new double[RUNS];
        double[] cachedCpu = new double[RUNS];
        double[] resident = new double[RUNS];
        for (int i = 0; i < RUNS; i++) {
            bareCpu[i] = measure("bare Payara", Server.barePayara(bundle)).cpu();
            hubCpu[i] = measure("hub, no cache", Server.hub(bundle, false)).cpu();
            Start cached = measure("hub", Server.hub(bundle, true));
            cachedCpu[i] = cached.cpu();
            resident[i] = cached.resident();
        }
        System.out.println();
        Figures.ratio(
                "start CPU, hub without cache to bare Payara", Figures.median(hubCpu) / Figures.median(bareCpu), 2);
        Figures.ratio(
                "start CPU, hub with cache to bare Payara", Figures.median(cachedCpu) / Figures.median(bareCpu), 2);
        Figures.ratio("resident at rest, MiB", Figures.median(resident), 480);
    }

    private static Start measure(String what, Server server) throws Exception {
        try (server) {
            double cpu = server.meter().cpuSeconds();
            TimeUnit.SECONDS.sleep(REST_SECONDS);
            var start = new Start(server.readySeconds(), cpu, server.meter().residentMib());
            System.out.printf(
                    "%-28s %6.1f s wall %6.1f s CPU %6.0f MiB%n", what, start.wall(), start.cpu(), start.resident());
            return start;
        }
    }
}

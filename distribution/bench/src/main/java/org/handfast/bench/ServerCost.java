package org.handfast.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Comparator;
import java.util.List;

import com.sun.management.OperatingSystemMXBean;

/**
 * What some work has cost.
 *
 * @param server the server
 * @param loadPercent how busy the load program was, in percent of one core: at 100 it is what was measured
 */
public record ServerCost(Measured server, double loadPercent) {

    /** Work that is under way. */
    public static final class Begun {

        private final ProcessMeter meter;
        private final long at = System.nanoTime();
        private final double server;
        private final double load = ownCpuSeconds();

        private Begun(ProcessMeter meter) throws IOException {
            this.meter = meter;
            this.server = meter.cpuSeconds();
        }

        /** What it has cost by now, so much of it being done. */
        public ServerCost done(int count) throws IOException {
            double seconds = (System.nanoTime() - at) / 1e9;
            return new ServerCost(
                    new Measured(count, seconds, meter.cpuSeconds() - server),
                    (ownCpuSeconds() - load) / seconds * 100);
        }
    }

    /** Looks what the server and the load have used so far. */
    public static Begun begin(ProcessMeter meter) throws IOException {
        return new Begun(meter);
    }

    /** Of several the one in the middle, by the server's CPU. */
    public static ServerCost middle(List<ServerCost> windows) {
        return windows.stream()
                .sorted(Comparator.comparingDouble(w -> w.server().cpuMicros()))
                .toList()
                .get(windows.size() / 2);
    }

    private static double ownCpuSeconds() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime() / 1e9;
    }
}

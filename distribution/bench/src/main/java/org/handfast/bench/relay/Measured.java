package org.handfast.bench.relay;

import java.io.IOException;

import org.handfast.bench.ProcessMeter;

/**
 * What some work has cost a server.
 *
 * @param count how much of it
 * @param seconds how long it took
 * @param cpuSeconds of the server
 */
record Measured(int count, double seconds, double cpuSeconds) {

    /** Work that takes some seconds. */
    @FunctionalInterface
    interface Work {
        double seconds() throws IOException, InterruptedException;
    }

    /** Does some work, and looks what the server has used meanwhile. */
    static Measured of(ProcessMeter meter, int count, Work work) throws IOException, InterruptedException {
        double before = meter.cpuSeconds();
        double seconds = work.seconds();
        return new Measured(count, seconds, meter.cpuSeconds() - before);
    }

    double perSecond() {
        return count / seconds;
    }

    /** How much of it the server does with one second of CPU. */
    double perCoreSecond() {
        return count / cpuSeconds;
    }

    /** Microseconds of the server's CPU for one. */
    double cpuMicros() {
        return cpuSeconds / count * 1e6;
    }

    /** How busy the server was, in percent of one core. */
    double busyPercent() {
        return cpuSeconds / seconds * 100;
    }
}

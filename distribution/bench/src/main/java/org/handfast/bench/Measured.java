package org.handfast.bench;

import java.io.IOException;

/**
 * What some work has cost a server.
 *
 * @param count how much of it
 * @param seconds how long it took
 * @param cpuSeconds of the server
 */
public record Measured(int count, double seconds, double cpuSeconds) {

    /** Work that takes some seconds. */
    @FunctionalInterface
    public interface Work {
        double seconds() throws IOException, InterruptedException;
    }

    /** Does some work, and looks what the server has used meanwhile. */
    public static Measured of(ProcessMeter meter, int count, Work work) throws IOException, InterruptedException {
        double before = meter.cpuSeconds();
        double seconds = work.seconds();
        return new Measured(count, seconds, meter.cpuSeconds() - before);
    }

    /** How much of it in a second. */
    public double perSecond() {
        return count / seconds;
    }

    /** How much of it the server does with one second of CPU. */
    public double perCoreSecond() {
        return count / cpuSeconds;
    }

    /** Microseconds of the server's CPU for one. */
    public double cpuMicros() {
        return cpuSeconds / count * 1e6;
    }

    /** How busy the server was, in percent of one core. */
    public double busyPercent() {
        return cpuSeconds / seconds * 100;
    }
}

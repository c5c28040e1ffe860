package org.handfast.bench.qr;

import java.util.List;

import org.handfast.bench.Figures;
import org.handfast.bench.Measured;
import org.handfast.bench.ServerCost;
import org.handfast.bench.Sheet;

/** What was measured, and how it compares with what was to be reached. */
final class QrReport {

    private static final String HUB = "hub";
    private static final String ROWS = "its rows by plain JDBC";
    private static final String GROUPED = "its rows by JDBC, group commit";
    private static final String RATE = "a second";
    private static final String CPU = "CPU µs";
    private static final String BUSY = "core %";
    private static final String LOAD = "load's %";
    private static final double ROWS_GOAL = 0.8;

    private final Sheet connections = new Sheet("Complete connections: keys of both ends, initiate, confirm");
    private final Sheet packets = new Sheet("Packets by syncs that each bring some and acknowledge as many");
    private final Sheet empty = new Sheet("Syncs that have nothing to say");
    private final Sheet latencies = new Sheet("How long the hub takes at a steady rate");

    void connections(int threads, ServerCost hub) {
        put(connections, HUB + of(threads), 1, hub);
    }

    void connections(int threads, Measured rows, Measured grouped) {
        put(connections, ROWS + of(threads), 1, rows);
        put(connections, GROUPED + of(threads), 1, grouped);
    }

    void packets(int batch, ServerCost hub) {
        put(packets, HUB + of(batch), batch, hub);
    }

    void packets(int batch, Measured rows, Measured grouped) {
        put(packets, ROWS + of(batch), batch, rows);
        put(packets, GROUPED + of(batch), batch, grouped);
    }

    private static String of(int which) {
        return " (" + which + ")";
    }

    private static void put(Sheet sheet, String who, int each, ServerCost hub) {
        put(sheet, who, each, hub.server());
        sheet.put(who, LOAD, hub.loadPercent());
    }

    private static void put(Sheet sheet, String who, int each, Measured measured) {
        sheet.put(who, RATE, measured.perSecond() * each);
        sheet.put(who, CPU, measured.cpuMicros() / each);
        sheet.put(who, BUSY, measured.busyPercent());
    }

    void empty(int connections, ServerCost hub) {
        put(empty, HUB + ", an account of" + of(connections), 1, hub);
    }

    void latency(String rate, Latencies measured) {
        for (String what : measured.names()) {
            double[] millis = measured.millis(what, List.of(0.5, 0.95, 0.99));
            latencies.put(what + rate, "p50 ms", millis[0]);
            latencies.put(what + rate, "p95 ms", millis[1]);
            latencies.put(what + rate, "p99 ms", millis[2]);
        }
    }

    void print(QrSettings settings, Signatures signatures) {
        System.out.print("" + connections + packets + empty + latencies);
        System.out.println("\nThe hub against them");
        for (int threads : settings.threads()) {
            ratios("connection", connections, of(threads), ", " + threads + " clients");
        }
        for (int batch : QrBench.BATCHES) {
            ratios("packet", packets, of(batch), ", " + batch + " a sync");
        }
        double verify = signatures.verifyMicros();
        double sign = signatures.signMicros();
        double connection = Signatures.VERIFIED_A_CONNECTION * verify + Signatures.MADE_A_CONNECTION * sign;
        System.out.printf(
                "Ed25519: %.1f µs to verify, %.1f µs to sign; a connection verifies %d and signs %d: %.0f µs%n",
                verify, sign, Signatures.VERIFIED_A_CONNECTION, Signatures.MADE_A_CONNECTION, connection);
        for (int threads : settings.threads()) {
            connections
                    .find(HUB + of(threads), CPU)
                    .ifPresent(cpu -> System.out.printf(
                            "%-60s %5.0f %%%n",
                            "Ed25519 of the hub's CPU a connection, " + threads + " clients", connection / cpu * 100));
        }
    }

    private static void ratios(String what, Sheet sheet, String which, String told) {
        sheet.find(HUB + which, RATE).ifPresent(hub -> sheet.find(ROWS + which, RATE)
                .ifPresent(rows ->
                        Figures.atLeast(what + "s/s, to its rows by plain JDBC" + told, hub / rows, ROWS_GOAL)));
        told(what + "s/s, to the same with group commit" + told, sheet, which, RATE);
        told("CPU a " + what + ", to the same with group commit" + told, sheet, which, CPU);
    }

    /** Of what there is no goal. */
    private static void told(String what, Sheet sheet, String which, String column) {
        sheet.find(HUB + which, column).ifPresent(hub -> sheet.find(GROUPED + which, column)
                .ifPresent(rows -> System.out.printf("%-60s %6.2f%n", what, hub / rows)));
    }
}

package org.handfast.bench.relay;

import org.handfast.bench.Figures;
import org.handfast.bench.Measured;
import org.handfast.bench.Sheet;
import org.handfast.bench.relay.Dialect.Greeting;

/** What was measured, and how it compares with what was to be reached. */
final class Report {

    private static final String RATE = "msg/s";
    private static final String PER_CORE = "msg/core s";
    private static final String CPU = "CPU µs/msg";
    private static final String BUSY = "core %";
    private static final String P50 = "p50 ms";
    private static final String P99 = "p99 ms";
    private static final String P999 = "p99.9 ms";
    private static final String CONNECT = "CPU µs";
    private static final String RESIDENT = "resident KiB";
    private static final String HEAP = "heap KiB";

    private static final double HALF = 0.5;
    private static final double SAME = 1;
    private static final double CPU_TO_LIMIT = 1.5;
    private static final double RATE_TO_NODE = 2.5;
    private static final double CONNECT_TO_LIMIT = 1.2;
    private static final double IDLE_KIB = 12;
    private static final double STORED_TO_ROWS = 0.8;

    private final Sheet saturated = new Sheet("Messages as fast as the server can, nothing acknowledged");
    private final Sheet saturatedAcks =
            new Sheet("Messages as fast as the server can, each with a signed ack and accepted");
    private final Sheet steady = new Sheet("Latency at " + OpenLoop.RATE + " messages a second, nothing acknowledged");
    private final Sheet steadyAcks =
            new Sheet("Latency at " + OpenLoop.RATE + " messages a second, each with a signed ack and accepted");
    private final Sheet connects = new Sheet("Signed connects, from the handshake to the close");
    private final Sheet freshConnects = new Sheet("Signed connects with the socket's nonce");
    private final Sheet idle = new Sheet("Idle connections, each");
    private final Sheet stored = new Sheet("Messages to recipients who are away");

    void saturated(Contestant who, boolean acknowledged, Measured measured) {
        Sheet sheet = acknowledged ? saturatedAcks : saturated;
        sheet.put(who.name(), RATE, measured.perSecond());
        sheet.put(who.name(), PER_CORE, measured.perCoreSecond());
        sheet.put(who.name(), CPU, measured.cpuMicros());
        sheet.put(who.name(), BUSY, measured.busyPercent());
    }

    void steady(Contestant who, boolean acknowledged, MessageLoad.Steady measured) {
        Sheet sheet = acknowledged ? steadyAcks : steady;
        sheet.put(who.name(), P50, measured.millis(0.5));
        sheet.put(who.name(), P99, measured.millis(0.99));
        sheet.put(who.name(), P999, measured.millis(0.999));
        sheet.put(who.name(), CPU, measured.cost().cpuMicros());
    }

    void connects(Contestant who, Greeting greeting, Measured measured) {
        Sheet sheet = greeting == Greeting.FRESH ? freshConnects : connects;
        sheet.put(who.name(), CONNECT, measured.cpuMicros());
        sheet.put(who.name(), "connects/s", measured.perSecond());
    }

    void idle(Contestant who, IdleLoad.Cost cost) {
        idle.put(who.name(), RESIDENT, cost.residentKib());
        if (who.java()) {
            idle.put(who.name(), HEAP, cost.heapKib());
        }
    }

    void stored(Measured hub, double rowsPerSecond) {
        stored.put(Contestant.HUB, RATE, hub.perSecond());
        stored.put(Contestant.HUB, CPU, hub.cpuMicros());
        stored.put(ROWS, RATE, rowsPerSecond);
    }

    private static final String ROWS = "the same rows by plain JDBC";

    void print() {
        System.out.print(
                "" + saturated + saturatedAcks + steady + steadyAcks + connects + freshConnects + idle + stored);
        System.out.println("\nThe hub against them");
        messages("", saturated, steady);
        messages(" (acknowledged)", saturatedAcks, steadyAcks);
        atMost("CPU a signed connect, to the limit's", connects, CONNECT, Contestant.LIMIT, CONNECT_TO_LIMIT);
        atMost("CPU a connect with nonce, to the limit's", freshConnects, CONNECT, Contestant.LIMIT, CONNECT_TO_LIMIT);
        idle.find(Contestant.HUB, RESIDENT)
                .ifPresent(kib -> Figures.ratio("resident KiB an idle connection", kib, IDLE_KIB));
        atLeast("stored messages/s, to rows by plain JDBC", stored, RATE, ROWS, STORED_TO_ROWS);
    }

    private static void messages(String how, Sheet saturated, Sheet steady) {
        atMost("CPU a message, to the Node relay's" + how, saturated, CPU, Contestant.NODE, HALF);
        atMost("CPU a message, to the limit's" + how, saturated, CPU, Contestant.LIMIT, CPU_TO_LIMIT);
        atLeast(
                "messages a core second, to the Node relay's" + how,
                saturated,
                PER_CORE,
                Contestant.NODE,
                RATE_TO_NODE);
        atMost("p50, to the Node relay's" + how, steady, P50, Contestant.NODE, SAME);
        atMost("p99, to the Node relay's" + how, steady, P99, Contestant.NODE, SAME);
    }

    private static void atMost(String what, Sheet sheet, String column, String peer, double goal) {
        sheet.find(Contestant.HUB, column)
                .ifPresent(hub -> sheet.find(peer, column).ifPresent(other -> Figures.ratio(what, hub / other, goal)));
    }

    private static void atLeast(String what, Sheet sheet, String column, String peer, double goal) {
        sheet.find(Contestant.HUB, column).ifPresent(hub -> sheet.find(peer, column)
                .ifPresent(other -> Figures.atLeast(what, hub / other, goal)));
    }
}

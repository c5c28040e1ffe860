package org.handfast.bench.chat;

import java.util.List;
import java.util.OptionalDouble;

import org.handfast.bench.Figures;
import org.handfast.bench.Measured;
import org.handfast.bench.ServerCost;
import org.handfast.bench.Sheet;

/** What was measured, and how it compares with what was to be reached. */
final class ChatReport {

    static final String HUB = "hub";
    static final String BARE = "bare Netty fan-out";

    private static final String RATE = "a second";
    private static final String DELIVERED = "delivered/s";
    private static final String CPU = "CPU µs";
    private static final String BUSY = "core %";
    private static final String LOAD = "load's %";
    private static final String HEAP = "heap KiB";
    private static final String RESIDENT = "resident KiB";
    private static final double FAN_OUT_GOAL = 1.3;
    private static final double LOAD_LIMIT = 95;

    private final Sheet joins = new Sheet("Joins of rooms of 2, from the handshake to the close");
    private final Sheet broadcasts = new Sheet("Broadcasts as fast as the server can; CPU of one delivery");
    private final Sheet memory = new Sheet("Silent members, each");

    void joined(JoinLoad.Who who, ServerCost cost) {
        Measured hub = cost.server();
        joins.put(who.told(), RATE, hub.perSecond());
        joins.put(who.told(), CPU, hub.cpuMicros());
        joins.put(who.told(), BUSY, hub.busyPercent());
        joins.put(who.told(), LOAD, cost.loadPercent());
    }

    void broadcast(String server, int size, ServerCost cost) {
        String row = server + of(size);
        Measured delivered = cost.server();
        broadcasts.put(row, RATE, delivered.perSecond() / (size - 1));
        broadcasts.put(row, DELIVERED, delivered.perSecond());
        broadcasts.put(row, CPU, delivered.cpuMicros());
        broadcasts.put(row, BUSY, delivered.busyPercent());
        broadcasts.put(row, LOAD, cost.loadPercent());
    }

    void memory(String row, MemberMemory each) {
        memory.put(row, HEAP, each.heap());
        memory.put(row, RESIDENT, each.resident());
    }

    static String of(int size) {
        return ", rooms of " + size;
    }

    void print(List<Integer> sizes, JoinCrypto crypto) {
        System.out.print("" + joins + broadcasts + memory);
        System.out.println("\nThe hub against them");
        OptionalDouble known = joins.find(JoinLoad.Who.KNOWN.told(), CPU);
        OptionalDouble claimed = joins.find(JoinLoad.Who.CLAIMED.told(), CPU);
        if (known.isPresent() && claimed.isPresent()) {
            double alone = crypto.cpuMicros();
            System.out.printf(
                    "A proof adds %.0f µs to a join; its crypto alone takes %.0f µs. A join with one is %.2f times that.%n",
                    known.getAsDouble() - claimed.getAsDouble(), alone, known.getAsDouble() / alone);
        }
        for (int size : sizes) {
            fanOut(size);
        }
    }

    private void fanOut(int size) {
        OptionalDouble hub = broadcasts.find(HUB + of(size), CPU);
        OptionalDouble bare = broadcasts.find(BARE + of(size), CPU);
        if (hub.isPresent() && bare.isPresent()) {
            Figures.ratio(
                    "CPU a delivery, to the bare fan-out's" + of(size),
                    hub.getAsDouble() / bare.getAsDouble(),
                    FAN_OUT_GOAL);
            for (String server : List.of(HUB, BARE)) {
                broadcasts.find(server + of(size), LOAD).stream()
                        .filter(busy -> busy > LOAD_LIMIT)
                        .forEach(busy -> System.out.println("  The load was the limit of: " + server + of(size)));
            }
        }
    }
}

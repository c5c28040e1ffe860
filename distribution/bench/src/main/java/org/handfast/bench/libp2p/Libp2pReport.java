package org.handfast.bench.libp2p;

import java.util.OptionalDouble;

import org.handfast.bench.Figures;
import org.handfast.bench.Measured;
import org.handfast.bench.ServerCost;
import org.handfast.bench.Sheet;

/** What was measured, and how it compares with what was to be reached. */
final class Libp2pReport {

    static final String OURS = "plugins/libp2p";
    static final String JS = "js-libp2p";
    static final String BARE = "bare socket, ChaCha20-Poly1305";

    private static final String RATE = "a second";
    private static final String CPU = "CPU µs";
    private static final String BUSY = "core %";
    private static final String LOAD = "load's %";
    private static final double JS_GOAL = 10;
    private static final double CRYPTO_GOAL = 2;
    private static final double MIDDLE = 0.5;
    private static final double NEARLY_ALL = 0.95;

    private final Sheet handshakes =
            new Sheet("Connections until both ends know each other: TCP, Noise, Yamux, identify");
    private final Sheet streams = new Sheet("One full stream, by the megabyte");

    private final Sheet pairings = new Sheet("From twelve words typed to paired, in seconds; nobody is asked");

    void connected(String server, ServerCost cost) {
        put(handshakes, server, cost);
    }

    void streamed(String server, StreamLoad.Direction direction, ServerCost cost) {
        put(streams, row(server, direction), cost);
    }

    private static String row(String server, StreamLoad.Direction direction) {
        return server + " " + direction.told();
    }

    private static void put(Sheet sheet, String row, ServerCost cost) {
        Measured server = cost.server();
        sheet.put(row, RATE, server.perSecond());
        sheet.put(row, CPU, server.cpuMicros());
        sheet.put(row, BUSY, server.busyPercent());
        sheet.put(row, LOAD, cost.loadPercent());
    }

    void paired(PairingLoad.Way way, PairingLoad.Times times) {
        pairings.put(way.told(), "p50", times.at(MIDDLE));
        pairings.put(way.told(), "p95", times.at(NEARLY_ALL));
    }

    void print(HandshakeCrypto crypto) {
        System.out.println("" + handshakes + streams + pairings);
        OptionalDouble ours = handshakes.find(OURS, CPU);
        OptionalDouble js = handshakes.find(JS, CPU);
        if (ours.isPresent() && js.isPresent()) {
            Figures.atLeast("CPU a connection, js-libp2p's to ours", js.getAsDouble() / ours.getAsDouble(), JS_GOAL);
        }
        if (ours.isPresent()) {
            double alone = crypto.handshakeMicros();
            System.out.printf(
                    "The crypto of Noise takes %.0f µs, the signature in identify %.0f µs more.%n",
                    alone, crypto.verificationMicros());
            Figures.ratio("CPU a connection, to the crypto of Noise alone", ours.getAsDouble() / alone, CRYPTO_GOAL);
        }
        for (PairingLoad.Way way : PairingLoad.Way.values()) {
            pairings.find(way.told(), "p95")
                    .ifPresent(p95 -> Figures.ratio("Seconds to paired, p95, " + way.told(), p95, way.goal()));
        }
        for (StreamLoad.Direction direction : StreamLoad.Direction.values()) {
            OptionalDouble stream = streams.find(row(OURS, direction), CPU);
            OptionalDouble bare = streams.find(row(BARE, direction), CPU);
            if (stream.isPresent() && bare.isPresent()) {
                System.out.printf(
                        "CPU a megabyte that a server %s, to a bare socket's: %.2f%n",
                        direction.told(), stream.getAsDouble() / bare.getAsDouble());
            }
        }
    }
}

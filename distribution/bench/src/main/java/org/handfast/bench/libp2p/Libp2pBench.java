package org.handfast.bench.libp2p;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

import org.handfast.bench.BareServer;
import org.handfast.bench.Options;
import org.handfast.bench.Peers;
import org.handfast.bench.Server;
import org.handfast.bench.Toolkits;
import org.handfast.bench.libp2p.Libp2pSettings.Workload;

/**
 * The transport libp2p: what a connection costs whoever accepts it, against js-libp2p and against its crypto alone, and what one
 * stream carries, against a bare socket.
 */
public final class Libp2pBench {

    /** What is no longer warming up after a tenth as many. */
    private static final int JS_SHARE = 10;

    private final Peers peers;
    private final List<String> before;
    private final Libp2pSettings settings;
    private final Libp2pReport report = new Libp2pReport();

    /**
     * A bench.
     *
     * @param peers the folder of the servers in Node.js
     * @param before what is put before the command of each server, to pin it to cores that the load does not use
     * @param arguments see the README
     */
    public Libp2pBench(Path peers, List<String> before, List<String> arguments) {
        this.peers = new Peers(peers);
        this.before = before;
        this.settings = Libp2pSettings.parse(arguments);
    }

    /** Measures, and says what came of it. */
    public void run() throws IOException, InterruptedException, ExecutionException, TimeoutException {
        System.out.println(settings.plan().told() + " " + Options.whereServersRun(before));
        if (settings.measures(Workload.HANDSHAKES)) {
            measureHandshakes(
                    Libp2pReport.OURS,
                    Server.java(BareServer.READY, before, NodeServer.class, NodeServer.HANDSHAKES),
                    settings.handshakes());
            measureHandshakes(Libp2pReport.JS, peers.start("libp2p-node.js", before), settings.handshakes() / JS_SHARE);
        }
        if (settings.measures(Workload.STREAM)) {
            for (StreamLoad.Direction direction : StreamLoad.Direction.values()) {
                measureStreams(direction);
            }
        }
        if (settings.measures(Workload.PAIRING)) {
            for (PairingLoad.Way way : PairingLoad.Way.values()) {
                System.out.println("… pairings, " + way.told());
                report.paired(way, PairingLoad.measure(way, settings.pairings()));
            }
        }
        report.print(new HandshakeCrypto(Toolkits.create()));
    }

    private void measureHandshakes(String name, Server started, int warmUp) throws IOException, InterruptedException {
        System.out.println("… " + name + ": connections");
        try (Server server = started) {
            report.connected(name, HandshakeLoad.measure(Target.of(server), server.meter(), settings.plan(), warmUp));
        }
    }

    private void measureStreams(StreamLoad.Direction direction) throws IOException, InterruptedException {
        System.out.println("… a stream of which the server " + direction.told() + " what it can");
        try (Server server = Server.java(BareServer.READY, before, NodeServer.class, NodeServer.STREAMS)) {
            report.streamed(
                    Libp2pReport.OURS,
                    direction,
                    StreamLoad.measure(
                            Target.of(server), server.meter(), direction, settings.plan(), settings.megabytes()));
        }
        try (Server server = Server.java(BareServer.READY, before, BareStream.class, direction.name())) {
            report.streamed(
                    Libp2pReport.BARE,
                    direction,
                    BareStream.measure(
                            server.port(BareServer.READY),
                            server.meter(),
                            direction,
                            settings.plan(),
                            settings.megabytes()));
        }
    }
}

package org.handfast.bench.libp2p;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

import org.handfast.api.transport.TransportHost;
import org.handfast.bench.ProcessMeter;
import org.handfast.bench.ServerCost;
import org.handfast.bench.Windows;
import org.handfast.plugin.libp2p.stream.StreamReader;
import org.handfast.plugin.libp2p.swarm.Node;
import org.handfast.plugin.libp2p.swarm.Swarm;
import org.handfast.plugin.libp2p.swarm.SwarmLimits;

/** The other end of one stream that is as full as it gets. On the thread of a transport. */
final class StreamLoad implements Swarm.Opening {

    /** A megabyte, by which both are counted. */
    static final int MEGABYTE = 1_000_000;

    /** What the server does. */
    enum Direction {
        /** Bytes come to it. */
        TAKES,
        /** Bytes come from it. */
        GIVES;

        String told() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** What it is called on the wire. */
        String protocol() {
            return "/handfast-bench/" + told() + "/1.0.0";
        }
    }

    private final Target target;
    private final Direction direction;
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private final AtomicLong bytes = new AtomicLong();

    private StreamLoad(Target target, Direction direction) {
        this.target = target;
        this.direction = direction;
    }

    /** What a megabyte costs a server, after at least {@code warmUp} of them. */
    static ServerCost measure(Target target, ProcessMeter meter, Direction direction, Windows.Plan plan, int warmUp)
            throws IOException, InterruptedException {
        var load = new StreamLoad(target, direction);
        OpenNetwork network = OpenNetwork.start(new LoadTransport(load::begin), Map.of());
        try {
            return new Windows(load.over, Runnable::run, () -> load.bytes.get() / MEGABYTE)
                    .measure(meter, plan, warmUp);
        } finally {
            network.close();
        }
    }

    private void begin(TransportHost host) {
        new Node(host, SwarmLimits.STANDARD, List.of(), List::of)
                .open(target.peer(), List.of(target.address()), direction.protocol(), this);
    }

    @Override
    public StreamReader opened(Swarm.PeerStream stream) {
        if (direction == Direction.GIVES) {
            return new Taking(bytes::addAndGet);
        }
        var filling = new Filling(stream, bytes::addAndGet);
        filling.begin();
        return filling;
    }

    @Override
    public void failed(String reason) {
        over.completeExceptionally(new IOException(reason));
    }
}

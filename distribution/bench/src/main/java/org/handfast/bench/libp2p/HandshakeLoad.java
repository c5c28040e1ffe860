package org.handfast.bench.libp2p;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

import org.handfast.api.transport.TransportHost;
import org.handfast.bench.ProcessMeter;
import org.handfast.bench.ServerCost;
import org.handfast.bench.Windows;
import org.handfast.crypto.HubKeys;
import org.handfast.crypto.HubToolkit;

/** Peers that connect, each of them in its turn. On the thread of a transport. */
final class HandshakeLoad {

    private static final int AT_ONCE = 16;

    /** So many that none asks a server more often than that answers one. */
    private static final int PEERS = 6_000;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Target target;
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private final Deque<Dialler> waiting = new ArrayDeque<>();
    private volatile boolean going = true;
    private final AtomicLong done = new AtomicLong();
    private int under;

    private HandshakeLoad(Target target) {
        this.target = target;
    }

    /** What it costs a server when somebody connects, after at least {@code warmUp} have. */
    static ServerCost measure(Target target, ProcessMeter meter, Windows.Plan plan, int warmUp)
            throws IOException, InterruptedException {
        var load = new HandshakeLoad(target);
        OpenNetwork network = OpenNetwork.start(new LoadTransport(load::begin), Map.of());
        try {
            var windows = new Windows(load.over, Runnable::run, load.done::get);
            ServerCost cost = windows.measure(meter, plan, warmUp);
            windows.end(() -> load.going = false);
            return cost;
        } finally {
            network.close();
        }
    }

    private void begin(TransportHost host) {
        for (int i = 0; i < PEERS; i++) {
            waiting.addLast(new Dialler(host, HubToolkit.portable(HubKeys.generate(RANDOM), "bench", RANDOM)));
        }
        under = AT_ONCE;
        for (int i = 0; i < AT_ONCE; i++) {
            next();
        }
    }

    private void next() {
        Dialler dialler = waiting.removeFirst();
        dialler.dial(target, failure -> {
            if (failure.isPresent()) {
                over.completeExceptionally(new IOException(failure.get()));
                return;
            }
            done.incrementAndGet();
            waiting.addLast(dialler);
            if (going) {
                next();
            } else if (--under == 0) {
                over.complete(null);
            }
        });
    }
}

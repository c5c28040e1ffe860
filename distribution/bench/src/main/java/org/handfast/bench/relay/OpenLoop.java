package org.handfast.bench.relay;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * At a rate of its own, whether or not the server keeps up. A latency is counted from the moment that the rate says a message is
 * sent at, so that what waits because of others' slowness is not left out.
 */
final class OpenLoop implements Pair.Progress {

    /** Messages a second, of all pairs. */
    static final int RATE = 1_000;

    private final List<Pair> pairs;
    private final Awaited awaited;
    private final long[] latencies;
    private final long interval = TimeUnit.SECONDS.toNanos(1) / RATE;
    private final long begin = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(100);
    private int arrived;

    private OpenLoop(List<Pair> pairs) {
        this.pairs = pairs;
        int messages = pairs.stream().mapToInt(Pair::left).sum();
        this.awaited = new Awaited(messages);
        this.latencies = new long[messages];
    }

    /** Sends all that is written, each pair having as much and its place among them; gives the nanoseconds from when each was due to its arrival. */
    static long[] run(List<Pair> pairs) throws IOException, InterruptedException {
        var loop = new OpenLoop(pairs);
        pairs.forEach(p -> p.watch(loop));
        for (int i = 0; i < loop.latencies.length; i++) {
            waitUntil(loop.due(i));
            Pair next = pairs.get(i % pairs.size());
            next.execute(next::send);
        }
        loop.awaited.await();
        return loop.latencies;
    }

    private static void waitUntil(long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private long due(int message) {
        return begin + message * interval;
    }

    @Override
    public void arrived(Pair pair, int number) {
        latencies[arrived++] = System.nanoTime() - due(number * pairs.size() + pair.place());
    }

    @Override
    public void done(Pair pair) {
        awaited.countDown();
    }

    @Override
    public void failed(Exception why) {
        awaited.fail(why);
    }
}

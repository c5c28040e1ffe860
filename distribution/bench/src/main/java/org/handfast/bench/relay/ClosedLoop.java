package org.handfast.bench.relay;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** As fast as the server can: of each pair a few messages are under way, and the next is sent when one is done with. */
final class ClosedLoop implements Pair.Progress {

    /** How many messages of a pair are under way at a time. */
    static final int UNDER_WAY = 8;

    private final Awaited awaited;

    private ClosedLoop(Awaited awaited) {
        this.awaited = awaited;
    }

    /** Sends all that is written; gives the seconds that took. */
    static double run(List<Pair> pairs) throws IOException, InterruptedException {
        var awaited = new Awaited(pairs.stream().mapToInt(Pair::left).sum());
        var loop = new ClosedLoop(awaited);
        pairs.forEach(p -> p.watch(loop));
        long begun = System.nanoTime();
        for (Pair pair : pairs) {
            pair.execute(() -> loop.begin(pair));
        }
        awaited.await();
        return (System.nanoTime() - begun) / (double) TimeUnit.SECONDS.toNanos(1);
    }

    private void begin(Pair pair) {
        for (int i = 0; i < UNDER_WAY && pair.left() > 0; i++) {
            pair.send();
        }
    }

    @Override
    public void done(Pair pair) {
        if (pair.left() > 0) {
            pair.send();
        }
        awaited.countDown();
    }

    @Override
    public void failed(Exception why) {
        awaited.fail(why);
    }
}

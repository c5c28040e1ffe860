package org.handfast.bench.relay;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** How many messages are still awaited; more than one thread may ask. */
final class Awaited {

    private static final int PATIENCE_SECONDS = 120;

    private final CompletableFuture<Void> none = new CompletableFuture<>();
    private int left;

    /** So many, which are then counted down by one thread. */
    Awaited(int left) {
        this.left = left;
    }

    void countDown() {
        if (--left == 0) {
            none.complete(null);
        }
    }

    void fail(Exception why) {
        none.completeExceptionally(why);
    }

    /** Waits until none are left. */
    void await() throws IOException, InterruptedException {
        try {
            none.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (TimeoutException e) {
            throw new IOException("after " + PATIENCE_SECONDS + " s, " + left + " messages had not come", e);
        }
    }
}

package org.handfast.bench.chat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

import org.handfast.bench.ProcessMeter;
import org.handfast.bench.ServerCost;

/** Looks from time to time how far work has come that goes on and on. */
final class Windows {

    private static final int PATIENCE_SECONDS = 120;

    private final CompletableFuture<?> over;
    private final Executor thread;
    private final LongSupplier done;

    /**
     * Of some work.
     *
     * @param over fails when the work does
     * @param thread of the work
     * @param done how much of it is done, asked on that thread
     */
    Windows(CompletableFuture<?> over, Executor thread, LongSupplier done) {
        this.over = over;
        this.thread = thread;
        this.done = done;
    }

    /** The window in the middle, after a warm-up. */
    ServerCost measure(ProcessMeter meter, ChatSettings settings) throws IOException, InterruptedException {
        goOn(settings.warmUpSeconds());
        List<ServerCost> windows = new ArrayList<>();
        for (int i = 0; i < settings.windows(); i++) {
            ServerCost.Begun begun = ServerCost.begin(meter);
            long before = done();
            goOn(settings.windowSeconds());
            windows.add(begun.done((int) (done() - before)));
        }
        return ServerCost.middle(windows);
    }

    /** Has the work come to its end. */
    void end(Runnable stop) throws IOException, InterruptedException {
        thread.execute(stop);
        try {
            over.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (TimeoutException e) {
            throw new IOException("after " + PATIENCE_SECONDS + " s something had not come", e);
        }
    }

    private void goOn(int seconds) throws IOException, InterruptedException {
        try {
            over.get(seconds, TimeUnit.SECONDS);
            throw new IOException("the work ended by itself");
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (TimeoutException goesOn) {
            // As it should.
            return;
        }
    }

    private long done() {
        return CompletableFuture.supplyAsync(done::getAsLong, thread).join();
    }
}

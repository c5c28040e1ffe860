package org.handfast.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/** Looks from time to time how far work has come that goes on and on. */
public final class Windows {

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
    public Windows(CompletableFuture<?> over, Executor thread, LongSupplier done) {
        this.over = over;
        this.thread = thread;
        this.done = done;
    }

    /**
     * How long is looked.
     *
     * @param warmUpSeconds for how long it goes before any of it counts
     * @param windows how often is measured; the one in the middle counts
     * @param windowSeconds how long each of them takes
     */
    public record Plan(int warmUpSeconds, int windows, int windowSeconds) {

        /** In words, for whoever reads the figures. */
        public String told() {
            return "Warm-up " + warmUpSeconds + " s; then " + windows + " times " + windowSeconds
                    + " s, of which the middle one counts.";
        }
    }

    /** The window in the middle, after a warm-up. */
    public ServerCost measure(ProcessMeter meter, Plan plan) throws IOException, InterruptedException {
        return measure(meter, plan, 0);
    }

    /** The same, after a warm-up in which at least so much is done, however long that takes on a busy machine. */
    public ServerCost measure(ProcessMeter meter, Plan plan, long least) throws IOException, InterruptedException {
        goOn(plan.warmUpSeconds());
        while (done() < least) {
            goOn(1);
        }
        List<ServerCost> windows = new ArrayList<>();
        for (int i = 0; i < plan.windows(); i++) {
            ServerCost.Begun begun = ServerCost.begin(meter);
            long before = done();
            goOn(plan.windowSeconds());
            windows.add(begun.done((int) (done() - before)));
        }
        return ServerCost.middle(windows);
    }

    /** Has the work come to its end. */
    public void end(Runnable stop) throws IOException, InterruptedException {
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

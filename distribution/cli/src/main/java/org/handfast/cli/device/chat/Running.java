package org.handfast.cli.device.chat;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.handfast.cli.ExitCode;
import org.handfast.cli.device.hub.HubLink;

/** Runs a visit: what happens on other threads is queued, and done on the command's. When the process is told to end it leaves. */
final class Running implements Console.Typist {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final int LAST_WORDS_SECONDS = 2;

    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile boolean leaving;

    private interface Event {
        void at(Visit visit) throws InterruptedException;
    }

    /**
     * From knocking to leaving.
     *
     * @param begun makes the visit, given where to what comes from the hub goes
     */
    ExitCode run(Function<Consumer<HubLink.Heard>, Visit> begun, Console console) throws InterruptedException {
        Visit visit = begun.apply(heard -> events.add(v -> v.heard(heard)));
        var goodbye = new Thread(this::leave);
        Runtime.getRuntime().addShutdownHook(goodbye);
        try {
            visit.begin();
            console.read(this);
            return follow(visit);
        } finally {
            over.countDown();
            if (!leaving) {
                Runtime.getRuntime().removeShutdownHook(goodbye);
            }
        }
    }

    private ExitCode follow(Visit visit) throws InterruptedException {
        long next = System.nanoTime() + SECOND.toNanos();
        while (visit.exit().isEmpty()) {
            @Nullable Event event = events.poll(next - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (event != null) {
                event.at(visit);
            }
            if (next - System.nanoTime() <= 0) {
                visit.looked();
                next = System.nanoTime() + SECOND.toNanos();
            }
        }
        return visit.exit().get();
    }

    private void leave() {
        leaving = true;
        goes();
        try {
            if (!over.await(LAST_WORDS_SECONDS, TimeUnit.SECONDS)) {
                System.getLogger(Running.class.getName()).log(System.Logger.Level.DEBUG, "Had no time to say goodbye");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void typed(String line) {
        events.add(visit -> visit.typed(line));
    }

    @Override
    public void ended() {
        events.add(Visit::ended);
    }

    @Override
    public void goes() {
        events.add(Visit::stop);
    }
}

package org.handfast.bench.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

import org.handfast.bench.LoadSocket;

/** Rooms of a venue that are full. */
record Rooms(List<Full> all) {

    private static final AtomicInteger FILLED = new AtomicInteger();
    private static final int AT_A_TIME = 8;
    private static final int PATIENCE_SECONDS = 300;

    /** One of them. */
    record Full(String name, List<LoadSocket> members) {}

    /** Fills so many new rooms, some at a time. */
    static Rooms fill(Venue venue, int count, int members)
            throws InterruptedException, ExecutionException, TimeoutException {
        List<Full> all = new ArrayList<>();
        while (all.size() < count) {
            List<CompletableFuture<Full>> some = new ArrayList<>();
            for (int i = 0; i < Math.min(AT_A_TIME, count - all.size()); i++) {
                String name = "room-" + FILLED.incrementAndGet();
                some.add(venue.fill(name, members).thenApply(m -> new Full(name, m)));
            }
            for (CompletableFuture<Full> one : some) {
                all.add(one.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
            }
        }
        return new Rooms(all);
    }

    /** All leave. */
    void close() {
        CompletableFuture.allOf(all.stream()
                        .flatMap(r -> r.members().stream())
                        .map(LoadSocket::close)
                        .toArray(CompletableFuture[]::new))
                .join();
    }
}

package org.handfast.bench.chat;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;

import org.handfast.bench.ProcessMeter;
import org.handfast.bench.ServerCost;
import org.handfast.bench.Windows;

/** Rooms that talk as fast as a server can pass on what they say. */
final class BroadcastLoad {

    /** In all rooms together, so that as many sockets are served whatever the size of a room. */
    static final int MEMBERS = 500;

    private BroadcastLoad() {}

    /** What a delivery to one member costs in rooms of a size. */
    static ServerCost measure(Venue venue, ProcessMeter meter, int size, ChatSettings settings)
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        Rooms rooms = Rooms.fill(venue, MEMBERS / size, size);
        List<Talk> talks = rooms.all().stream()
                .map(r -> new Talk(venue, r.name(), r.members()))
                .toList();
        Executor thread = rooms.all().getFirst().members().getFirst()::execute;
        var windows = new Windows(over(talks), thread, () -> talks.stream()
                .mapToLong(Talk::delivered)
                .sum());
        thread.execute(() -> talks.forEach(Talk::begin));
        ServerCost cost = windows.measure(meter, settings.plan());
        windows.end(() -> talks.forEach(Talk::stop));
        rooms.close();
        return cost;
    }

    /** Done once all of them are, and failed once one has. */
    private static CompletableFuture<Void> over(List<Talk> talks) {
        var all = CompletableFuture.allOf(talks.stream().map(Talk::over).toArray(CompletableFuture[]::new));
        talks.forEach(t -> t.over().exceptionally(why -> {
            all.completeExceptionally(why);
            return null;
        }));
        return all;
    }
}

package org.handfast.bench.chat;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.handfast.bench.LoadSocket;
import org.handfast.bench.ProcessMeter;
import org.handfast.bench.ServerCost;
import org.handfast.bench.Windows;
import org.handfast.plugin.chat.device.Self;

/** Rooms where one after the other comes, is vouched for, and leaves. On the thread of the sockets. */
final class JoinLoad {

    /** Rooms, and so joins at a time. */
    static final int ROOMS = 16;

    /** How many take turns in a room: who came again at once could be there before the hub has seen it go. */
    private static final int IN_TURN = 32;

    private static final int PATIENCE_SECONDS = 60;

    /** Who comes. */
    enum Who {
        /** Each for the first time, with a proof: the hub gets to know a device and a vouch. */
        NEWCOMERS("newcomers, with a proof", true),
        /** The same few in turn, with a proof. */
        KNOWN("known by the hub, with a proof", true),
        /** The same few in turn, without a proof. */
        CLAIMED("claimed, without a proof", false);

        private final String told;
        private final boolean proven;

        Who(String told, boolean proven) {
            this.told = told;
            this.proven = proven;
        }

        String told() {
            return told;
        }
    }

    private final HubVenue venue;
    private final Who who;
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private final List<LoadSocket> keepers = new ArrayList<>();
    private boolean going = true;
    private int under;
    private long joined;

    private JoinLoad(HubVenue venue, Who who) {
        this.venue = venue;
        this.who = who;
    }

    /** What a join costs, and leaving after it. */
    static ServerCost measure(HubVenue venue, ProcessMeter meter, Who who, ChatSettings settings)
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        var load = new JoinLoad(venue, who);
        for (int i = 0; i < ROOMS; i++) {
            load.keepers.add(
                    Keeper.open(venue, load.room(i), load.over, () -> {}).get(PATIENCE_SECONDS, TimeUnit.SECONDS));
        }
        LoadSocket any = load.keepers.getFirst();
        var windows = new Windows(load.over, any::execute, () -> load.joined);
        any.execute(load::begin);
        ServerCost cost = windows.measure(meter, settings.plan());
        windows.end(load::stop);
        CompletableFuture.allOf(load.keepers.stream().map(LoadSocket::close).toArray(CompletableFuture[]::new))
                .join();
        return cost;
    }

    private String room(int number) {
        return who.name().toLowerCase(Locale.ROOT) + "-" + number;
    }

    private void begin() {
        under = ROOMS;
        for (int i = 0; i < ROOMS; i++) {
            next(room(i), turns());
        }
    }

    private Deque<Self> turns() {
        Deque<Self> turns = new ArrayDeque<>();
        for (int i = 0; i < (who == Who.NEWCOMERS ? 1 : IN_TURN); i++) {
            turns.addLast(venue.newcomer());
        }
        return turns;
    }

    private void stop() {
        going = false;
    }

    private void next(String room, Deque<Self> turns) {
        Self self = turns.removeFirst();
        Newcomer.join(venue, room, self, who.proven)
                .thenCompose(socket -> {
                    joined++;
                    return socket.close();
                })
                .whenComplete((left, failure) -> {
                    if (failure != null) {
                        over.completeExceptionally(failure);
                    } else if (going) {
                        turns.addLast(who == Who.NEWCOMERS ? another(self) : self);
                        next(room, turns);
                    } else if (--under == 0) {
                        over.complete(null);
                    }
                });
    }

    private Self another(Self before) {
        venue.forget(before);
        return venue.newcomer();
    }
}

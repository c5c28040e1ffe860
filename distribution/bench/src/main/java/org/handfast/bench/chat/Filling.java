package org.handfast.bench.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.netty.buffer.ByteBuf;

import org.handfast.bench.LoadSocket;

/** A room that fills, one member after the other, until all of them have been told of all. On the thread of the sockets. */
final class Filling {

    private final HubVenue venue;
    private final String room;
    private final int members;
    private final List<LoadSocket> inside = new ArrayList<>();
    private final CompletableFuture<List<LoadSocket>> full = new CompletableFuture<>();
    private int told;

    private Filling(HubVenue venue, String room, int members) {
        this.venue = venue;
        this.room = room;
        this.members = members;
    }

    /** Opens a room and fills it. */
    static CompletableFuture<List<LoadSocket>> begin(HubVenue venue, String room, int members) {
        var filling = new Filling(venue, room, members);
        Keeper.open(venue, room, filling.full, filling::heard).thenAccept(filling::entered);
        return filling.full;
    }

    private void entered(LoadSocket socket) {
        inside.add(socket);
        if (inside.size() < members) {
            Newcomer.join(venue, room, venue.newcomer(), true).whenComplete((next, failure) -> {
                if (failure == null) {
                    next.reader(new Listening());
                    entered(next);
                    heard();
                } else {
                    full.completeExceptionally(failure);
                }
            });
        }
    }

    /** The n-th that comes is told of to n members. */
    private void heard() {
        if (++told == members * (members + 1) / 2 - 1) {
            full.complete(inside);
        }
    }

    private final class Listening extends Expecting {

        Listening() {
            super(full);
        }

        @Override
        public void read(LoadSocket socket, ByteBuf text) {
            if (!full.isDone()) {
                heard();
            }
        }
    }
}

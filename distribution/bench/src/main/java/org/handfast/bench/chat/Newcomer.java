package org.handfast.bench.chat;

import java.util.concurrent.CompletableFuture;

import com.fasterxml.jackson.databind.JsonNode;
import io.netty.buffer.ByteBuf;

import org.handfast.bench.LoadSocket;
import org.handfast.plugin.chat.device.Self;
import org.handfast.plugin.chat.wire.FromClient;
import org.handfast.plugin.chat.wire.Identity;

/** Somebody who comes to a room, until it is a member. On the thread of the sockets. */
final class Newcomer extends Expecting {

    private final HubVenue venue;
    private final String room;
    private final Self self;
    private final boolean proven;
    private final CompletableFuture<LoadSocket> inside;
    private boolean answered;

    private Newcomer(HubVenue venue, String room, Self self, boolean proven, CompletableFuture<LoadSocket> inside) {
        super(inside);
        this.venue = venue;
        this.room = room;
        this.self = self;
        this.proven = proven;
        this.inside = inside;
    }

    /** Comes to a room where there is a {@link Keeper}, with a proof of its key or without. */
    static CompletableFuture<LoadSocket> join(HubVenue venue, String room, Self self, boolean proven) {
        var inside = new CompletableFuture<LoadSocket>();
        venue.open(room, new Newcomer(venue, room, self, proven, inside));
        return inside;
    }

    @Override
    public void opened(LoadSocket socket) {
        socket.send(HubVenue.introduction(self, proven));
    }

    @Override
    public void read(LoadSocket socket, ByteBuf text) {
        JsonNode frame = HubVenue.frame(text);
        switch (frame.path("type").asText()) {
            case "prove" -> socket.send(venue.proof(self, room, frame));
            case "relay" -> answer(socket, new Identity(frame.path("from").asText()));
            case "user_added" -> inside.complete(socket);
            default -> fail("the newcomer was told " + frame);
        }
    }

    /** Step 3 is answered by step 4; what comes after that gives the key. */
    private void answer(LoadSocket socket, Identity member) {
        if (!answered) {
            answered = true;
            socket.send(FromClient.relay(member, Boxed.STEP4.box()).toArray());
        }
    }
}

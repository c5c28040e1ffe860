package org.handfast.bench.chat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;

import com.fasterxml.jackson.databind.JsonNode;
import io.netty.buffer.ByteBuf;

import org.handfast.bench.LoadSocket;
import org.handfast.plugin.chat.device.Self;
import org.handfast.plugin.chat.wire.FromClient;
import org.handfast.plugin.chat.wire.Identity;

/** The first member of a room, which vouches for all who come, at once. On the thread of the sockets. */
final class Keeper extends Expecting {

    private final HubVenue venue;
    private final String room;
    private final Self self;
    private final CompletableFuture<LoadSocket> inside;
    private final Runnable added;

    /** Whom it has said to add, and has not been told that they are. */
    private final Deque<Identity> adding = new ArrayDeque<>();

    private long epoch = 1;

    private Keeper(
            HubVenue venue,
            String room,
            CompletableFuture<LoadSocket> inside,
            CompletableFuture<?> work,
            Runnable added) {
        super(work);
        this.venue = venue;
        this.room = room;
        this.self = venue.newcomer();
        this.inside = inside;
        this.added = added;
    }

    /**
     * Opens a room.
     *
     * @param work fails when the keeper does
     * @param added told of each that is a member now
     */
    static CompletableFuture<LoadSocket> open(HubVenue venue, String room, CompletableFuture<?> work, Runnable added) {
        var inside = new CompletableFuture<LoadSocket>();
        venue.open(room, new Keeper(venue, room, inside, work, added));
        return inside;
    }

    @Override
    public void opened(LoadSocket socket) {
        socket.send(HubVenue.introduction(self, true));
    }

    @Override
    public void read(LoadSocket socket, ByteBuf text) {
        JsonNode frame = HubVenue.frame(text);
        switch (frame.path("type").asText()) {
            case "prove" -> socket.send(venue.proof(self, room, frame));
            case "ack" -> inside.complete(socket);
            case "new_user" -> relay(socket, identity(frame, "identity"), Boxed.STEP3);
            case "relay" -> vouch(socket, identity(frame, "from"));
            case "user_added" -> {
                adding.remove(identity(frame, "identity"));
                added.run();
            }
            case "user_left" -> adding.remove(identity(frame, "identity"));
            case "rekey" -> {
                epoch = frame.path("epoch").asLong();
                socket.send(FromClient.ack(epoch).toArray());
            }
            case "error" -> refused(socket, frame);
            default -> fail("the member was told " + frame);
        }
    }

    private static Identity identity(JsonNode frame, String name) {
        return new Identity(frame.path(name).asText());
    }

    private static void relay(LoadSocket socket, Identity to, Boxed box) {
        socket.send(FromClient.relay(to, box.box()).toArray());
    }

    private void vouch(LoadSocket socket, Identity newcomer) {
        relay(socket, newcomer, Boxed.STEP5);
        adding.add(newcomer);
        add(socket, newcomer);
    }

    private void add(LoadSocket socket, Identity newcomer) {
        socket.send(FromClient.addUser(newcomer, epoch, venue.contact(newcomer.text()))
                .toArray());
    }

    /** A key was ordered meanwhile: the newcomer needs that one. */
    private void refused(LoadSocket socket, JsonNode error) {
        if (!error.path("code").asText().equals("stale_epoch")) {
            fail("the member was told " + error);
            return;
        }
        epoch = error.path("epoch").asLong();
        for (Identity newcomer : adding) {
            relay(socket, newcomer, Boxed.STEP3);
            add(socket, newcomer);
        }
    }
}

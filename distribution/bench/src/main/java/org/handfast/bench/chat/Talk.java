package org.handfast.bench.chat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.netty.buffer.ByteBuf;

import org.handfast.bench.LoadSocket;

/**
 * A room where a few say all that is said: so many broadcasts are under way, and the next is sent once as many have come as all
 * others are to hear of one. On the thread of the sockets.
 */
final class Talk implements FrameScanner.Heard {

    /** Those who say something. */
    static final int SENDERS = 4;

    /** How many broadcasts are under way in a room. */
    static final int UNDER_WAY = 8;

    private static final String BEGINS = "{\"box\":\"" + Boxed.BROADCAST.box() + "\",\"epoch\":1,\"from\":\"";
    private static final String ENDS = ",\"type\":\"broadcast\"}";

    private final List<LoadSocket> members;
    private final int others;
    private final List<Speech> speeches = new ArrayList<>();
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private boolean going;
    private long sent;
    private long delivered;

    Talk(Venue venue, String room, List<LoadSocket> members) {
        this.members = members;
        this.others = members.size() - 1;
        for (int i = 0; i < SENDERS; i++) {
            speeches.add(venue.speech(room, i, Boxed.BROADCAST.box()));
        }
    }

    /** Fails if something goes wrong; else done once nobody says anything more and all has been heard. */
    CompletableFuture<Void> over() {
        return over;
    }

    void begin() {
        going = true;
        for (LoadSocket member : members) {
            member.reader(new Expecting(over) {
                @Override
                public void read(LoadSocket socket, ByteBuf text) {
                    fail("a frame was not counted");
                }
            });
            member.scan(new FrameScanner(this));
        }
        for (int i = 0; i < UNDER_WAY; i++) {
            say();
        }
    }

    /** Says nothing more. */
    void stop() {
        going = false;
    }

    /** How many broadcasts have come to one of those who hear them. */
    long delivered() {
        return delivered;
    }

    private void say() {
        int who = (int) (sent % SENDERS);
        members.get(who).send(speeches.get(who).next());
        sent++;
    }

    @Override
    public void texts(int count) {
        delivered += count;
        while (going && (sent - UNDER_WAY + 1) * others <= delivered) {
            say();
        }
        if (!going && delivered == sent * others) {
            over.complete(null);
        }
    }

    @Override
    public void sample(ByteBuf bytes, int from, int to) {
        String text = bytes.toString(from, to - from, StandardCharsets.US_ASCII);
        if (!text.startsWith(BEGINS) || !text.endsWith(ENDS)) {
            over.completeExceptionally(new IOException("somebody heard " + text));
        }
    }

    @Override
    public void other(int opcode) {
        over.completeExceptionally(new IOException("a frame has the opcode " + opcode));
    }
}

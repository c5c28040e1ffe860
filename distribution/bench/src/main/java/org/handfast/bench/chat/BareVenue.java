package org.handfast.bench.chat;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoopGroup;

import org.handfast.bench.LoadSocket;

/** Rooms that whoever opens a socket is in: {@link PassOnServer}. */
record BareVenue(EventLoopGroup group, int port) implements Venue {

    @Override
    public CompletableFuture<List<LoadSocket>> fill(String room, int members) {
        List<CompletableFuture<LoadSocket>> sockets =
                Stream.generate(() -> open(room)).limit(members).toList();
        return CompletableFuture.allOf(sockets.toArray(CompletableFuture[]::new))
                .thenApply(all -> new ArrayList<>(
                        sockets.stream().map(CompletableFuture::join).toList()));
    }

    private CompletableFuture<LoadSocket> open(String room) {
        var opened = new CompletableFuture<LoadSocket>();
        LoadSocket.open(group, URI.create("ws://127.0.0.1:" + port + "/ws/" + room), new Expecting(opened) {
            @Override
            public void opened(LoadSocket socket) {
                opened.complete(socket);
            }

            @Override
            public void read(LoadSocket socket, ByteBuf text) {
                throw new IllegalStateException("nobody has said anything");
            }
        });
        return opened;
    }

    /** As the hub words it for those who hear it, so that as many bytes go out. */
    @Override
    public Speech speech(String room, int sender, String box) {
        return new Speech(
                "{\"box\":\"" + box + "\",\"epoch\":1,\"from\":\"" + "a".repeat(HubVenue.IDENTITY) + "\",\"seq\":",
                ",\"type\":\"broadcast\"}");
    }
}

package org.handfast.bench.relay;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoopGroup;

import org.handfast.bench.LoadSocket;

/** Of a server that sends back what it gets. */
final class EchoDialect implements Dialect {

    private final EventLoopGroup group;
    private final int port;

    EchoDialect(EventLoopGroup group, int port) {
        this.group = group;
        this.port = port;
    }

    @Override
    public CompletableFuture<Member> join() {
        return CompletableFuture.completedFuture(new Member(new Identity(), "NOBODY0"));
    }

    @Override
    public CompletableFuture<LoadSocket> connect(Member member, Greeting greeting) {
        var connected = new CompletableFuture<LoadSocket>();
        LoadSocket.open(group, URI.create("ws://127.0.0.1:" + port + "/ws"), new Handshake(connected) {
            @Override
            public void opened(LoadSocket socket) {
                socket.send("connect".getBytes(StandardCharsets.US_ASCII));
            }

            @Override
            public void read(LoadSocket socket, ByteBuf text) {
                connected.complete(socket);
            }
        });
        return connected;
    }

    @Override
    public CompletableFuture<Void> befriend(Member sender, LoadSocket from, Member recipient, LoadSocket to) {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public byte[] message(Member sender, Member recipient, int number, boolean acknowledged) {
        return String.format(Locale.ROOT, "%0" + FRAME_BYTES + "d", number).getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public byte[] ack(Member recipient, Member sender, int number) {
        throw new UnsupportedOperationException("an echo knows no acknowledgement");
    }

    @Override
    public Said said(ByteBuf text) {
        return Said.MESSAGE;
    }

    @Override
    public boolean untouched() {
        return true;
    }

    @Override
    public boolean echoes() {
        return true;
    }
}

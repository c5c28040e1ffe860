package org.handfast.bench.relay;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoopGroup;

import org.handfast.bench.LoadSocket;

/** PeerServer's own: whoever connects has the id that it names, and nothing is signed. */
final class PeerServerDialect implements Dialect {

    private static final String BEFORE = "{\"type\":\"OFFER\",\"payload\":\"";

    private final EventLoopGroup group;
    private final int port;
    private final AtomicInteger members = new AtomicInteger();

    PeerServerDialect(EventLoopGroup group, int port) {
        this.group = group;
        this.port = port;
    }

    @Override
    public CompletableFuture<Member> join() {
        return CompletableFuture.completedFuture(new Member(new Identity(), "M" + members.incrementAndGet()));
    }

    @Override
    public CompletableFuture<LoadSocket> connect(Member member, Greeting greeting) {
        var connected = new CompletableFuture<LoadSocket>();
        LoadSocket.open(
                group,
                URI.create("ws://127.0.0.1:" + port + "/peerjs?key=peerjs&token=t&id=" + member.code()),
                new Handshake(connected) {
                    @Override
                    public void read(LoadSocket socket, ByteBuf text) {
                        if (said(text) == Said.CONNECTED) {
                            connected.complete(socket);
                        } else {
                            connected.completeExceptionally(Dialect.unexpected(text));
                        }
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
        String after = number + "\",\"dst\":\"" + recipient.code() + "\"}";
        return (BEFORE + "c".repeat(FRAME_BYTES - BEFORE.length() - after.length()) + after)
                .getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public byte[] ack(Member recipient, Member sender, int number) {
        throw new UnsupportedOperationException("PeerServer knows no acknowledgement");
    }

    @Override
    public Said said(ByteBuf text) {
        String start = text.toString(
                text.readerIndex(), Math.min(text.readableBytes(), BEFORE.length()), StandardCharsets.US_ASCII);
        return start.startsWith("{\"type\":\"OFFER\"")
                ? Said.MESSAGE
                : start.startsWith("{\"type\":\"OPEN\"") ? Said.CONNECTED : Said.OTHER;
    }

    @Override
    public boolean untouched() {
        return false;
    }
}

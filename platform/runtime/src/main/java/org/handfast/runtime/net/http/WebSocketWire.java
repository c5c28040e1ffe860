package org.handfast.runtime.net.http;

import io.netty.channel.socket.SocketChannel;

import org.handfast.api.Bytes;
import org.handfast.core.link.FanOut;
import org.handfast.core.link.Wire;
import org.handfast.runtime.net.socket.Batch;
import org.handfast.runtime.net.socket.Channels;

/** One WebSocket's sending half: each message a text frame. Thread-safe. */
final class WebSocketWire implements Wire {

    private final SocketChannel channel;
    private final WebSocketHandler handler;
    private volatile boolean over;

    WebSocketWire(SocketChannel channel, WebSocketHandler handler) {
        this.channel = channel;
        this.handler = handler;
    }

    @Override
    public void send(Bytes message) {
        if (over) {
            return;
        }
        channel.writeAndFlush(Frames.text(channel.alloc(), message, handler.client()), channel.voidPromise());
    }

    /** A client masks each frame by itself (RFC 6455, section 5.3); what a server sends is the same for all. */
    @Override
    public void send(FanOut message) {
        if (handler.client()) {
            send(message.message());
        } else if (!over) {
            Batch.of(message, channel).add(channel, message.frame(WebSocketWire.class, Frames::text));
        }
    }

    @Override
    public void whenSent(Runnable then) {
        Channels.whenFlushed(channel, then);
    }

    @Override
    public void close() {
        close(CloseCode.NORMAL);
    }

    @Override
    public void close(int code) {
        over = true;
        Channels.execute(channel, () -> handler.close(code));
    }

    @Override
    public void pause() {
        handler.pause();
        channel.config().setAutoRead(false);
    }

    @Override
    public void resume() {
        channel.config().setAutoRead(true);
        handler.resume();
    }
}

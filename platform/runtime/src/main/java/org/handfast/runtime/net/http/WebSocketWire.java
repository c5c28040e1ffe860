package org.handfast.runtime.net.http;

import io.netty.channel.socket.SocketChannel;

import org.handfast.api.Bytes;
import org.handfast.core.link.Wire;
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

    @Override
    public void whenSent(Runnable then) {
        Channels.whenFlushed(channel, then);
    }

    @Override
    public void close() {
        over = true;
        Channels.execute(channel, handler::close);
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

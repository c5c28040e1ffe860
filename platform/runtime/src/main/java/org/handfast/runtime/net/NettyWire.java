package org.handfast.runtime.net;

import java.util.concurrent.TimeUnit;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.socket.SocketChannel;

import org.handfast.api.Bytes;
import org.handfast.api.Framing;
import org.handfast.core.link.FanOut;
import org.handfast.core.link.Wire;
import org.handfast.runtime.net.socket.Batch;
import org.handfast.runtime.net.socket.Channels;

/** The sending half of a link. Thread-safe. */
final class NettyWire implements Wire {

    private final SocketChannel channel;
    private final Framing framing;
    private final LinkHandler handler;

    NettyWire(SocketChannel channel, Framing framing, LinkHandler handler) {
        this.channel = channel;
        this.framing = framing;
        this.handler = handler;
    }

    @Override
    public void send(Bytes message) {
        Bytes prefix = framing.prefix(message.size());
        Bytes suffix = framing.suffix();
        ByteBuf frame = channel.alloc().buffer(prefix.size() + message.size() + suffix.size());
        frame.writeBytes(prefix.buffer()).writeBytes(message.buffer()).writeBytes(suffix.buffer());
        channel.writeAndFlush(frame, channel.voidPromise());
    }

    @Override
    public void send(FanOut message) {
        byte[] frame = message.frame(framing, m -> Bytes.join(framing.prefix(m.size()), m, framing.suffix())
                .toArray());
        Batch.of(message, channel).add(channel, frame);
    }

    @Override
    public void whenSent(Runnable then) {
        Channels.whenFlushed(channel, then);
    }

    /** Closes its half, and all of it once the other end has too: closing at once could cut off what was sent last. */
    @Override
    public void close() {
        if (channel.eventLoop().isShuttingDown()) {
            channel.close();
            return;
        }
        channel.eventLoop().execute(() -> {
            handler.closing("closed at this end");
            channel.config().setAutoRead(true);
            channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(flushed -> channel.shutdownOutput());
            channel.eventLoop().schedule(() -> channel.close(), Channels.LINGER_SECONDS, TimeUnit.SECONDS);
        });
    }

    @Override
    public void pause() {
        channel.config().setAutoRead(false);
    }

    @Override
    public void resume() {
        channel.config().setAutoRead(true);
    }
}

package org.handfast.runtime.net.transport;

import java.util.concurrent.TimeUnit;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.SocketChannel;
import org.jspecify.annotations.Nullable;

import org.handfast.api.Bytes;
import org.handfast.api.Fault;
import org.handfast.api.transport.Channel;
import org.handfast.api.transport.ChannelEvents;
import org.handfast.api.transport.SocketPlace;
import org.handfast.runtime.net.socket.Channels;
import org.handfast.runtime.net.socket.Flushes;

/** A connection of a transport. On the transport's loop, as all that it calls is. */
final class TcpChannel extends SimpleChannelInboundHandler<ByteBuf> implements Channel {

    private static final System.Logger LOG = System.getLogger(TcpChannel.class.getName());

    private final SocketChannel channel;
    private final long id;
    private final SocketPlace remote;
    private final Runnable onClosed;
    private @Nullable ChannelEvents events;
    private String reason = "the other end closed it";
    private boolean deaf;

    TcpChannel(SocketChannel channel, long id, SocketPlace remote, Runnable onClosed) {
        this.channel = channel;
        this.id = id;
        this.remote = remote;
        this.onClosed = onClosed;
    }

    /** From now on it is read, and this is who hears of it. */
    void begin(ChannelEvents hears) {
        this.events = hears;
        channel.pipeline().addLast(this);
        channel.config().setAutoRead(true);
    }

    @Override
    public long id() {
        return id;
    }

    @Override
    public SocketPlace remote() {
        return remote;
    }

    @Override
    public void write(Bytes bytes) {
        if (!deaf) {
            // Flushed once all that waits on the loop is done: several layers write for one message.
            channel.write(Unpooled.wrappedBuffer(bytes.buffer()), channel.voidPromise());
            Flushes.ofThisLoop().soon(channel, channel.eventLoop());
        }
    }

    @Override
    public boolean isWritable() {
        return channel.isWritable();
    }

    @Override
    public void close() {
        if (deaf) {
            return;
        }
        closing("closed at this end");
        channel.config().setAutoRead(true);
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(flushed -> channel.shutdownOutput());
        if (!channel.eventLoop().isShuttingDown()) {
            channel.eventLoop().schedule(() -> channel.close(), Channels.LINGER_SECONDS, TimeUnit.SECONDS);
        }
    }

    private void closing(String why) {
        if (!deaf) {
            deaf = true;
            reason = why;
        }
    }

    @Override
    public void pause() {
        channel.config().setAutoRead(deaf);
    }

    @Override
    public void resume() {
        channel.config().setAutoRead(true);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, ByteBuf in) {
        if (!deaf && events != null) {
            var bytes = new byte[in.readableBytes()];
            in.readBytes(bytes);
            events.received(Bytes.wrap(bytes));
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (channel.isWritable() && !deaf && events != null) {
            events.writable();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        onClosed.run();
        if (events != null) {
            events.closed(reason);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        switch (cause) {
            case Fault fault -> closing(fault.detail());
            case java.io.IOException broken -> closing("the connection broke");
            default -> {
                LOG.log(System.Logger.Level.ERROR, "Connection to " + remote + " failed", cause);
                closing("something failed at this end");
            }
        }
        ctx.close();
    }
}

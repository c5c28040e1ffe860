package org.handfast.runtime.net.socket;

import java.util.concurrent.RejectedExecutionException;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SslHandler;

/** What is done to a channel from any thread, and how it is left. */
public final class Channels {

    /** How long the other end has to close after this one did, in seconds. */
    public static final int LINGER_SECONDS = 5;

    private Channels() {}

    /** Runs a task on the channel's loop; closes the channel if there is no loop any more. */
    public static void execute(Channel channel, Runnable task) {
        try {
            channel.eventLoop().execute(task);
        } catch (RejectedExecutionException stopped) {
            channel.close();
        }
    }

    /** Runs {@code then} once all that was written before is out; never if the channel closes first. */
    public static void whenFlushed(Channel channel, Runnable then) {
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener((ChannelFuture flushed) -> {
            if (flushed.isSuccess()) {
                then.run();
            }
        });
    }

    /**
     * Says that nothing more will be sent. The other end is to close then: closing before it has read everything could cut
     * off what was sent last.
     */
    public static void endOutput(SocketChannel channel) {
        SslHandler ssl = channel.pipeline().get(SslHandler.class);
        if (ssl == null) {
            channel.shutdownOutput();
        } else {
            ssl.closeOutbound();
        }
    }
}

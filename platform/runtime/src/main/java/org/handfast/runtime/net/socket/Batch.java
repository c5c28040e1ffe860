package org.handfast.runtime.net.socket;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import org.jspecify.annotations.Nullable;

import org.handfast.core.link.FanOut;

/**
 * What one message's links of one event loop are sent: one task of the loop and one buffer outside of the heap, not one of both
 * a link. Filled by one thread.
 */
public final class Batch implements FanOut.Share {

    private final EventLoop loop;
    private final List<Channel> channels = new ArrayList<>();
    private final List<byte[]> frames = new ArrayList<>();

    private Batch(EventLoop loop) {
        this.loop = loop;
    }

    /** That of a message for the loop of a channel. */
    public static Batch of(FanOut message, Channel channel) {
        EventLoop loop = channel.eventLoop();
        return message.share(Batch.class, loop, () -> new Batch(loop));
    }

    /** One channel more; its frame is not to be changed. */
    public void add(Channel channel, byte[] frame) {
        channels.add(channel);
        frames.add(frame);
    }

    @Override
    public void send() {
        try {
            loop.execute(this::write);
        } catch (RejectedExecutionException stopped) {
            // It has closed its channels.
        }
    }

    private void write() {
        Flushes flushes = Flushes.ofThisLoop();
        ByteBuf shared = Unpooled.EMPTY_BUFFER;
        byte @Nullable [] last = null;
        for (int i = 0; i < channels.size(); i++) {
            Channel channel = channels.get(i);
            byte[] frame = frames.get(i);
            if (frame != last) {
                shared.release();
                shared = channel.alloc().directBuffer(frame.length).writeBytes(frame);
                last = frame;
            }
            channel.write(shared.retainedDuplicate(), channel.voidPromise());
            flushes.soon(channel, loop);
        }
        shared.release();
    }
}

package org.handfast.runtime.net.socket;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.FastThreadLocal;

/**
 * Flushes what was written on one event loop once all that waits to be written there is, so that a channel to which many
 * messages go costs one call into the system, not one a message. On the loop.
 */
public final class Flushes {

    /** What may wait for it, in bytes: far less than what closes a channel that does not read. */
    private static final int MOST = 16_384;

    private static final FastThreadLocal<Flushes> OF_LOOP = new FastThreadLocal<>() {
        @Override
        protected Flushes initialValue() {
            return new Flushes();
        }
    };

    private final Set<Channel> waiting = Collections.newSetFromMap(new IdentityHashMap<>());

    /** That of the loop this is called on. */
    public static Flushes ofThisLoop() {
        return OF_LOOP.get();
    }

    /** Flushes a channel soon; at once if much waits on it. */
    public void soon(Channel channel, EventLoop loop) {
        if (channel.config().getWriteBufferHighWaterMark() - channel.bytesBeforeUnwritable() > MOST) {
            channel.flush();
            return;
        }
        if (waiting.isEmpty()) {
            loop.execute(this::flush);
        }
        waiting.add(channel);
    }

    private void flush() {
        waiting.forEach(Channel::flush);
        waiting.clear();
    }
}

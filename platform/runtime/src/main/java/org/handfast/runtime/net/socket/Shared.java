package org.handfast.runtime.net.socket;

import java.util.concurrent.atomic.AtomicLong;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;

import org.handfast.core.limit.Limit;
import org.handfast.core.limit.Limits;
import org.handfast.core.limit.LinkGuard;

/**
 * What all connections share.
 *
 * @param loops the threads they are served by
 * @param limits the table
 * @param guard counts them
 * @param ids the last link's id
 * @param sweeps keeps their times
 */
public record Shared(EventLoopGroup loops, Limits limits, LinkGuard guard, AtomicLong ids, Sweeps sweeps) {

    /** The id of one more link. */
    public long nextId() {
        return ids.incrementAndGet();
    }

    /** How much may wait to be sent on a connection before it is not writable. */
    public WriteBufferWaterMark waterMark() {
        int most = limits.of(Limit.UNSENT_BYTES);
        return new WriteBufferWaterMark(most / 2, most);
    }
}

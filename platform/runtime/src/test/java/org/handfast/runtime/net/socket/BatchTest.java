package org.handfast.runtime.net.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.concurrent.TimeUnit;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.handfast.api.Bytes;
import org.handfast.core.link.FanOut;

@Timeout(60)
class BatchTest {

    private final FanOut message = new FanOut(Bytes.utf8("hello"));

    @Test
    void thoseOfOneLoopAreTogether() throws InterruptedException {
        try (EventLoopGroup loops = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory())) {
            NioSocketChannel one = registered(loops);
            NioSocketChannel elsewhere = registered(loops);
            NioSocketChannel again = registered(loops);
            assertThat(Batch.of(message, one)).isSameAs(Batch.of(message, again));
            assertThat(Batch.of(message, one)).isNotSameAs(Batch.of(message, elsewhere));
        }
    }

    @Test
    void aLoopThatHasStoppedIsGivenNothing() throws InterruptedException {
        EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        NioSocketChannel channel = registered(loops);
        loops.shutdownGracefully(0, 0, TimeUnit.SECONDS).sync();
        Batch.of(message, channel).add(channel, new byte[] {1});
        assertThatCode(message::send).doesNotThrowAnyException();
    }

    private static NioSocketChannel registered(EventLoopGroup loops) throws InterruptedException {
        var channel = new NioSocketChannel();
        loops.register(channel).sync();
        return channel;
    }
}

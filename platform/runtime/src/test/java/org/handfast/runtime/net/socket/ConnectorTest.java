package org.handfast.runtime.net.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.handfast.core.limit.Limits;
import org.handfast.core.limit.LinkGuard;
import org.handfast.testkit.TestClock;
import org.handfast.testkit.World;

@Timeout(60)
class ConnectorTest {

    @Test
    void whatIsAskedOfLoopsThatHaveStoppedFailsAndDoesNotThrow() throws Exception {
        Limits limits = Limits.of(Map.of());
        var loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        loops.shutdownGracefully(0, 0, TimeUnit.SECONDS).await();
        var shared = new Shared(
                loops, limits, new LinkGuard(new TestClock(World.BEGINNING), limits), new AtomicLong(), new Sweeps());
        var failed = new CompletableFuture<String>();
        new Connector(shared, Runnable::run)
                .connect(
                        "127.0.0.1",
                        1,
                        channel -> failed.completeExceptionally(new AssertionError("connected")),
                        failed::complete);
        assertThat(failed.get(15, TimeUnit.SECONDS)).isNotEmpty();
    }
}

package org.handfast.runtime.net.socket;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;

/** Connects to others without blocking. Thread-safe. */
public final class Connector {

    private static final int CONNECT_MILLIS = 10_000;

    private final Shared shared;
    private final Executor resolver;

    /** A connector; {@code resolver} runs what waits for names to be looked up. */
    public Connector(Shared shared, Executor resolver) {
        this.shared = shared;
        this.resolver = resolver;
    }

    /**
     * Connects.
     *
     * @param opened given a channel that is not read until it is told to; on its loop
     * @param failed given a reason
     */
    public void connect(String host, int port, Consumer<SocketChannel> opened, Consumer<String> failed) {
        resolver.execute(() -> {
            try {
                connect(new InetSocketAddress(InetAddress.getByName(host), port), opened, failed);
            } catch (UnknownHostException e) {
                failed.accept("there is no host '" + host + "'");
            }
        });
    }

    private void connect(InetSocketAddress address, Consumer<SocketChannel> opened, Consumer<String> failed) {
        if (shared.loops().isShuttingDown()) {
            // There is no loop that would tell.
            failed.accept("this end stops");
            return;
        }
        new Bootstrap()
                .group(shared.loops())
                .channel(NioSocketChannel.class)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(ChannelOption.AUTO_READ, false)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, shared.waterMark())
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {}
                })
                .connect(address)
                .addListener((ChannelFuture connected) -> {
                    if (connected.isSuccess()) {
                        opened.accept((SocketChannel) connected.channel());
                    } else {
                        failed.accept(why(connected.cause()));
                    }
                });
    }

    private static String why(Throwable cause) {
        String message =
                cause instanceof IOException && cause.getMessage() != null ? cause.getMessage() : cause.toString();
        return message.contains("refused") ? "connection refused: nothing listens there" : message;
    }
}

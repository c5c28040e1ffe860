package org.handfast.bench;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.Supplier;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;

/** Netty's HTTP and WebSocket on one thread, and nothing around it. */
public final class BareServer {

    /** What it says once it is ready, and the port. */
    public static final String READY = "listening";

    private static final int BACKLOG = 1_024;
    private static final int MAX_REQUEST = 16_384;

    private BareServer() {}

    /** Listens on a free port of loopback and says which; each connection has {@code handlers} of its own. */
    public static void listen(Supplier<List<ChannelHandler>> handlers) throws InterruptedException {
        var config = WebSocketServerProtocolConfig.newBuilder()
                .websocketPath("/ws")
                .checkStartsWith(true)
                .maxFramePayloadLength(MAX_REQUEST)
                .build();
        Channel channel = new ServerBootstrap()
                .group(new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory()))
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel connection) {
                        connection
                                .pipeline()
                                .addLast(
                                        new HttpServerCodec(),
                                        new HttpObjectAggregator(MAX_REQUEST),
                                        new WebSocketServerProtocolHandler(config));
                        handlers.get().forEach(connection.pipeline()::addLast);
                    }
                })
                .bind("127.0.0.1", 0)
                .sync()
                .channel();
        System.out.println(READY + " on port " + ((InetSocketAddress) channel.localAddress()).getPort());
        channel.closeFuture().sync();
    }
}

package org.handfast.runtime.net.socket;

import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;

import org.handfast.api.Fault;

/** A TCP port where others connect, from when it is opened until it is closed. Thread-safe. */
public final class ListeningPort {

    private static final int BACKLOG = 1024;
    private static final int CLOSE_SECONDS = 5;

    private final Channel channel;

    private ListeningPort(Channel channel) {
        this.channel = channel;
    }

    /**
     * Opens one.
     *
     * @param owner whose it is: its number is the setting {@code <owner>.port}
     * @param host where, as a name or address; an empty one is every interface
     * @param port where, 0 for any that is free
     * @param accepted given each connection, and who is at its other end, before anything is read; on its loop
     * @throws Fault CONFIGURATION {@code port-taken} if it cannot be had
     */
    public static ListeningPort open(
            Shared shared, String owner, String host, int port, BiConsumer<SocketChannel, Peer> accepted) {
        var bootstrap = new ServerBootstrap()
                .group(shared.loops())
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, shared.waterMark())
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        InetSocketAddress remote = channel.remoteAddress();
                        if (remote == null) {
                            channel.close();
                        } else {
                            accepted.accept(channel, Peer.of(remote));
                        }
                    }
                });
        ChannelFuture bound = host.isEmpty() ? bootstrap.bind(port) : bootstrap.bind(host, port);
        bound.awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new Fault(
                    Fault.Category.CONFIGURATION,
                    "port-taken",
                    "Port " + port + " (" + owner + ") cannot be listened on: "
                            + bound.cause().getMessage() + ". Choose another with --set " + owner
                            + ".port=PORT, 0 for any that is free.",
                    bound.cause());
        }
        return new ListeningPort(bound.channel());
    }

    /** Its number. */
    public int number() {
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    /** Nobody connects any more; connections stay. */
    public void close() {
        // Not for ever: the loop may be one that a transport does not give back.
        channel.close().awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS);
    }
}

package org.handfast.runtime.net.http;

import java.net.InetSocketAddress;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.haproxy.HAProxyMessageDecoder;
import io.netty.handler.codec.http.HttpResponseEncoder;
import org.jspecify.annotations.Nullable;

import org.handfast.api.Fault;
import org.handfast.api.Listener;
import org.handfast.core.link.LinkEvents;
import org.handfast.runtime.net.socket.Peer;
import org.handfast.runtime.net.socket.Seat;
import org.handfast.runtime.net.socket.Shared;

/** The port that all protocols share: open for as long as one of them has a path there. Thread-safe. */
public final class HttpPort {

    private static final int SMALLEST_READ = 512;
    private static final int LARGEST_READ = 64 * 1024;

    private final Shared shared;
    private final Routes routes = new Routes();
    private @Nullable Open open;

    private record Open(Channel channel, Site site) {
        int port() {
            return ((InetSocketAddress) channel.localAddress()).getPort();
        }
    }

    /** A port that is closed. */
    public HttpPort(Shared shared) {
        this.shared = shared;
    }

    /**
     * Answers a listener's requests.
     *
     * @param settings how to open the port, if it is the first
     * @return the port
     * @throws Fault CONFIGURATION if the port or the certificate cannot be had, or a path is another's
     */
    public synchronized int open(String protocol, Listener.Http listener, HttpSettings settings, LinkEvents events) {
        routes.add(protocol, listener, events);
        return open(protocol, listener, settings);
    }

    /** Opens a listener's WebSockets. */
    public synchronized int open(
            String protocol, Listener.WebSocket listener, HttpSettings settings, LinkEvents events) {
        routes.add(protocol, listener, events);
        return open(protocol, listener, settings);
    }

    private int open(String protocol, Listener listener, HttpSettings settings) {
        try {
            Open now = open == null ? bind(Site.of(shared, routes, settings), settings) : open;
            open = now;
            return now.port();
        } catch (RuntimeException e) {
            routes.remove(protocol, listener.name());
            throw e;
        }
    }

    /** Serves a listener no more, and closes the port after the last. WebSockets that are open stay. */
    public synchronized void close(String protocol, String listener) {
        routes.remove(protocol, listener);
        Open last = open;
        if (last != null && routes.isEmpty()) {
            open = null;
            last.site().over().set(true);
            last.channel().close().awaitUninterruptibly();
        }
    }

    private Open bind(Site site, HttpSettings settings) {
        var bootstrap = new ServerBootstrap()
                .group(shared.loops())
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, 1024)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(
                        ChannelOption.RECVBUF_ALLOCATOR,
                        new AdaptiveRecvByteBufAllocator(SMALLEST_READ, SMALLEST_READ, LARGEST_READ))
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, shared.waterMark())
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        accept(channel, site);
                    }
                });
        ChannelFuture bound = settings.host().isEmpty()
                ? bootstrap.bind(settings.port())
                : bootstrap.bind(settings.host(), settings.port());
        bound.awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new Fault(
                    Fault.Category.CONFIGURATION,
                    "port-taken",
                    "Port " + settings.port() + " (http) cannot be listened on: "
                            + bound.cause().getMessage()
                            + ". Choose another with --set http.port=PORT, 0 for any that is free.",
                    bound.cause());
        }
        return new Open(bound.channel(), site);
    }

    private static void accept(SocketChannel channel, Site site) {
        InetSocketAddress remote = channel.remoteAddress();
        if (remote == null) {
            channel.close();
            return;
        }
        Peer peer = Peer.of(remote);
        var seat = new Seat(site.shared().guard());
        boolean proxy = site.proxies().trusts(peer.address());
        if (proxy && site.proxyProtocol()) {
            channel.pipeline().addLast(new HAProxyMessageDecoder(), new ProxyHandler(site, channel, peer, seat));
        } else if (!proxy && seat.take(peer.group()).isPresent()) {
            channel.close();
        } else {
            serve(channel, site, peer, seat);
        }
    }

    /** Begins to speak HTTP with a peer that was let in. */
    static void serve(SocketChannel channel, Site site, Peer peer, Seat seat) {
        var handler = new HttpHandler(site, channel, peer, seat);
        site.tls().ifPresent(tls -> channel.pipeline().addLast(tls.handler(channel.alloc(), site.shared())));
        channel.pipeline().addLast(handler.decoder(), new HttpResponseEncoder(), handler);
    }
}

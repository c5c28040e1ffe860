package org.handfast.runtime.net.http;

import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.haproxy.HAProxyMessageDecoder;
import io.netty.handler.codec.http.HttpResponseEncoder;
import org.jspecify.annotations.Nullable;

import org.handfast.api.Listener;
import org.handfast.core.link.LinkEvents;
import org.handfast.runtime.net.socket.ListeningPort;
import org.handfast.runtime.net.socket.Peer;
import org.handfast.runtime.net.socket.Seat;
import org.handfast.runtime.net.socket.Shared;

/** The port that all protocols share: open for as long as one of them has a path there. Thread-safe. */
public final class HttpPort {

    /** A connection that is idle has small buffers. */
    private static final RecvByteBufAllocator RECEIVING = new AdaptiveRecvByteBufAllocator(512, 512, 64 * 1024);

    private final Shared shared;
    private final Routes routes = new Routes();
    private @Nullable Open open;

    private record Open(ListeningPort port, Site site) {}

    /** A port that is closed. */
    public HttpPort(Shared shared) {
        this.shared = shared;
    }

    /**
     * Answers a listener's requests.
     *
     * @param settings how to open the port, if it is the first
     * @return the port
     * @throws org.handfast.api.Fault CONFIGURATION if the port or the certificate cannot be had, or a path is another's
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
            return now.port().number();
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
            last.port().close();
        }
    }

    private Open bind(Site site, HttpSettings settings) {
        return new Open(
                ListeningPort.open(
                        shared,
                        "http",
                        settings.host(),
                        settings.port(),
                        (channel, peer) -> accept(channel, peer, site)),
                site);
    }

    private static void accept(SocketChannel channel, Peer peer, Site site) {
        channel.config().setRecvByteBufAllocator(RECEIVING);
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

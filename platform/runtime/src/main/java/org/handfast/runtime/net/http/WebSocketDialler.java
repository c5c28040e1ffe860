package org.handfast.runtime.net.http;

import java.util.function.Consumer;
import javax.net.ssl.SSLException;

import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpRequestEncoder;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import org.jspecify.annotations.Nullable;

import org.handfast.api.Fault;
import org.handfast.api.Link;
import org.handfast.api.Listener;
import org.handfast.core.link.Dialler.Dialled;
import org.handfast.core.link.LinkEvents;
import org.handfast.runtime.net.socket.Connector;
import org.handfast.runtime.net.socket.Shared;

/** Opens WebSockets to others; by {@code wss} to those whose certificate this machine trusts. Thread-safe. */
public final class WebSocketDialler {

    private final Shared shared;
    private final Connector connector;
    private @Nullable SslContext tls;

    /** A dialler over a connector. */
    public WebSocketDialler(Shared shared, Connector connector) {
        this.shared = shared;
        this.connector = connector;
    }

    /**
     * Opens one, as {@link org.handfast.core.link.Dialler#dial} says; the listener's first subprotocol is offered.
     *
     * @param endpoint {@code ws://host:port/path} or {@code wss://…}
     */
    public void dial(String endpoint, Listener.WebSocket listener, LinkEvents events, Consumer<Dialled> done) {
        WebSocketAddress where;
        try {
            where = WebSocketAddress.parse(endpoint);
        } catch (Fault bad) {
            done.accept(new Dialled.Failed(bad.detail()));
            return;
        }
        connector.connect(
                where.host(),
                where.port(),
                channel -> ask(channel, where, endpoint, listener, events, done),
                reason -> done.accept(new Dialled.Failed(reason)));
    }

    private void ask(
            SocketChannel channel,
            WebSocketAddress where,
            String endpoint,
            Listener.WebSocket listener,
            LinkEvents events,
            Consumer<Dialled> done) {
        var link = new Link(shared.nextId(), listener.name(), endpoint, true);
        var socket = new WebSocketHandler(
                WebSocketRules.of(shared.limits(), listener, true),
                link,
                events,
                shared.sweeps().of(channel.eventLoop()),
                () -> {});
        var handshake = new ClientHandshake(
                where, listener.subprotocols().stream().findFirst(), shared, channel, socket, opened -> {
                    done.accept(opened.<Dialled>map(Dialled.Failed::new)
                            .orElseGet(() -> new Dialled.Open(link, new WebSocketWire(channel, socket))));
                });
        if (where.secure()) {
            channel.pipeline().addLast(tls().newHandler(channel.alloc(), where.host(), where.port()));
        }
        channel.pipeline().addLast(new HttpResponseDecoder(), new HttpRequestEncoder(), handshake);
        channel.config().setAutoRead(true);
    }

    private synchronized SslContext tls() {
        try {
            if (tls == null) {
                tls = SslContextBuilder.forClient().build();
            }
            return tls;
        } catch (SSLException e) {
            throw new IllegalStateException(e);
        }
    }
}

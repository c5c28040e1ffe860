package org.handfast.runtime.net.http;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequestEncoder;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import org.jspecify.annotations.Nullable;

import org.handfast.runtime.net.socket.Shared;
import org.handfast.runtime.net.socket.Sweep;

/** Asks a server to open a WebSocket (RFC 6455, section 4.1) and makes the connection one. On the connection's loop. */
final class ClientHandshake extends SimpleChannelInboundHandler<HttpObject> implements Sweep.Swept {

    private static final int SECONDS = 10;
    private static final int KEY_BYTES = 16;
    private static final int SWITCHING = 101;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final WebSocketAddress where;
    private final Optional<String> subprotocol;
    private final Shared shared;
    private final SocketChannel channel;
    private final WebSocketHandler socket;
    private final Consumer<Optional<String>> done;
    private final String key;
    private final long since = System.nanoTime();
    private @Nullable HttpResponse response;
    private boolean over;

    /** {@code done} is told why it failed, or nothing if it did not; once. */
    ClientHandshake(
            WebSocketAddress where,
            Optional<String> subprotocol,
            Shared shared,
            SocketChannel channel,
            WebSocketHandler socket,
            Consumer<Optional<String>> done) {
        this.where = where;
        this.subprotocol = subprotocol;
        this.shared = shared;
        this.channel = channel;
        this.socket = socket;
        this.done = done;
        var random = new byte[KEY_BYTES];
        RANDOM.nextBytes(random);
        this.key = Base64.getEncoder().encodeToString(random);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        shared.sweeps().of(channel.eventLoop()).add(this);
        var request = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, where.target());
        request.headers()
                .set(HttpHeaderNames.HOST, where.authority())
                .set(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET)
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE)
                .set(HttpHeaderNames.SEC_WEBSOCKET_KEY, key)
                .set(HttpHeaderNames.SEC_WEBSOCKET_VERSION, "13");
        subprotocol.ifPresent(s -> request.headers().set(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL, s));
        ctx.writeAndFlush(request);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        shared.sweeps().of(channel.eventLoop()).remove(this);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, HttpObject message) {
        if (message.decoderResult().isFailure()) {
            fail("what listens there does not speak HTTP");
            return;
        }
        if (message instanceof HttpResponse head) {
            response = head;
            problem(head).ifPresent(this::fail);
        }
        if (message instanceof LastHttpContent && response != null && !over) {
            over = true;
            channel.pipeline().addLast(socket);
            done.accept(Optional.empty());
            channel.pipeline().remove(this);
            channel.pipeline().remove(HttpRequestEncoder.class);
            // What came behind the response goes on to the socket.
            channel.pipeline().remove(HttpResponseDecoder.class);
        }
    }

    private Optional<String> problem(HttpResponse head) {
        int status = head.status().code();
        HttpHeaders headers = head.headers();
        if (status == 404) {
            return Optional.of("there is nothing at " + where.target() + " (404)");
        }
        if (status != SWITCHING) {
            return Optional.of("it answers " + status + " instead of opening a WebSocket");
        }
        if (!headers.containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)
                || !headers.containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true)
                || !Accept.of(key).equals(headers.get(HttpHeaderNames.SEC_WEBSOCKET_ACCEPT))
                || headers.contains(HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS)) {
            return Optional.of("what listens there is no WebSocket");
        }
        String agreed = headers.get(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL);
        return agreed != null && !subprotocol.equals(Optional.of(agreed))
                ? Optional.of("it chose a subprotocol that it was not offered")
                : Optional.empty();
    }

    private void fail(String reason) {
        if (!over) {
            over = true;
            done.accept(Optional.of(reason));
            channel.close();
        }
    }

    @Override
    public void sweep(long now) {
        if (now - since > TimeUnit.SECONDS.toNanos(SECONDS)) {
            fail("it did not answer within " + SECONDS + " s");
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        fail("it closed the connection instead of opening a WebSocket");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        Throwable root = cause instanceof DecoderException && cause.getCause() != null ? cause.getCause() : cause;
        fail(
                root instanceof SSLException
                        ? "its certificate is not trusted, or there is no TLS: " + root.getMessage()
                        : "the connection broke");
    }
}

package org.handfast.runtime.net.http;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import org.jspecify.annotations.Nullable;

import org.handfast.api.Bytes;
import org.handfast.api.Link;
import org.handfast.api.Request;
import org.handfast.api.RequestSignature;
import org.handfast.core.limit.Limit;
import org.handfast.core.link.LinkEvents;
import org.handfast.core.link.SignedTarget;
import org.handfast.runtime.net.socket.Channels;
import org.handfast.runtime.net.socket.Peer;
import org.handfast.runtime.net.socket.Seat;
import org.handfast.runtime.net.socket.Sweep;

/**
 * One HTTP connection: a request is read, given to whom {@link Dispatch} finds, and answered; then the next. It becomes a
 * WebSocket if that is what is asked for. On the connection's loop.
 */
final class HttpHandler extends SimpleChannelInboundHandler<HttpObject> implements Sweep.Swept {

    private static final System.Logger LOG = System.getLogger(HttpHandler.class.getName());

    private final Site site;
    private final SocketChannel channel;
    private final Peer connected;
    private final Seat seat;
    private final Dispatch dispatch;
    private final RequestDecoder decoder;
    private Phase phase = Phase.IDLE;
    private long since = System.nanoTime();
    private @Nullable Asked asked;
    private @Nullable Exchange exchange;

    private enum Phase {
        /** No request has begun. */
        IDLE,
        READING,
        /** A protocol has it. */
        WAITING,
        ANSWERING,
        /** The other end is to close. */
        LEAVING
    }

    /** The request under way. */
    private record Asked(HttpRequest request, boolean staying, Plan plan, Body body) {}

    HttpHandler(Site site, SocketChannel channel, Peer connected, Seat seat) {
        this.site = site;
        this.channel = channel;
        this.connected = connected;
        this.seat = seat;
        this.dispatch = new Dispatch(site, connected, seat);
        this.decoder = new RequestDecoder(site.shared().limits(), () -> enter(Phase.READING));
    }

    RequestDecoder decoder() {
        return decoder;
    }

    SocketChannel channel() {
        return channel;
    }

    private void enter(Phase next) {
        phase = next;
        since = System.nanoTime();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        site.shared().sweeps().of(channel.eventLoop()).add(this);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        site.shared().sweeps().of(channel.eventLoop()).remove(this);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, HttpObject message) {
        if (phase != Phase.READING) {
            return;
        }
        if (message.decoderResult().isFailure()) {
            answer(HeadCheck.unreadable(message.decoderResult().cause()), false);
            return;
        }
        if (message instanceof HttpRequest request) {
            begin(request);
        }
        if (message instanceof HttpContent content && phase == Phase.READING && asked != null) {
            read(asked, content);
        }
    }

    private void begin(HttpRequest request) {
        try {
            HeadCheck.require(request);
        } catch (Refused e) {
            asked = new Asked(request, false, new Plan.Answering(e.answer()), new Body(0));
            // Where it ends is anybody's guess.
            answer(e.answer(), false);
            return;
        }
        boolean staying = HttpUtil.isKeepAlive(request);
        try {
            Plan plan = dispatch.plan(request);
            var body = new Body(plan.mostBody());
            asked = new Asked(request, staying, plan, body);
            body.requireRoom(HttpUtil.getContentLength(request, 0L));
            if (HttpUtil.is100ContinueExpected(request)) {
                channel.writeAndFlush(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE));
            }
        } catch (Refused e) {
            asked = new Asked(request, staying, new Plan.Answering(e.answer()), new Body(0));
            if (HeadCheck.hasBody(request)) {
                answer(e.answer(), false);
            }
        }
    }

    private void read(Asked it, HttpContent content) {
        try {
            it.body().add(content.content());
        } catch (Refused e) {
            answer(e.answer(), false);
            return;
        }
        if (content instanceof LastHttpContent) {
            perform(it);
        }
    }

    private void perform(Asked it) {
        switch (it.plan()) {
            case Plan.Answering plan -> answer(plan.answer(), it.staying());
            case Plan.Asking plan -> ask(plan, it.request().headers(), it.body().whole());
            case Plan.Opening plan -> open(plan, it.request().headers());
        }
    }

    private void ask(Plan.Asking plan, HttpHeaders headers, Bytes body) {
        Routes.Route route = plan.route();
        Target target = plan.target();
        LinkEvents events = plan.service().events();
        var link =
                new Link(site.shared().nextId(), route.listener(), plan.from().text(), false);
        var begun = new Exchange(this, link, events);
        exchange = begun;
        enter(Phase.WAITING);
        SignedTarget signed = SignedTarget.of(target.text(), headers.getAll(RequestSignature.HEADER));
        events.requested(
                route.owner(),
                link,
                new Request(
                        route.method(),
                        target.path(),
                        signed.target(),
                        signed.signature(),
                        route.parameters(target.segments()),
                        target.query(),
                        Optional.empty(),
                        body),
                begun);
    }

    /** A protocol answers; too late if the exchange is over. */
    void answered(Exchange by, Answer answer) {
        if (exchange == by && phase == Phase.WAITING && asked != null) {
            answer(answer, asked.staying());
        }
    }

    private void answer(Answer answer, boolean stay) {
        boolean staying = stay && !site.closed();
        enter(Phase.ANSWERING);
        HttpRequest request = asked == null ? null : asked.request();
        boolean head = request != null && request.method().equals(HttpMethod.HEAD);
        FullHttpResponse response = encoded(answer, head);
        if (request != null) {
            site.cors().mark(request.headers(), response.headers());
        }
        if (!staying) {
            response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        } else if (request != null && request.protocolVersion().equals(HttpVersion.HTTP_1_0)) {
            response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.KEEP_ALIVE);
        }
        channel.writeAndFlush(response).addListener((ChannelFuture written) -> written(written.isSuccess(), staying));
    }

    private static FullHttpResponse encoded(Answer answer, boolean head) {
        try {
            return answer.encoded(head);
        } catch (IllegalArgumentException e) {
            LOG.log(System.Logger.Level.ERROR, "An answer has a header that cannot be", e);
            return Answer.message(500, "The answer cannot be sent.").encoded(head);
        }
    }

    private void written(boolean whole, boolean staying) {
        if (phase != Phase.ANSWERING) {
            return;
        }
        end(whole ? "it was answered" : "the connection broke");
        asked = null;
        if (!whole) {
            channel.close();
        } else if (staying) {
            goOn();
        } else {
            leave();
        }
    }

    private void goOn() {
        enter(Phase.IDLE);
        ChannelHandlerContext ctx = channel.pipeline().context(decoder);
        if (ctx != null) {
            decoder.next(ctx);
        }
    }

    private void leave() {
        enter(Phase.LEAVING);
        ChannelHandlerContext ctx = channel.pipeline().context(decoder);
        if (ctx != null) {
            decoder.drop(ctx);
            Channels.endOutput(channel);
        }
    }

    private void end(String reason) {
        Exchange over = exchange;
        exchange = null;
        if (over != null) {
            over.ended(reason);
        }
    }

    private void open(Plan.Opening plan, HttpHeaders headers) {
        Routes.Route route = plan.route();
        Target target = plan.target();
        LinkEvents events = plan.service().events();
        var link =
                new Link(site.shared().nextId(), route.listener(), plan.from().text(), false);
        SignedTarget signed = SignedTarget.ofWebSocket(target.text(), headers.getAll(RequestSignature.HEADER));
        var request = new Request(
                "GET",
                target.path(),
                signed.target(),
                signed.signature(),
                route.parameters(target.segments()),
                target.query(),
                plan.upgrade().subprotocol(),
                Bytes.EMPTY);
        var socket = new WebSocketHandler(
                WebSocketRules.of(site.shared().limits(), plan.service().listener(), false),
                link,
                events,
                site.shared().sweeps().of(channel.eventLoop()),
                seat::leave);
        channel.writeAndFlush(plan.upgrade().response());
        channel.pipeline().addLast(socket);
        events.opened(route.owner(), link, Optional.of(request), new WebSocketWire(channel, socket));
        channel.pipeline().remove(this);
        channel.pipeline().remove(HttpResponseEncoder.class);
        // What came behind the request goes on to the socket.
        channel.pipeline().remove(decoder);
    }

    @Override
    public void sweep(long now) {
        long passed = now - since;
        switch (phase) {
            case IDLE -> {
                if (site.closed() || passed > seconds(Limit.UNROUTED_SECONDS)) {
                    channel.close();
                }
            }
            case READING -> {
                if (passed > seconds(Limit.FRAME_SECONDS)) {
                    answer(Answer.message(408, "The request took too long to come."), false);
                }
            }
            case WAITING -> {
                if (passed > seconds(Limit.EXCHANGE_SECONDS)) {
                    end("it was not answered in time");
                    answer(Answer.message(503, "The request was not answered in time."), false);
                }
            }
            case ANSWERING -> {
                if (passed > seconds(Limit.FRAME_SECONDS)) {
                    end("it does not read what is sent to it");
                    channel.close();
                }
            }
            case LEAVING -> {
                if (passed > TimeUnit.SECONDS.toNanos(Channels.LINGER_SECONDS)) {
                    channel.close();
                }
            }
        }
    }

    private long seconds(Limit limit) {
        return TimeUnit.SECONDS.toNanos(site.shared().limits().of(limit));
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        end("the other end closed it");
        seat.leave();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        Throwable root = cause instanceof DecoderException && cause.getCause() != null ? cause.getCause() : cause;
        if (!(root instanceof IOException)) {
            LOG.log(System.Logger.Level.ERROR, "A request from " + connected.text() + " failed", root);
        }
        ctx.close();
    }
}

package org.handfast.runtime.net.http;

import java.util.List;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.LastHttpContent;

import org.handfast.core.limit.Limit;
import org.handfast.core.limit.Limits;

/**
 * Reads one request, and the next only when it is told to: of those that come before that (pipelining) a few bytes wait, and
 * no more are read.
 */
final class RequestDecoder extends HttpRequestDecoder {

    private static final int MOST_WAITING = 16 * 1024;

    private final Runnable begun;
    private boolean reading;
    private boolean held;
    private boolean deaf;

    /** {@code begun} is called at the first byte of each request. */
    RequestDecoder(Limits limits, Runnable begun) {
        super(new HttpDecoderConfig()
                .setMaxInitialLineLength(limits.of(Limit.URL_BYTES))
                .setMaxHeaderSize(limits.of(Limit.HEADER_BYTES))
                .setAllowDuplicateContentLengths(false)
                .setStrictLineParsing(true));
        this.begun = begun;
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) throws Exception {
        if (deaf) {
            in.skipBytes(in.readableBytes());
            return;
        }
        if (held) {
            if (in.readableBytes() > MOST_WAITING) {
                ctx.channel().config().setAutoRead(false);
            }
            return;
        }
        if (!reading && in.isReadable()) {
            reading = true;
            begun.run();
        }
        super.decode(ctx, in, out);
        if (!out.isEmpty() && out.getLast() instanceof LastHttpContent) {
            held = true;
        }
    }

    /** Goes on to the next request. */
    void next(ChannelHandlerContext ctx) {
        held = false;
        reading = false;
        ctx.channel().config().setAutoRead(true);
        if (internalBuffer().isReadable()) {
            // Not now: it may be this decoder that is calling.
            ctx.executor().execute(() -> decodeWhatWaits(ctx));
        }
    }

    private void decodeWhatWaits(ChannelHandlerContext ctx) {
        if (ctx.isRemoved()) {
            return;
        }
        try {
            channelRead(ctx, Unpooled.EMPTY_BUFFER);
        } catch (Exception e) {
            ctx.fireExceptionCaught(e);
        }
    }

    /** From now on drops whatever comes. */
    void drop(ChannelHandlerContext ctx) {
        deaf = true;
        ctx.channel().config().setAutoRead(true);
    }

    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
        throw new IllegalArgumentException("the size is given twice");
    }
}

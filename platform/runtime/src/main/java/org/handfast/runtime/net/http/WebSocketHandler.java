package org.handfast.runtime.net.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.DecoderException;
import org.jspecify.annotations.Nullable;

import org.handfast.api.Bytes;
import org.handfast.api.Link;
import org.handfast.core.link.LinkEvents;
import org.handfast.runtime.net.socket.Channels;
import org.handfast.runtime.net.socket.Sweep;

/**
 * One WebSocket's receiving half: puts messages together, answers pings, keeps the times, and sends a Close frame to a peer
 * that breaks the rules. One object does it all, since an idle socket is to cost little. On the link's loop, but for
 * {@link #pause} and {@link #resume}.
 */
final class WebSocketHandler extends ByteToMessageDecoder implements Sweep.Swept {

    private static final System.Logger LOG = System.getLogger(WebSocketHandler.class.getName());
    private static final byte[] NOTHING = new byte[0];
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final WebSocketRules rules;
    private final Link link;
    private final LinkEvents events;
    private final Sweep sweep;
    private final Runnable onClosed;
    private @Nullable ChannelHandlerContext context;
    private volatile boolean paused;

    /** The fragments of a message that is not whole, and how much of the array they fill. */
    private byte @Nullable [] fragments;

    private int filled;

    /** When what is not whole began, if {@link #underWay}. */
    private boolean underWay;

    private long begun;
    private long heard = System.nanoTime();
    private int pings;
    private long second = heard;
    private int controlFrames;

    /** A Close frame was sent, at {@link #ended}; what comes is dropped. */
    private boolean deaf;

    private long ended;
    private String reason = "the other end closed it";

    WebSocketHandler(WebSocketRules rules, Link link, LinkEvents events, Sweep sweep, Runnable onClosed) {
        this.rules = rules;
        this.link = link;
        this.events = events;
        this.sweep = sweep;
        this.onClosed = onClosed;
    }

    boolean client() {
        return rules.client();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
        sweep.add(this);
    }

    @Override
    protected void handlerRemoved0(ChannelHandlerContext ctx) {
        sweep.remove(this);
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        if (deaf) {
            in.skipBytes(in.readableBytes());
            return;
        }
        // One read brings many messages: a link that is asked to pause stops between two of them.
        if (paused) {
            return;
        }
        if (!underWay) {
            underWay = true;
            begun = System.nanoTime();
        }
        try {
            FrameHead head = FrameHead.read(in, !rules.client());
            if (head != null) {
                requireRoom(head);
                if (in.readableBytes() >= head.offset() + head.size()) {
                    take(ctx, head, in);
                }
            }
        } catch (Breach e) {
            in.skipBytes(in.readableBytes());
            end(ctx, e.code(), e.sentence(), e.sentence());
        }
    }

    private void requireRoom(FrameHead head) throws Breach {
        if (head.control()) {
            return;
        }
        if (head.opcode() == FrameHead.CONTINUATION != (fragments != null)) {
            throw FrameHead.broken(
                    fragments == null ? "There is nothing to continue." : "The message before is not complete.");
        }
        if (filled + head.size() > rules.maxMessage()) {
            throw new Breach(CloseCode.TOO_LARGE, "A message may have " + rules.maxMessage() + " bytes.");
        }
    }

    private void take(ChannelHandlerContext ctx, FrameHead head, ByteBuf in) throws Breach {
        heard = System.nanoTime();
        pings = 0;
        if (head.control() || head.size() == 0 && !head.last()) {
            countEmpty();
        }
        if (head.control()) {
            var payload = new byte[(int) head.size()];
            Frames.read(in, head, payload, 0);
            underWay = fragments != null;
            control(ctx, head.opcode(), payload);
        } else {
            data(head, in);
        }
    }

    /** What carries nothing costs a peer nothing: so many a second, and no more. */
    private void countEmpty() throws Breach {
        if (heard - second >= SECOND) {
            second = heard;
            controlFrames = 0;
        }
        if (++controlFrames > rules.controlFrames()) {
            throw new Breach(CloseCode.POLICY, "There are too many frames without data.");
        }
    }

    private void data(FrameHead head, ByteBuf in) throws Breach {
        byte[] message = room((int) head.size(), head.last());
        Frames.read(in, head, message, filled);
        if (!head.last()) {
            fragments = message;
            filled += (int) head.size();
            return;
        }
        fragments = null;
        filled = 0;
        underWay = false;
        if (!Utf8.valid(message)) {
            throw new Breach(CloseCode.INVALID, "A message is not UTF-8.");
        }
        events.received(link, Bytes.wrap(message));
    }

    /** An array with the fragments so far and room for more; exactly so much if it is the last. */
    private byte[] room(int more, boolean last) {
        byte[] before = fragments == null ? NOTHING : fragments;
        int needed = filled + more;
        if (last) {
            return before.length == needed ? before : Arrays.copyOf(before, needed);
        }
        return needed <= before.length
                ? before
                : Arrays.copyOf(before, Math.min(rules.maxMessage(), Math.max(needed, 2 * before.length)));
    }

    private void control(ChannelHandlerContext ctx, int opcode, byte[] payload) throws Breach {
        switch (opcode) {
            case FrameHead.PING ->
                ctx.writeAndFlush(Frames.control(ctx.alloc(), FrameHead.PONG, payload, rules.client()));
            case FrameHead.CLOSE -> answerClose(ctx, payload);
            default -> {}
        }
    }

    private void answerClose(ChannelHandlerContext ctx, byte[] payload) throws Breach {
        int code = payload.length == 0 ? CloseCode.NONE : payload.length == 1 ? 0 : code(payload);
        if (payload.length > 0 && !CloseCode.valid(code)) {
            throw FrameHead.broken("There is no such code to close with.");
        }
        if (payload.length > 2 && !Utf8.valid(Arrays.copyOfRange(payload, 2, payload.length))) {
            throw new Breach(CloseCode.INVALID, "The reason to close is not UTF-8.");
        }
        ChannelFuture sent = sendClose(ctx, code, "", reason(code, payload));
        // RFC 6455, section 7.1.1: the server is the first to close.
        sent.addListener(
                rules.client() ? f -> endOutput(ctx) : f -> ctx.channel().close());
    }

    private static int code(byte[] payload) {
        return (payload[0] & 0xff) << 8 | payload[1] & 0xff;
    }

    /** What the other end says goes into a log: short, and nothing but letters that print. */
    private String reason(int code, byte[] payload) {
        if (code == CloseCode.NONE || code == CloseCode.NORMAL) {
            return reason;
        }
        String text = new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8).replaceAll("[^ -~]", "?");
        return reason + " (" + code + (text.isEmpty() ? "" : " " + text) + ")";
    }

    /** Sends a Close frame first, unless one was sent. */
    private void end(ChannelHandlerContext ctx, int code, String said, String why) {
        if (!deaf) {
            sendClose(ctx, code, said, why).addListener(f -> endOutput(ctx));
        }
    }

    private ChannelFuture sendClose(ChannelHandlerContext ctx, int code, String said, String why) {
        deaf = true;
        ended = System.nanoTime();
        reason = why;
        fragments = null;
        paused = false;
        ctx.channel().config().setAutoRead(true);
        return ctx.writeAndFlush(Frames.close(ctx.alloc(), code, said, rules.client()));
    }

    private static void endOutput(ChannelHandlerContext ctx) {
        Channels.endOutput((SocketChannel) ctx.channel());
    }

    /** Closes from this end. */
    void close(int code) {
        ChannelHandlerContext ctx = context;
        if (ctx != null) {
            end(ctx, code, "", "closed at this end");
        }
    }

    void pause() {
        paused = true;
    }

    /** Goes on with what has come already. The time when nothing was read is not the peer's fault. */
    void resume() {
        paused = false;
        ChannelHandlerContext ctx = context;
        if (ctx == null) {
            return;
        }
        Channels.execute(ctx.channel(), () -> {
            heard = System.nanoTime();
            begun = heard;
            pings = 0;
            if (!ctx.isRemoved()) {
                decodeWhatWaits(ctx);
            }
        });
    }

    private void decodeWhatWaits(ChannelHandlerContext ctx) {
        try {
            channelRead(ctx, Unpooled.EMPTY_BUFFER);
        } catch (Exception e) {
            exceptionCaught(ctx, e);
        }
    }

    @Override
    public void sweep(long now) {
        ChannelHandlerContext ctx = context;
        if (ctx == null) {
            return;
        }
        if (deaf) {
            if (now - ended > TimeUnit.SECONDS.toNanos(Channels.LINGER_SECONDS)) {
                ctx.channel().close();
            }
        } else if (!paused) {
            look(ctx, now);
        }
    }

    private void look(ChannelHandlerContext ctx, long now) {
        long silence = now - heard;
        if (underWay && now - begun > rules.message()) {
            String late = "A message was not complete after " + TimeUnit.NANOSECONDS.toSeconds(rules.message()) + " s.";
            end(ctx, CloseCode.POLICY, late, late);
        } else if (silence > rules.pong()) {
            String silent = "Nothing came for " + TimeUnit.NANOSECONDS.toSeconds(rules.pong()) + " s.";
            end(ctx, CloseCode.POLICY, silent, silent);
        } else if (silence > rules.ping() * (pings + 1)) {
            pings++;
            ctx.writeAndFlush(Frames.control(ctx.alloc(), FrameHead.PING, NOTHING, rules.client()));
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (!ctx.channel().isWritable()) {
            leave(ctx, "it does not read what is sent to it");
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) throws Exception {
        super.channelInactive(ctx);
        onClosed.run();
        events.closed(link, reason);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        Throwable root = cause instanceof DecoderException && cause.getCause() != null ? cause.getCause() : cause;
        if (deaf && root instanceof IOException) {
            // Something was sent after the Close frame; a connection that broke is closed in any case.
            return;
        }
        if (root instanceof IOException) {
            leave(ctx, "the connection broke");
        } else {
            LOG.log(System.Logger.Level.ERROR, "Link to " + link.remote() + " failed", root);
            leave(ctx, "something failed at this end");
        }
    }

    private void leave(ChannelHandlerContext ctx, String why) {
        if (!deaf) {
            deaf = true;
            ended = System.nanoTime();
            reason = why;
        }
        ctx.channel().close();
    }
}

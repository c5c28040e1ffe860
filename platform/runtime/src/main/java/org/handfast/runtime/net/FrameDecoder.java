package org.handfast.runtime.net;

import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import org.jspecify.annotations.Nullable;

import org.handfast.api.Bytes;
import org.handfast.api.Fault;
import org.handfast.api.Framing;
import org.handfast.api.Lines;
import org.handfast.api.Listener;

/** Cuts a stream into messages by a protocol's framing. A frame that is too long, or takes too long, ends the link. */
final class FrameDecoder extends ByteToMessageDecoder {

    /** More than the head of any frame. */
    private static final int HEAD = 64;

    private final Framing framing;
    private final int maxMessage;
    private final int seconds;
    private @Nullable Future<?> deadline;

    /** How much of a line that has not ended has been looked at. */
    private int looked;

    FrameDecoder(Listener.Tcp listener, int seconds) {
        this.framing = listener.framing();
        this.maxMessage = listener.maxMessage();
        this.seconds = seconds;
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        Framing.Extent extent = framing instanceof Lines ? line(in) : measured(in);
        int after = framing.suffix().size();
        if (extent.equals(Framing.Extent.MORE) || in.readableBytes() < extent.offset() + extent.size() + after) {
            waitForTheRest(ctx);
            return;
        }
        cancelDeadline();
        in.skipBytes(extent.offset());
        out.add(copy(in, (int) extent.size()));
        in.skipBytes((int) extent.size() + after);
    }

    private Framing.Extent measured(ByteBuf in) {
        Framing.Extent extent = framing.measure(copy(in, Math.min(in.readableBytes(), HEAD)));
        if (extent.equals(Framing.Extent.MORE)) {
            require(in.readableBytes() < HEAD, "bad-frame", "The head of the frame does not end.");
        } else {
            require(
                    extent.size() <= maxMessage,
                    "too-large",
                    "A message of " + extent.size() + " bytes was announced; the limit is " + maxMessage + ".");
        }
        return extent;
    }

    /** Looks at each byte once, however small the pieces are that a line comes in. */
    private Framing.Extent line(ByteBuf in) {
        int end = in.indexOf(in.readerIndex() + looked, in.writerIndex(), Lines.FEED);
        int size = end < 0 ? in.readableBytes() : end - in.readerIndex();
        require(size <= maxMessage, "too-large", "A line is longer than the limit of " + maxMessage + " bytes.");
        looked = end < 0 ? size : 0;
        return end < 0 ? Framing.Extent.MORE : new Framing.Extent(0, size);
    }

    private static Bytes copy(ByteBuf in, int size) {
        var bytes = new byte[size];
        in.getBytes(in.readerIndex(), bytes);
        return Bytes.wrap(bytes);
    }

    private static void require(boolean condition, String code, String detail) {
        if (!condition) {
            throw Fault.peer(code, detail);
        }
    }

    private void waitForTheRest(ChannelHandlerContext ctx) {
        if (deadline == null) {
            deadline = ctx.executor()
                    .schedule(
                            () -> ctx.fireExceptionCaught(
                                    Fault.peer("slow-frame", "A frame was not complete after " + seconds + " s.")),
                            seconds,
                            TimeUnit.SECONDS);
        }
    }

    private void cancelDeadline() {
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }

    @Override
    protected void handlerRemoved0(ChannelHandlerContext ctx) {
        cancelDeadline();
    }
}

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
import org.handfast.api.Listener;

/** Cuts a stream into messages by a protocol's framing. A frame that is too long, or takes too long, ends the link. */
final class FrameDecoder extends ByteToMessageDecoder {

    /** More than the head of any frame. */
    private static final int HEAD = 64;

    private final Framing framing;
    private final int maxMessage;
    private final int seconds;
    private @Nullable Future<?> deadline;

    FrameDecoder(Listener.Tcp listener, int seconds) {
        this.framing = listener.framing();
        this.maxMessage = listener.maxMessage();
        this.seconds = seconds;
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        Framing.Extent extent = framing.measure(copy(in, Math.min(in.readableBytes(), HEAD)));
        boolean whole = false;
        if (extent.equals(Framing.Extent.MORE)) {
            require(in.readableBytes() < HEAD, "bad-frame", "The head of the frame does not end.");
        } else {
            require(
                    extent.size() <= maxMessage,
                    "too-large",
                    "A message of " + extent.size() + " bytes was announced; the limit is " + maxMessage + ".");
            whole = in.readableBytes() >= extent.offset() + extent.size();
        }
        if (!whole) {
            waitForTheRest(ctx);
            return;
        }
        cancelDeadline();
        in.skipBytes(extent.offset());
        out.add(copy(in, (int) extent.size()));
        in.skipBytes((int) extent.size());
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

package org.handfast.bench.chat;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/** Counts the texts that come by the heads of their frames, and looks into few of them, so that hearing costs next to nothing. */
final class FrameScanner extends ChannelInboundHandlerAdapter {

    /** Told of frames, on the thread that reads. */
    interface Heard {

        /** So many have come. */
        void texts(int count);

        /** One of many, to be looked into: between two indices. */
        void sample(ByteBuf bytes, int from, int to);

        /** What has come is no text. */
        void other(int opcode);
    }

    private static final int SAMPLED = 256;
    private static final int TEXT = 0x81;
    private static final int SHORT_HEAD = 2;
    private static final int HEAD = 4;
    private static final int MEDIUM = 126;

    private final Heard heard;
    private long head;
    private int headed;
    private int left;
    private int seen;

    FrameScanner(Heard heard) {
        this.heard = heard;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf in = (ByteBuf) message;
        try {
            heard.texts(scan(in));
        } finally {
            in.release();
        }
    }

    private int scan(ByteBuf in) {
        int complete = 0;
        int at = in.readerIndex();
        int end = in.writerIndex();
        while (at < end) {
            if (left == 0) {
                head = head << Byte.SIZE | in.getUnsignedByte(at++);
                headed++;
                if (!begun()) {
                    continue;
                }
                if (++seen % SAMPLED == 0 && at + left <= end) {
                    heard.sample(in, at, at + left);
                }
            }
            int some = Math.min(left, end - at);
            at += some;
            left -= some;
            if (left == 0) {
                complete++;
            }
        }
        return complete;
    }

    /** True once the head is whole, and it is known how much follows. */
    private boolean begun() {
        if (headed < SHORT_HEAD) {
            return false;
        }
        int size = (int) (head >> (headed - SHORT_HEAD) * Byte.SIZE) & 0x7f;
        if (size == MEDIUM && headed < HEAD) {
            return false;
        }
        int opcode = (int) (head >> (headed - 1) * Byte.SIZE) & 0xff;
        if (opcode != TEXT || size > MEDIUM || size == 0) {
            heard.other(opcode);
        }
        left = size == MEDIUM ? (int) head & 0xffff : size;
        head = 0;
        headed = 0;
        return true;
    }
}

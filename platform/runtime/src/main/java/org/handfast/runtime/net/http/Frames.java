package org.handfast.runtime.net.http;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.SecureRandom;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;

import org.handfast.api.Bytes;

/** Puts frames together (RFC 6455, section 5.2) and masks what they carry. */
final class Frames {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int MOST_HEAD = 14;
    private static final int MOST_REASON = 123;

    private Frames() {}

    /** A whole message. */
    static ByteBuf text(ByteBufAllocator alloc, Bytes message, boolean client) {
        return client
                ? frame(alloc, FrameHead.TEXT, message.toArray(), true)
                : head(alloc, FrameHead.TEXT, message.size(), 0).writeBytes(message.buffer());
    }

    /** A server's frame of a whole message, for many. */
    static byte[] text(Bytes message) {
        var frame = new byte[headSize(message.size()) + message.size()];
        head(Unpooled.wrappedBuffer(frame).clear(), FrameHead.TEXT, message.size(), 0)
                .writeBytes(message.buffer());
        return frame;
    }

    /** A control frame. */
    static ByteBuf control(ByteBufAllocator alloc, int opcode, byte[] payload, boolean client) {
        return frame(alloc, opcode, payload, client);
    }

    /** A Close frame; without a code if that is {@link CloseCode#NONE}. */
    static ByteBuf close(ByteBufAllocator alloc, int code, String reason, boolean client) {
        if (code == CloseCode.NONE) {
            return frame(alloc, FrameHead.CLOSE, new byte[0], client);
        }
        byte[] text = Bytes.utf8(reason).toArray();
        var payload = new byte[2 + Math.min(text.length, MOST_REASON)];
        payload[0] = (byte) (code >> 8);
        payload[1] = (byte) code;
        System.arraycopy(text, 0, payload, 2, payload.length - 2);
        return frame(alloc, FrameHead.CLOSE, payload, client);
    }

    private static ByteBuf frame(ByteBufAllocator alloc, int opcode, byte[] payload, boolean client) {
        if (!client) {
            return head(alloc, opcode, payload.length, 0).writeBytes(payload);
        }
        int mask = RANDOM.nextInt();
        ByteBuf out = head(alloc, opcode, payload.length, 0x80).writeInt(mask);
        byte[] masked = payload.clone();
        mask(masked, 0, masked.length, mask);
        return out.writeBytes(masked);
    }

    private static ByteBuf head(ByteBufAllocator alloc, int opcode, int size, int masked) {
        return head(alloc.buffer(MOST_HEAD + size), opcode, size, masked);
    }

    private static int headSize(int size) {
        return size <= 125 ? 2 : size <= 0xffff ? 4 : 10;
    }

    private static ByteBuf head(ByteBuf out, int opcode, int size, int masked) {
        out.writeByte(0x80 | opcode);
        if (size <= 125) {
            return out.writeByte(masked | size);
        }
        if (size <= 0xffff) {
            return out.writeByte(masked | 126).writeShort(size);
        }
        return out.writeByte(masked | 127).writeLong(size);
    }

    /** Takes a frame's own bytes off the buffer, into {@code to} from {@code at} on, as they were before they were masked. */
    static void read(ByteBuf in, FrameHead head, byte[] to, int at) {
        in.skipBytes(head.offset());
        int size = (int) head.size();
        in.readBytes(to, at, size);
        mask(to, at, size, head.mask());
    }

    /** Masks or unmasks (section 5.3), eight bytes at a time. */
    private static void mask(byte[] bytes, int from, int size, int mask) {
        if (mask == 0) {
            return;
        }
        long twice = (long) mask << 32 | mask & 0xffffffffL;
        int end = from + size;
        int i = from;
        for (; i + 8 <= end; i += 8) {
            LONGS.set(bytes, i, (long) LONGS.get(bytes, i) ^ twice);
        }
        for (int k = 0; i < end; i++, k++) {
            bytes[i] ^= (byte) (mask >> 24 - 8 * (k & 3));
        }
    }
}

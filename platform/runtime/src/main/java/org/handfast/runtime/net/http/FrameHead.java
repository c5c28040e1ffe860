package org.handfast.runtime.net.http;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * The head of a frame (RFC 6455, section 5.2), of a kind that is taken here.
 *
 * @param last true if the message ends with it
 * @param opcode what it is
 * @param mask what its bytes are masked with, 0 if they are not
 * @param offset bytes before its own
 * @param size bytes of its own
 */
record FrameHead(boolean last, int opcode, int mask, int offset, long size) {

    static final int CONTINUATION = 0x0;
    static final int TEXT = 0x1;
    static final int BINARY = 0x2;
    static final int CLOSE = 0x8;
    static final int PING = 0x9;
    static final int PONG = 0xA;

    private static final int SHORT = 125;
    private static final int MEDIUM = 126;
    private static final int MASK_BYTES = 4;

    /**
     * Reads one, and takes nothing from the buffer.
     *
     * @param masked true if the bytes of frames must be masked, false if they must not
     * @return null if it is not all there
     * @throws Breach if it cannot be, as soon as that is seen
     */
    static @Nullable FrameHead read(ByteBuf in, boolean masked) throws Breach {
        int at = in.readerIndex();
        int ready = in.readableBytes();
        if (ready < 2) {
            return null;
        }
        int first = in.getUnsignedByte(at);
        int second = in.getUnsignedByte(at + 1);
        boolean last = (first & 0x80) != 0;
        int opcode = first & 0x0f;
        int length = second & 0x7f;
        if ((first & 0x70) != 0) {
            throw broken("No extension was agreed on.");
        }
        if (((second & 0x80) != 0) != masked) {
            throw broken(masked ? "What a client sends is masked." : "What a server sends is not masked.");
        }
        requireKind(opcode, last, length);
        int extended = length <= SHORT ? 0 : length == MEDIUM ? 2 : 8;
        int offset = 2 + extended + (masked ? MASK_BYTES : 0);
        if (ready < offset) {
            return null;
        }
        long size = extended == 0 ? length : extended == 2 ? in.getUnsignedShort(at + 2) : in.getLong(at + 2);
        if (size < 0 || extended == 2 && size <= SHORT || extended == 8 && size <= 0xffff) {
            throw broken("The length of a frame is not in its shortest form.");
        }
        return new FrameHead(last, opcode, masked ? in.getInt(at + offset - MASK_BYTES) : 0, offset, size);
    }

    private static void requireKind(int opcode, boolean last, int length) throws Breach {
        switch (opcode) {
            case CONTINUATION, TEXT -> {}
            case BINARY -> throw new Breach(CloseCode.UNSUPPORTED, "Messages are text.");
            case CLOSE, PING, PONG -> {
                if (!last || length > SHORT) {
                    throw broken("A control frame is whole and has at most 125 bytes.");
                }
            }
            default -> throw broken("There is no such opcode.");
        }
    }

    static Breach broken(String sentence) {
        return new Breach(CloseCode.PROTOCOL_ERROR, sentence);
    }

    boolean control() {
        return opcode >= CLOSE;
    }
}

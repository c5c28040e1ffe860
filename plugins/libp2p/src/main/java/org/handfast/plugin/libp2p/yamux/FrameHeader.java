package org.handfast.plugin.libp2p.yamux;

import java.nio.ByteBuffer;

import org.handfast.api.Bytes;
import org.handfast.api.Fault;

/**
 * What every frame begins with, and most consist of (libp2p/specs, yamux, "Framing"): version, type, flags, stream, length, most
 * significant byte first.
 *
 * @param flags a sum of {@link #SYN}, {@link #ACK}, {@link #FIN} and {@link #RST}
 * @param stream whose it is, unsigned; 0 is the session
 * @param length unsigned; how many bytes follow if it is data, else a value
 */
record FrameHeader(Type type, int flags, int stream, long length) {

    static final int SIZE = 12;

    static final int SYN = 1;
    static final int ACK = 2;
    static final int FIN = 4;
    static final int RST = 8;

    private static final int VERSION = 0;
    private static final Type[] TYPES = Type.values();

    enum Type {
        DATA,
        WINDOW_UPDATE,
        PING,
        GO_AWAY
    }

    /** Reads one of {@link #SIZE} bytes. */
    static FrameHeader parse(Bytes bytes) {
        if (bytes.at(0) != VERSION) {
            throw Fault.peer("bad-frame", "A frame is of version 0, not " + bytes.at(0) + ".");
        }
        if (bytes.at(1) >= TYPES.length) {
            throw Fault.peer("bad-frame", "There is no frame of type " + bytes.at(1) + ".");
        }
        int flags = bytes.at(2) << 8 | bytes.at(3);
        if (flags > (SYN | ACK | FIN | RST)) {
            throw Fault.peer("bad-frame", "There are no such flags as " + flags + ".");
        }
        return new FrameHeader(TYPES[bytes.at(1)], flags, u32(bytes, 4), Integer.toUnsignedLong(u32(bytes, 8)));
    }

    boolean has(int flag) {
        return (flags & flag) != 0;
    }

    /** Writes it to a place in an array. */
    void put(byte[] target, int at) {
        ByteBuffer.wrap(target, at, SIZE)
                .put((byte) VERSION)
                .put((byte) type.ordinal())
                .putShort((short) flags)
                .putInt(stream)
                .putInt((int) length);
    }

    Bytes bytes() {
        var written = new byte[SIZE];
        put(written, 0);
        return Bytes.wrap(written);
    }

    private static int u32(Bytes bytes, int at) {
        return bytes.at(at) << 24 | bytes.at(at + 1) << 16 | bytes.at(at + 2) << 8 | bytes.at(at + 3);
    }
}

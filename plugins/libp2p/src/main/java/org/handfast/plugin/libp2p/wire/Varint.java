package org.handfast.plugin.libp2p.wire;

import java.util.Optional;

import org.handfast.api.Bytes;
import org.handfast.api.Fault;

/**
 * Unsigned numbers of variable size: seven bits a byte, the lowest first, in as few bytes as it takes and at most nine
 * (multiformats, unsigned-varint).
 */
public final class Varint {

    /** The most bytes that one has. */
    public static final int LONGEST = 9;

    private static final int BITS = 7;
    private static final int MORE = 0x80;

    private Varint() {}

    /**
     * A number that was read.
     *
     * @param value at least 0
     * @param size how many bytes it took
     */
    public record Read(long value, int size) {}

    /** A number, at least 0, as bytes. */
    public static Bytes encode(long value) {
        var bytes = new byte[size(value)];
        long rest = value;
        for (int i = 0; i < bytes.length - 1; i++, rest >>>= BITS) {
            bytes[i] = (byte) (rest | MORE);
        }
        bytes[bytes.length - 1] = (byte) rest;
        return Bytes.wrap(bytes);
    }

    /** How many bytes a number takes. */
    public static int size(long value) {
        if (value < 0) {
            throw new IllegalArgumentException("a varint is not negative, this is " + value);
        }
        return Math.max(1, (Long.SIZE - Long.numberOfLeadingZeros(value) + BITS - 1) / BITS);
    }

    /**
     * The number that bytes begin with.
     *
     * @return empty if they end before it does
     * @throws Fault PEER_FAULT {@code bad-varint} if it has more than nine bytes, or more than it needs
     */
    public static Optional<Read> read(Bytes bytes) {
        long value = 0;
        for (int i = 0; i < Math.min(bytes.size(), LONGEST); i++) {
            int next = bytes.at(i);
            value |= (long) (next & ~MORE) << BITS * i;
            if (next < MORE) {
                if (next == 0 && i > 0) {
                    throw Fault.peer("bad-varint", "A number is spelled in more bytes than it needs.");
                }
                return Optional.of(new Read(value, i + 1));
            }
        }
        if (bytes.size() >= LONGEST) {
            throw Fault.peer("bad-varint", "A number has more than " + LONGEST + " bytes.");
        }
        return Optional.empty();
    }

    /** The same of unread bytes, which stay unread. */
    public static Optional<Read> read(Unread unread) {
        return read(unread.peek(LONGEST));
    }
}

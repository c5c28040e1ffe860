package org.handfast.plugin.directtcp.wire;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

import org.handfast.api.Bytes;
import org.handfast.api.Fault;

/**
 * The few MessagePack scalars that packets are made of, one after the other without a map or an array around them, as the
 * reference implementation writes them.
 */
final class Msgpack {

    static final int MAX_FIXINT = 0x7f;
    static final int U8 = 0xcc;
    static final int U16 = 0xcd;
    static final int U32 = 0xce;

    private static final int U64 = 0xcf;
    private static final int NIL = 0xc0;
    private static final int FALSE = 0xc2;
    private static final int TRUE = 0xc3;
    private static final int BIN8 = 0xc4;
    private static final int BIN16 = 0xc5;
    private static final int BIN32 = 0xc6;
    private static final int FIXSTR = 0xa0;
    private static final int MAX_FIXSTR = 0xbf;
    private static final int STR8 = 0xd9;
    private static final int STR16 = 0xda;
    private static final int STR32 = 0xdb;

    private Msgpack() {}

    /** The bytes as an unsigned number, most significant first; at most four of them. */
    static long unsigned(Bytes bytes) {
        long value = 0;
        for (int i = 0; i < bytes.size(); i++) {
            value = value << 8 | bytes.at(i);
        }
        return value;
    }

    /** Reads one payload from its beginning to its end. Whatever does not fit is a PEER_FAULT. */
    static final class Reader {

        private final Bytes payload;
        private int at;

        Reader(Bytes payload) {
            this.payload = payload;
        }

        /** A u8: always two bytes, also for small values. */
        int u8() {
            expect(U8);
            return take(1).at(0);
        }

        /** Two u64, the most significant half first. */
        UUID uuid() {
            return new UUID(u64(), u64());
        }

        private long u64() {
            expect(U64);
            return take(8).buffer().getLong();
        }

        boolean bool() {
            int mark = next();
            if (mark != TRUE && mark != FALSE) {
                throw malformed("a truth value");
            }
            return mark == TRUE;
        }

        String text() {
            int mark = next();
            int width =
                    switch (mark) {
                        case STR8 -> 1;
                        case STR16 -> 2;
                        case STR32 -> 4;
                        default -> 0;
                    };
            if (width == 0 && (mark < FIXSTR || mark > MAX_FIXSTR)) {
                throw malformed("a text");
            }
            Bytes text = take(width == 0 ? mark - FIXSTR : unsigned(take(width)));
            try {
                return StandardCharsets.UTF_8.newDecoder().decode(text.buffer()).toString();
            } catch (CharacterCodingException e) {
                throw malformed("a text in UTF-8");
            }
        }

        Bytes bin() {
            int width =
                    switch (next()) {
                        case BIN8 -> 1;
                        case BIN16 -> 2;
                        case BIN32 -> 4;
                        default -> throw malformed("bytes");
                    };
            return take(unsigned(take(width)));
        }

        /** Nil, or what {@code value} reads. */
        <T> Optional<T> optional(Function<Reader, T> value) {
            if (at < payload.size() && payload.at(at) == NIL) {
                at++;
                return Optional.empty();
            }
            return Optional.of(value.apply(this));
        }

        /** Nothing may be left. */
        void end() {
            if (at != payload.size()) {
                throw Fault.peer("trailing-bytes", payload.size() - at + " bytes too many stand behind the packet.");
            }
        }

        private void expect(int mark) {
            if (next() != mark) {
                throw malformed("a number in its full width");
            }
        }

        private int next() {
            return take(1).at(0);
        }

        private Bytes take(long count) {
            if (count > payload.size() - at) {
                throw Fault.peer("truncated", "The packet ends too early.");
            }
            Bytes taken = payload.slice(at, (int) count);
            at += (int) count;
            return taken;
        }

        private static Fault malformed(String expected) {
            return Fault.peer("malformed", "The packet has something else where " + expected + " belongs.");
        }
    }

    /** Writes one payload. */
    static final class Writer {

        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Writer u8(int value) {
            out.write(U8);
            out.write(value);
            return this;
        }

        Writer uuid(UUID value) {
            return u64(value.getMostSignificantBits()).u64(value.getLeastSignificantBits());
        }

        private Writer u64(long value) {
            out.write(U64);
            out.writeBytes(ByteBuffer.allocate(8).putLong(value).array());
            return this;
        }

        Writer bool(boolean value) {
            out.write(value ? TRUE : FALSE);
            return this;
        }

        Writer text(String value) {
            byte[] text = value.getBytes(StandardCharsets.UTF_8);
            if (text.length <= MAX_FIXSTR - FIXSTR) {
                out.write(FIXSTR + text.length);
            } else {
                sized(text.length, STR8, STR16, STR32);
            }
            out.writeBytes(text);
            return this;
        }

        Writer bin(Bytes value) {
            sized(value.size(), BIN8, BIN16, BIN32);
            out.writeBytes(value.toArray());
            return this;
        }

        Writer nil() {
            out.write(NIL);
            return this;
        }

        /** An unsigned integer in its shortest form. */
        Writer unsigned(int value) {
            if (value <= MAX_FIXINT) {
                out.write(value);
            } else {
                sized(value, U8, U16, U32);
            }
            return this;
        }

        private void sized(int size, int mark8, int mark16, int mark32) {
            if (size <= 0xff) {
                out.write(mark8);
                out.write(size);
            } else if (size <= 0xffff) {
                out.write(mark16);
                out.writeBytes(ByteBuffer.allocate(2).putShort((short) size).array());
            } else {
                out.write(mark32);
                out.writeBytes(ByteBuffer.allocate(4).putInt(size).array());
            }
        }

        Bytes bytes() {
            return Bytes.wrap(out.toByteArray());
        }
    }
}

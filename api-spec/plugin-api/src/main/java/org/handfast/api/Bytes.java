package org.handfast.api;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** An immutable run of bytes. Prints its size only, since it may hold anything. */
public final class Bytes {

    /** No bytes. */
    public static final Bytes EMPTY = new Bytes(new byte[0], 0, 0);

    private final byte[] array;
    private final int offset;
    private final int size;

    private Bytes(byte[] array, int offset, int size) {
        this.array = array;
        this.offset = offset;
        this.size = size;
    }

    /** A copy of the array. */
    public static Bytes of(byte... bytes) {
        return bytes.length == 0 ? EMPTY : new Bytes(bytes.clone(), 0, bytes.length);
    }

    /** The array itself, which nobody may write to any more. */
    public static Bytes wrap(byte[] bytes) {
        return bytes.length == 0 ? EMPTY : new Bytes(bytes, 0, bytes.length);
    }

    /** The text in UTF-8. */
    public static Bytes utf8(String text) {
        return wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The bytes that hexadecimal digits, of either case, stand for. */
    public static Bytes hex(String digits) {
        return wrap(HexFormat.of().parseHex(digits));
    }

    /**
     * The bytes that a text in base64url (RFC 4648, section 5) stands for.
     *
     * @return empty if it is padded, has other characters, or spare bits that are not zero: there is one spelling of each
     */
    public static Optional<Bytes> b64u(String text) {
        try {
            Bytes decoded = wrap(Base64.getUrlDecoder().decode(text));
            return decoded.b64u().equals(text) ? Optional.of(decoded) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** One byte. */
    public static Bytes u8(int value) {
        return wrap(new byte[] {(byte) value});
    }

    /** Eight bytes, most significant first. */
    public static Bytes u64(long value) {
        return wrap(ByteBuffer.allocate(8).putLong(value).array());
    }

    /** Sixteen bytes, most significant first. */
    public static Bytes uuid(UUID value) {
        return wrap(ByteBuffer.allocate(16)
                .putLong(value.getMostSignificantBits())
                .putLong(value.getLeastSignificantBits())
                .array());
    }

    /** The parts, one after the other. */
    public static Bytes join(Bytes... parts) {
        int total = 0;
        for (Bytes part : parts) {
            total = Math.addExact(total, part.size);
        }
        var joined = new byte[total];
        int at = 0;
        for (Bytes part : parts) {
            System.arraycopy(part.array, part.offset, joined, at, part.size);
            at += part.size;
        }
        return wrap(joined);
    }

    /**
     * LP(label) ‖ LP(field) ‖ …, where LP(x) is the size of x as a big-endian u16, then x: what everything of ours that
     * is hashed, signed or authenticated consists of, so that no two lists of fields give the same bytes.
     *
     * @throws IllegalArgumentException if a field has more than 65,535 bytes
     */
    public static Bytes lp(String label, Bytes... fields) {
        Bytes first = utf8(label);
        int total = 2 + first.size;
        for (Bytes field : fields) {
            total += 2 + field.size;
        }
        var out = ByteBuffer.allocate(total);
        putLp(out, first);
        for (Bytes field : fields) {
            putLp(out, field);
        }
        return wrap(out.array());
    }

    /** LP(field), alone. */
    public static Bytes lp(Bytes field) {
        var out = ByteBuffer.allocate(2 + field.size);
        putLp(out, field);
        return wrap(out.array());
    }

    private static void putLp(ByteBuffer out, Bytes field) {
        if (field.size > 0xffff) {
            throw new IllegalArgumentException("a field has at most 65535 bytes, this has " + field.size);
        }
        out.putShort((short) field.size).put(field.array, field.offset, field.size);
    }

    /** How many there are. */
    public int size() {
        return size;
    }

    /** True if there are none. */
    public boolean isEmpty() {
        return size == 0;
    }

    /** One of them, 0 to 255. */
    public int at(int index) {
        return array[offset + Objects.checkIndex(index, size)] & 0xff;
    }

    /** Those from {@code start} on, {@code length} of them, without a copy. */
    public Bytes slice(int start, int length) {
        Objects.checkFromIndexSize(start, length, size);
        return length == 0 ? EMPTY : new Bytes(array, offset + start, length);
    }

    /** Those from {@code start} to the end, without a copy. */
    public Bytes from(int start) {
        return slice(start, size - start);
    }

    /** True if the first ones are these. */
    public boolean startsWith(Bytes prefix) {
        return size >= prefix.size && slice(0, prefix.size).equals(prefix);
    }

    /** A copy. */
    public byte[] toArray() {
        return Arrays.copyOfRange(array, offset, offset + size);
    }

    /** A read-only buffer over them, without a copy. */
    public ByteBuffer buffer() {
        return ByteBuffer.wrap(array, offset, size).slice().asReadOnlyBuffer();
    }

    /** Lower-case hexadecimal digits, two each. */
    public String hex() {
        return HexFormat.of().formatHex(array, offset, offset + size);
    }

    /** In base64url (RFC 4648, section 5), without padding. */
    public String b64u() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(toArray());
    }

    /** Not in constant time: secrets are compared by {@link Crypto#same}. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes b
                && Arrays.equals(array, offset, offset + size, b.array, b.offset, b.offset + b.size);
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (int i = offset; i < offset + size; i++) {
            hash = 31 * hash + array[i];
        }
        return hash;
    }

    @Override
    public String toString() {
        return "Bytes[" + size + "]";
    }
}

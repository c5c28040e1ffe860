package org.handfast.api;

import java.io.ByteArrayOutputStream;
import java.util.Optional;

/** Base32 (RFC 4648, section 6) in upper case, without padding: letters and digits that QR codes carry in few modules. */
public final class Base32 {

    private static final String DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int BITS = 5;

    private Base32() {}

    /** Bytes as text. */
    public static String encode(Bytes bytes) {
        var text = new StringBuilder();
        int held = 0;
        int bits = 0;
        for (int i = 0; i < bytes.size(); i++) {
            held = (held << 8 | bytes.at(i)) & 0xfff;
            for (bits += 8; bits >= BITS; bits -= BITS) {
                text.append(digit(held >> bits - BITS));
            }
        }
        return bits == 0
                ? text.toString()
                : text.append(digit(held << BITS - bits)).toString();
    }

    private static char digit(int value) {
        return DIGITS.charAt(value & 31);
    }

    /**
     * The bytes that a text stands for.
     *
     * @return empty if it is padded, has other characters, a length that none has, or spare bits that are not zero: there is
     *     one spelling of each
     */
    public static Optional<Bytes> decode(String text) {
        var bytes = new ByteArrayOutputStream();
        int held = 0;
        int bits = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = DIGITS.indexOf(text.charAt(i));
            if (digit < 0) {
                return Optional.empty();
            }
            held = (held << BITS | digit) & 0xfff;
            bits += BITS;
            if (bits >= 8) {
                bits -= 8;
                bytes.write(held >> bits);
            }
        }
        Bytes decoded = Bytes.wrap(bytes.toByteArray());
        return encode(decoded).equals(text) ? Optional.of(decoded) : Optional.empty();
    }
}

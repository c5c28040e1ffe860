package org.handfast.api;

import java.math.BigInteger;
import java.util.Optional;

/** Base58 in the alphabet of Bitcoin, as peer ids of libp2p are spelled. Takes time in the square of the size: for short texts. */
public final class Base58 {

    private static final String DIGITS = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private static final BigInteger BASE = BigInteger.valueOf(DIGITS.length());

    /** The longest text that is read. */
    private static final int LONGEST = 256;

    private Base58() {}

    /** Bytes as text. */
    public static String encode(Bytes bytes) {
        var text = new StringBuilder();
        for (BigInteger rest = new BigInteger(1, bytes.toArray()); rest.signum() > 0; rest = rest.divide(BASE)) {
            text.append(DIGITS.charAt(rest.mod(BASE).intValue()));
        }
        for (int i = 0; i < bytes.size() && bytes.at(i) == 0; i++) {
            text.append(DIGITS.charAt(0));
        }
        return text.reverse().toString();
    }

    /** The bytes that a text stands for; empty if it has other characters, or more than 256. */
    public static Optional<Bytes> decode(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        BigInteger value = BigInteger.ZERO;
        int zeros = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = DIGITS.indexOf(text.charAt(i));
            if (digit < 0) {
                return Optional.empty();
            }
            zeros += digit == 0 && zeros == i ? 1 : 0;
            value = value.multiply(BASE).add(BigInteger.valueOf(digit));
        }
        byte[] digits = value.signum() == 0 ? new byte[0] : value.toByteArray();
        int from = digits.length > 0 && digits[0] == 0 ? 1 : 0;
        var bytes = new byte[zeros + digits.length - from];
        System.arraycopy(digits, from, bytes, zeros, digits.length - from);
        return Optional.of(Bytes.wrap(bytes));
    }
}

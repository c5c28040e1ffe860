package org.handfast.crypto;

import java.math.BigInteger;

import org.handfast.api.Bytes;

/** Points of the twisted Edwards curve of RFC 8032, slowly, so that tests can make keys that nobody honest has. */
record Edwards(BigInteger x, BigInteger y) {

    static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
    static final BigInteger ORDER =
            BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));

    static final Edwards NEUTRAL = new Edwards(BigInteger.ZERO, BigInteger.ONE);
    /** The base point, encoded: y = 4/5. */
    static final Bytes BASE = Bytes.hex("58" + "66".repeat(31));

    private static final BigInteger D = BigInteger.valueOf(-121665)
            .multiply(BigInteger.valueOf(121666).modInverse(P))
            .mod(P);
    private static final BigInteger ROOT_OF_MINUS_ONE =
            BigInteger.TWO.modPow(P.subtract(BigInteger.ONE).shiftRight(2), P);

    /** The point that a valid encoding stands for. */
    static Edwards decode(Bytes encoded) {
        BigInteger number = littleEndian(encoded);
        BigInteger y = number.clearBit(255);
        BigInteger ySquared = y.multiply(y);
        BigInteger xSquared = ySquared.subtract(BigInteger.ONE)
                .multiply(D.multiply(ySquared).add(BigInteger.ONE).modInverse(P))
                .mod(P);
        BigInteger x = xSquared.modPow(P.add(BigInteger.valueOf(3)).shiftRight(3), P);
        if (!x.multiply(x).mod(P).equals(xSquared)) {
            x = x.multiply(ROOT_OF_MINUS_ONE).mod(P);
        }
        if (!x.multiply(x).mod(P).equals(xSquared)) {
            throw new IllegalArgumentException("not on the curve");
        }
        return new Edwards(x.testBit(0) == number.testBit(255) ? x : x.negate().mod(P), y);
    }

    Edwards plus(Edwards other) {
        BigInteger product = D.multiply(x).multiply(other.x).multiply(y).multiply(other.y);
        BigInteger sumX = x.multiply(other.y)
                .add(y.multiply(other.x))
                .multiply(BigInteger.ONE.add(product).modInverse(P));
        BigInteger sumY = y.multiply(other.y)
                .add(x.multiply(other.x))
                .multiply(BigInteger.ONE.subtract(product).modInverse(P));
        return new Edwards(sumX.mod(P), sumY.mod(P));
    }

    Edwards times(BigInteger number) {
        Edwards product = NEUTRAL;
        for (int bit = number.bitLength() - 1; bit >= 0; bit--) {
            product = product.plus(product);
            if (number.testBit(bit)) {
                product = product.plus(this);
            }
        }
        return product;
    }

    Bytes encoded() {
        return bytes(x.testBit(0) ? y.setBit(255) : y);
    }

    static BigInteger littleEndian(Bytes bytes) {
        return new BigInteger(1, reversed(bytes.toArray()));
    }

    /** 32 bytes, little-endian. */
    static Bytes bytes(BigInteger number) {
        var bytes = new byte[32];
        byte[] bigEndian = number.toByteArray();
        for (int i = 0; i < bigEndian.length && i < 32; i++) {
            bytes[i] = bigEndian[bigEndian.length - 1 - i];
        }
        return Bytes.wrap(bytes);
    }

    private static byte[] reversed(byte[] bytes) {
        var out = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            out[i] = bytes[bytes.length - 1 - i];
        }
        return out;
    }
}

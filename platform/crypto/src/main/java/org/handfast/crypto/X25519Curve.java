package org.handfast.crypto;

import java.util.Optional;
import java.util.Set;

import org.bouncycastle.math.ec.rfc7748.X25519;

import org.handfast.api.Bytes;

/**
 * X25519 (RFC 7748), by Bouncy Castle. Stricter than the RFC about public keys: a u coordinate has one encoding here, and
 * points of low order, which would make the result the same for every private key, are refused.
 */
final class X25519Curve implements Curve.Agreement {

    /** The u coordinates below p of the points of order 1, 2, 4 and 8 on the curve and its twist. */
    private static final Set<Bytes> LOW_ORDER = Set.of(
            Bytes.hex("0000000000000000000000000000000000000000000000000000000000000000"),
            Bytes.hex("0100000000000000000000000000000000000000000000000000000000000000"),
            Bytes.hex("e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800"),
            Bytes.hex("5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157"),
            Bytes.hex("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"));

    @Override
    public SecretBytes draw(SeedStream stream) {
        return new SecretBytes(stream.next(PRIVATE_SIZE));
    }

    @Override
    public boolean isPrivate(Bytes bytes) {
        return bytes.size() == PRIVATE_SIZE;
    }

    @Override
    public Bytes publicHalf(SecretBytes privateKey) {
        var key = new byte[X25519.POINT_SIZE];
        X25519.scalarMultBase(privateKey.array(), 0, key, 0);
        return Bytes.wrap(key);
    }

    @Override
    public Optional<Bytes> canonical(Bytes key) {
        return key.size() == X25519.POINT_SIZE && belowP(key) && !LOW_ORDER.contains(key)
                ? Optional.of(key)
                : Optional.empty();
    }

    /** True if u < p = 2^255 − 19; little-endian. */
    private static boolean belowP(Bytes u) {
        if (u.at(31) != 0x7f) {
            return u.at(31) < 0x7f;
        }
        for (int i = 30; i > 0; i--) {
            if (u.at(i) != 0xff) {
                return true;
            }
        }
        return u.at(0) < 0xed;
    }

    @Override
    public Optional<SecretBytes> agree(SecretBytes own, Bytes peer) {
        return canonical(peer).flatMap(key -> {
            var shared = new byte[X25519.POINT_SIZE];
            return X25519.calculateAgreement(own.array(), 0, key.toArray(), 0, shared, 0)
                    ? Optional.of(new SecretBytes(shared))
                    : Optional.empty();
        });
    }
}

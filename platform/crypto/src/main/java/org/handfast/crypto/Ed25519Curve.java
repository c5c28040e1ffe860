package org.handfast.crypto;

import java.util.Optional;
import java.util.Set;

import org.bouncycastle.math.ec.rfc8032.Ed25519;

import org.handfast.api.Bytes;

/** Ed25519 (RFC 8032): what is accepted, whoever does the arithmetic of signatures. */
final class Ed25519Curve implements Curve.Signing {

    private static final int KEY_SIZE = 32;
    private static final int SIGNATURE_SIZE = 64;

    /** p = 2^255 − 19, little-endian. */
    private static final Bytes P = Bytes.hex("edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f");
    /** L = 2^252 + 27742317777372353535851937790883648493, the order of the group, little-endian. */
    private static final Bytes L = Bytes.hex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");

    /** The y coordinates of the points of order 1, 2, 4 and 8. */
    private static final Set<Bytes> SMALL_ORDER = Set.of(
            Bytes.hex("0100000000000000000000000000000000000000000000000000000000000000"),
            Bytes.hex("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
            Bytes.hex("0000000000000000000000000000000000000000000000000000000000000000"),
            Bytes.hex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"),
            Bytes.hex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"));

    private final Ed25519Library library;

    Ed25519Curve(Ed25519Library library) {
        this.library = library;
    }

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
        var key = new byte[KEY_SIZE];
        Ed25519.generatePublicKey(privateKey.array(), 0, key, 0);
        return Bytes.wrap(key);
    }

    /**
     * The key itself if it is the one encoding of a point of the prime-order group other than its neutral element. Honest
     * keys all are; on others, implementations disagree about which signatures are good.
     */
    @Override
    public Optional<Bytes> canonical(Bytes key) {
        return key.size() == KEY_SIZE && Ed25519.validatePublicKeyFull(key.toArray(), 0)
                ? Optional.of(key)
                : Optional.empty();
    }

    @Override
    public Bytes sign(HeldKeyPair own, Bytes message) {
        return Bytes.wrap(library.sign(own, message.toArray()));
    }

    /** Refuses S not below the group's order, R and keys not in their one encoding, and keys of small order. */
    @Override
    public boolean verify(Bytes key, Bytes message, Bytes signature) {
        if (key.size() != KEY_SIZE || signature.size() != SIGNATURE_SIZE) {
            return false;
        }
        Bytes y = withoutSign(key);
        return below(P, y)
                && !SMALL_ORDER.contains(y)
                && below(P, withoutSign(signature.slice(0, KEY_SIZE)))
                && below(L, signature.from(KEY_SIZE))
                && library.verify(key.toArray(), message.toArray(), signature.toArray());
    }

    /** The y coordinate of an encoded point, whose highest bit is the sign of x. */
    private static Bytes withoutSign(Bytes point) {
        byte[] y = point.toArray();
        y[KEY_SIZE - 1] &= 0x7f;
        return Bytes.wrap(y);
    }

    /** True if {@code number} < {@code bound}; both little-endian, of one size, and public. */
    private static boolean below(Bytes bound, Bytes number) {
        for (int i = bound.size() - 1; i >= 0; i--) {
            if (number.at(i) != bound.at(i)) {
                return number.at(i) < bound.at(i);
            }
        }
        return false;
    }
}

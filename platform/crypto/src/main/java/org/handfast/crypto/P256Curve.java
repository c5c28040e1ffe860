package org.handfast.crypto;

import java.math.BigInteger;
import java.util.Optional;

import org.bouncycastle.crypto.agreement.ECDHBasicAgreement;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.bouncycastle.util.BigIntegers;

import org.handfast.api.Bytes;

/**
 * Key agreement on NIST P-256 (SP 800-56A: what is shared is the x coordinate), by Bouncy Castle. Points are encoded as
 * in SEC 1, section 2.3.3; canonical is the compressed form.
 */
final class P256Curve implements Curve.Agreement {

    private static final int COMPRESSED_SIZE = 33;
    private static final int UNCOMPRESSED_SIZE = 65;

    private final ECDomainParameters curve = new ECDomainParameters(CustomNamedCurves.getByName("secp256r1"));

    /** Draws again if a number is zero or not below the order, which one in 2^32 is. */
    @Override
    public SecretBytes draw(SeedStream stream) {
        byte[] number = stream.next(PRIVATE_SIZE);
        while (!isPrivate(Bytes.wrap(number))) {
            number = stream.next(PRIVATE_SIZE);
        }
        return new SecretBytes(number);
    }

    @Override
    public boolean isPrivate(Bytes bytes) {
        if (bytes.size() != PRIVATE_SIZE) {
            return false;
        }
        BigInteger number = scalar(bytes.toArray());
        return number.signum() > 0 && number.compareTo(curve.getN()) < 0;
    }

    private static BigInteger scalar(byte[] bigEndian) {
        return new BigInteger(1, bigEndian);
    }

    @Override
    public Bytes publicHalf(SecretBytes privateKey) {
        return compressed(new FixedPointCombMultiplier().multiply(curve.getG(), scalar(privateKey.array())));
    }

    private static Bytes compressed(ECPoint point) {
        return Bytes.wrap(point.normalize().getEncoded(true));
    }

    @Override
    public Optional<Bytes> canonical(Bytes key) {
        return point(key).map(P256Curve::compressed);
    }

    /** The point that a compressed or an uncompressed encoding stands for. Never infinity; the cofactor is 1. */
    private Optional<ECPoint> point(Bytes encoded) {
        boolean compressed = encoded.size() == COMPRESSED_SIZE && (encoded.at(0) == 2 || encoded.at(0) == 3);
        boolean uncompressed = encoded.size() == UNCOMPRESSED_SIZE && encoded.at(0) == 4;
        if (!compressed && !uncompressed) {
            return Optional.empty();
        }
        try {
            return Optional.of(curve.getCurve().decodePoint(encoded.toArray()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<SecretBytes> agree(SecretBytes own, Bytes peer) {
        return point(peer).map(point -> {
            var agreement = new ECDHBasicAgreement();
            agreement.init(new ECPrivateKeyParameters(scalar(own.array()), curve));
            BigInteger x = agreement.calculateAgreement(new ECPublicKeyParameters(point, curve));
            return new SecretBytes(BigIntegers.asUnsignedByteArray(PRIVATE_SIZE, x));
        });
    }
}

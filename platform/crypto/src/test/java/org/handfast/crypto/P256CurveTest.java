package org.handfast.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.util.Optional;
import javax.crypto.KeyAgreement;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.handfast.api.Bytes;

class P256CurveTest {

    /** RFC 5903, section 8.1. */
    private static final SecretBytes I = secret("c88f01f510d9ac3f70a292daa2316de544e9aab8afe84049c62a9c57862d1433");

    private static final String I_X = "dad0b65394221cf9b051e1feca5787d098dfe637fc90b9ef945d0c3772581180";
    private static final String I_Y = "5271a0461cdb8252d61f1c456fa3e59ab1f45b33accf5f58389e0577b8990bb3";
    private static final SecretBytes R = secret("c6ef9c5d78ae012a011164acb397ce2088685d8f06bf9be0b283ab46476bee53");
    private static final String R_X = "d12dfb5289c8d4f81208b70270398c342296970a0bccb74c736fc7554494bf63";
    private static final String R_Y = "56fbf3ca366cc23e8157854c13c58d6aac23f046ada30f8353e74f33039872ab";
    private static final SecretBytes SHARED =
            secret("d6840f6b42f6edafd13116e0e12565202fef8e9ece7dce03812464d04b9442de");

    private static final BigInteger P =
            CustomNamedCurves.getByName("secp256r1").getCurve().getField().getCharacteristic();
    private static final BigInteger ORDER =
            CustomNamedCurves.getByName("secp256r1").getN();

    private final P256Curve curve = new P256Curve();

    private static SecretBytes secret(String hex) {
        return new SecretBytes(Bytes.hex(hex).toArray());
    }

    @Test
    void agreesAsRfc5903Does() {
        assertThat(curve.publicHalf(I).hex()).isEqualTo("03" + I_X);
        assertThat(curve.publicHalf(R).hex()).isEqualTo("03" + R_X);
        assertThat(curve.agree(I, Bytes.hex("03" + R_X))).contains(SHARED);
        assertThat(curve.agree(R, Bytes.hex("03" + I_X))).contains(SHARED);
        assertThat(curve.agree(R, Bytes.hex("04" + I_X + I_Y))).contains(SHARED);
    }

    @Test
    void canonicalIsCompressed() {
        Bytes compressed = Bytes.hex("03" + R_X);
        assertThat(curve.canonical(compressed)).contains(compressed);
        assertThat(curve.canonical(Bytes.hex("04" + R_X + R_Y))).contains(compressed);
    }

    @Test
    void theOtherRootIsAnotherKey() {
        String y = hex(P.subtract(new BigInteger(R_Y, 16)));
        assertThat(curve.canonical(Bytes.hex("04" + R_X + y))).contains(Bytes.hex("02" + R_X));
    }

    @Property(tries = 30)
    void agreesAsTheJavaPlatformDoes(@ForAll("scalars") BigInteger own, @ForAll("scalars") BigInteger other)
            throws GeneralSecurityException {
        Bytes peer = curve.publicHalf(secret(hex(other)));
        var parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec("secp256r1"));
        var spec = parameters.getParameterSpec(ECParameterSpec.class);
        var decoded = CustomNamedCurves.getByName("secp256r1").getCurve().decodePoint(peer.toArray());
        var point = new ECPoint(
                decoded.getAffineXCoord().toBigInteger(),
                decoded.getAffineYCoord().toBigInteger());
        var agreement = KeyAgreement.getInstance("ECDH");
        agreement.init(KeyFactory.getInstance("EC").generatePrivate(new ECPrivateKeySpec(own, spec)));
        agreement.doPhase(KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(point, spec)), true);
        assertThat(curve.agree(secret(hex(own)), peer)).contains(new SecretBytes(agreement.generateSecret()));
    }

    @Provide
    Arbitrary<BigInteger> scalars() {
        return Arbitraries.bigIntegers().between(BigInteger.ONE, ORDER.subtract(BigInteger.ONE));
    }

    @Test
    void knowsWhichNumbersArePrivateKeys() {
        assertThat(curve.isPrivate(Bytes.hex(hex(BigInteger.ZERO)))).isFalse();
        assertThat(curve.isPrivate(Bytes.hex(hex(BigInteger.ONE)))).isTrue();
        assertThat(curve.isPrivate(Bytes.hex(hex(ORDER.subtract(BigInteger.ONE)))))
                .isTrue();
        assertThat(curve.isPrivate(Bytes.hex(hex(ORDER)))).isFalse();
        assertThat(curve.isPrivate(Bytes.hex("ff".repeat(32)))).isFalse();
        assertThat(curve.isPrivate(Bytes.hex("01".repeat(31)))).isFalse();
        assertThat(curve.isPrivate(Bytes.hex("00" + "01".repeat(32)))).isFalse();
    }

    @Test
    void agreesWithTheSmallestAndTheLargestPrivateKey() {
        Bytes peer = Bytes.hex("03" + R_X);
        assertThat(curve.agree(secret(hex(BigInteger.ONE)), peer)).contains(secret(R_X));
        assertThat(curve.agree(secret(hex(ORDER.subtract(BigInteger.ONE))), peer))
                .contains(secret(R_X));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                // infinity, in one byte and padded
                "00",
                "000000000000000000000000000000000000000000000000000000000000000000",
                // (R_X, R_Y + 1) and (0, 0), which are off the curve
                "04" + R_X + "56fbf3ca366cc23e8157854c13c58d6aac23f046ada30f8353e74f33039872ac",
                "04" + "0000000000000000000000000000000000000000000000000000000000000000"
                        + "0000000000000000000000000000000000000000000000000000000000000000",
                // x = p, which is 0 written otherwise, and the largest x
                "02ffffffff00000001000000000000000000000000ffffffffffffffffffffffff",
                "02ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
                // the hybrid form, the wrong length for the form, other forms
                "07" + R_X + R_Y,
                "04" + R_X,
                "03" + R_X + R_Y,
                "03" + R_X + "00",
                "05" + R_X,
                "01" + R_X,
                "83" + R_X
            })
    void refusesWhatIsNotAPoint(String hex) {
        assertThat(curve.canonical(Bytes.hex(hex))).isEmpty();
        assertThat(curve.agree(I, Bytes.hex(hex))).isEmpty();
    }

    @Test
    void refusesCoordinatesNotBelowP() {
        Bytes four = Bytes.hex("04" + hex(BigInteger.valueOf(5)) + hex(rightHandRoot(BigInteger.valueOf(5))));
        assertThat(curve.canonical(four)).isPresent();
        assertThat(curve.canonical(Bytes.hex("02" + hex(P.add(BigInteger.valueOf(5))))))
                .isEmpty();
        assertThat(curve.canonical(Bytes.hex(
                        "04" + hex(P.add(BigInteger.valueOf(5))) + four.hex().substring(66))))
                .isEmpty();
    }

    /** A square root of x^3 - 3x + b. */
    private static BigInteger rightHandRoot(BigInteger x) {
        BigInteger b =
                CustomNamedCurves.getByName("secp256r1").getCurve().getB().toBigInteger();
        BigInteger square =
                x.pow(3).subtract(x.multiply(BigInteger.valueOf(3))).add(b).mod(P);
        BigInteger root = square.modPow(P.add(BigInteger.ONE).shiftRight(2), P);
        assertThat(root.multiply(root).mod(P)).isEqualTo(square);
        return root;
    }

    /** A compressed encoding is a point if x^3 - 3x + b has a root, for half of all x. */
    @Test
    void refusesCompressedKeysOffTheCurve() {
        int points = 0;
        for (int x = 0; x < 100; x++) {
            Optional<Bytes> even = curve.canonical(Bytes.hex("02" + hex(BigInteger.valueOf(x))));
            assertThat(curve.canonical(Bytes.hex("03" + hex(BigInteger.valueOf(x))))
                            .isPresent())
                    .isEqualTo(even.isPresent());
            points += even.isPresent() ? 1 : 0;
        }
        assertThat(points).isBetween(30, 70);
    }

    private static String hex(BigInteger number) {
        return String.format("%064x", number);
    }
}

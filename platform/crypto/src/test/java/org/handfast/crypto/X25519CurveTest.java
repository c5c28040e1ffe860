package org.handfast.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPrivateKeySpec;
import java.security.spec.XECPublicKeySpec;
import java.util.Optional;
import javax.crypto.KeyAgreement;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.bouncycastle.math.ec.rfc7748.X25519;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.handfast.api.Bytes;

class X25519CurveTest {

    private static final BigInteger P = Edwards.P;

    private final X25519Curve curve = new X25519Curve();
    private final SecretBytes own = secret("77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a");

    private static SecretBytes secret(String hex) {
        return new SecretBytes(Bytes.hex(hex).toArray());
    }

    /** Section 5.2, the first, and section 6.1; then the vector that the relay protocol states. */
    @ParameterizedTest
    @CsvSource({
        "a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4,"
                + "e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c,"
                + "c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552",
        "77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a,"
                + "de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f,"
                + "4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742",
        "5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb,"
                + "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a,"
                + "4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742",
        "0101010101010101010101010101010101010101010101010101010101010101,"
                + "ce8d3ad1ccb633ec7b70c17814a5c76ecd029685050d344745ba05870e587d59,"
                + "2ed76ab549b1e73c031eb49c9448f0798aea81b698279a0c3dc3e49fbfc4b953"
    })
    void agreesAsRfc7748Does(String own, String peer, String shared) {
        assertThat(curve.agree(secret(own), Bytes.hex(peer))).contains(secret(shared));
    }

    /** See the README beside the vectors for those that are judged otherwise here. */
    @ParameterizedTest
    @MethodSource("org.handfast.crypto.Wycheproof#x25519")
    void agreesAsTheVectorsOfWycheproofDoOrRefuses(Wycheproof.Agreed vector) {
        Optional<SecretBytes> expected = vector.strict() ? Optional.of(vector.shared()) : Optional.empty();
        assertThat(curve.agree(vector.own(), vector.peer())).isEqualTo(expected);
        assertThat(curve.canonical(vector.peer()).isPresent()).isEqualTo(vector.strict());
    }

    @Test
    void makesThePublicHalvesOfRfc7748() {
        assertThat(curve.publicHalf(own).hex())
                .isEqualTo("8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a");
        assertThat(curve.publicHalf(secret("01".repeat(32))).hex())
                .isEqualTo("a4e09292b651c278b9772c569f5fa9bb13d906b46ab68c9df9dc2b4409f8a209");
    }

    /** Section 5.2, the iterated one. */
    @Test
    void agreesAThousandTimesInARow() {
        SecretBytes k = secret("09" + "00".repeat(31));
        Bytes u = Bytes.of(k.array());
        for (int i = 0; i < 1000; i++) {
            SecretBytes next = curve.agree(k, u).orElseThrow();
            u = Bytes.of(k.array());
            k = next;
            if (i == 0) {
                assertThat(k).isEqualTo(secret("422c8e7a6227d7bca1350b3e2bb7279f7897b87bb6854b783c60e80311ae3079"));
            }
        }
        assertThat(k).isEqualTo(secret("684cf59ba83309552800ef566f2f4d3c1c3887c49360e3875f2eb94d99532c51"));
    }

    @Property(tries = 50)
    void agreesAsTheJavaPlatformDoes(@ForAll @Size(32) byte[] own, @ForAll @Size(32) byte[] other)
            throws GeneralSecurityException {
        Bytes peer = curve.publicHalf(new SecretBytes(other));
        var keys = KeyFactory.getInstance("X25519");
        var agreement = KeyAgreement.getInstance("X25519");
        agreement.init(keys.generatePrivate(new XECPrivateKeySpec(NamedParameterSpec.X25519, own)));
        agreement.doPhase(
                keys.generatePublic(new XECPublicKeySpec(NamedParameterSpec.X25519, Edwards.littleEndian(peer))), true);
        assertThat(curve.canonical(peer)).contains(peer);
        assertThat(curve.agree(new SecretBytes(own), peer)).contains(new SecretBytes(agreement.generateSecret()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "1",
                "325606250916557431795983626356110631294008115727848805560023387167927233504",
                "39382357235489614581723060781553021112529911719440698176882885853963445705823",
                "57896044618658097711785492504343953926634992332820282019728792003956564819948"
            })
    void refusesPointsOfLowOrder(String u) {
        Bytes point = Edwards.bytes(new BigInteger(u));
        assertThat(X25519.calculateAgreement(own.array(), 0, point.toArray(), 0, new byte[32], 0))
                .as("what is shared is not all zero")
                .isFalse();
        assertRefused(point);
    }

    @Test
    void refusesCoordinatesNotBelowP() {
        for (int i = 0; i < 19; i++) {
            assertRefused(Edwards.bytes(P.add(BigInteger.valueOf(i))));
        }
    }

    @Test
    void takesTheLargestCoordinateThatIsNotOfLowOrder() {
        Bytes largest = Edwards.bytes(P.subtract(BigInteger.TWO));
        assertThat(curve.canonical(largest)).contains(largest);
        assertThat(curve.canonical(Bytes.hex("00".repeat(31) + "7f"))).isPresent();
        assertThat(curve.canonical(Bytes.hex("ff".repeat(15) + "00" + "ff".repeat(15) + "7f")))
                .isPresent();
    }

    @Test
    void refusesTheUnusedBit() {
        byte[] point = curve.publicHalf(own).toArray();
        point[31] |= (byte) 0x80;
        assertRefused(Bytes.wrap(point));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 31, 33, 64})
    void refusesKeysOfAnotherSize(int size) {
        Bytes bytes = Bytes.hex("09".repeat(size));
        assertRefused(bytes);
        assertThat(curve.isPrivate(bytes)).isFalse();
    }

    private void assertRefused(Bytes point) {
        assertThat(curve.canonical(point)).isEmpty();
        assertThat(curve.agree(own, point)).isEmpty();
    }
}

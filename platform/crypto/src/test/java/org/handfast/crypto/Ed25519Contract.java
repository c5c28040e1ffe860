package org.handfast.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.handfast.api.Bytes;
import org.handfast.api.Key;

/** What is accepted and made, whichever library does the arithmetic. */
abstract class Ed25519Contract {

    /** Order 8, so that its multiples are all eight points of small order. */
    private static final Edwards TORSION =
            Edwards.decode(Bytes.hex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"));

    private final Ed25519Curve curve = new Ed25519Curve(library());
    private final HeldKeyPair pair = pair("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
    private final Bytes key = pair.publicKey().bytes();
    private final Bytes message = Bytes.utf8("message");
    private final Bytes signature = curve.sign(pair, message);

    abstract Ed25519Library library();

    /** RFC 8032, section 5.1.7, lets it check the equation either as it stands or times eight. */
    abstract boolean takesPartsOfSmallOrder();

    private static HeldKeyPair pair(String seed) {
        return Curves.portable()
                .pair(Key.Algorithm.ED25519, new SecretBytes(Bytes.hex(seed).toArray()));
    }

    /** Section 7.1; then the vectors that the relay and the challenge-response protocol state. */
    @ParameterizedTest
    @CsvSource({
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60,"
                + "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a,'',"
                + "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
                + "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb,"
                + "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c,72,"
                + "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7,"
                + "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025,af82,"
                + "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
                + "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
        "833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42,"
                + "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf,"
                + "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
                + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f,"
                + "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b589"
                + "09351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704",
        "4242424242424242424242424242424242424242424242424242424242424242,"
                + "2152f8d19b791d24453242e15f2eab6cb7cffa7b6a5ed30097960e069881db12,"
                + "7b226d657373616765223a7b2274797065223a22636f6e6e656374227d2c2273656e646572223a2245303131543744227d,"
                + "faff09637d27d528cbd4d051aaa82e825f35f68d8dd79306f2fc402a51fc9b21"
                + "2c5b93b16568c990ac3fd148a126172039d444279b4a12b663cf4f6e2aaddf01",
        "c5c0cfacab871499a3c5afc9d5247d517e26a61353e4cc201022b1dd7ba64b4d,"
                + "e7374d524748530f79f6dbda3c7b3bb49220b694eb4c379339791664a5d75b16,"
                + "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f,"
                + "476e894048e920ca8d6ec6e93f326dfc23d8b02156861d265aba49834f37438b"
                + "02d9c6052071e75877cb756c018b467fa170d341e4b2c7b4013131ed0ec3870a"
    })
    void signsAsRfc8032Does(String seed, String publicKey, String message, String signature) {
        HeldKeyPair pair = pair(seed);
        assertThat(pair.publicKey().bytes().hex()).isEqualTo(publicKey);
        assertThat(curve.sign(pair, Bytes.hex(message)).hex()).isEqualTo(signature);
        assertThat(curve.verify(Bytes.hex(publicKey), Bytes.hex(message), Bytes.hex(signature)))
                .isTrue();
        assertThat(curve.canonical(Bytes.hex(publicKey))).contains(Bytes.hex(publicKey));
    }

    /** See the README beside the vectors for those that are judged otherwise here. */
    @ParameterizedTest
    @MethodSource("org.handfast.crypto.Wycheproof#ed25519")
    void judgesTheVectorsOfWycheproof(Wycheproof.Signed vector) {
        assertThat(curve.verify(vector.key(), vector.message(), vector.signature()))
                .isEqualTo(vector.valid());
        assertThat(curve.canonical(vector.key())).contains(vector.key());
    }

    @Property(tries = 30)
    void signsAsTheJavaPlatformDoes(@ForAll @Size(32) byte[] seed, @ForAll byte[] message)
            throws GeneralSecurityException {
        var other = Signature.getInstance("Ed25519");
        other.initSign(KeyFactory.getInstance("Ed25519")
                .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed)));
        other.update(message);
        assertThat(curve.sign(pair(Bytes.of(seed).hex()), Bytes.of(message)).toArray())
                .isEqualTo(other.sign());
    }

    @Test
    void refusesASignatureOfWhichASingleBitDiffers() {
        assertThat(curve.verify(key, message, signature)).isTrue();
        for (int bit = 0; bit < 8 * signature.size(); bit++) {
            byte[] altered = signature.toArray();
            altered[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(curve.verify(key, message, Bytes.wrap(altered))).isFalse();
        }
        assertThat(curve.verify(key, Bytes.utf8("messagf"), signature)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8, 15})
    void refusesTheSameNumberWithTheOrderAddedToS(int times) {
        BigInteger s = Edwards.littleEndian(signature.from(32));
        Bytes larger = Edwards.bytes(s.add(Edwards.ORDER.multiply(BigInteger.valueOf(times))));
        assertThat(curve.verify(key, message, Bytes.join(signature.slice(0, 32), larger)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 32, 63, 65, 128})
    void refusesSignaturesOfAnotherSize(int size) {
        assertThat(curve.verify(key, message, Bytes.wrap(new byte[size]))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 31, 33, 64})
    void refusesKeysOfAnotherSize(int size) {
        assertThat(curve.canonical(Bytes.wrap(new byte[size]))).isEmpty();
        assertThat(curve.verify(Bytes.wrap(new byte[size]), message, signature)).isFalse();
        assertThat(curve.isPrivate(Bytes.wrap(new byte[size]))).isFalse();
    }

    /** Under such a key some signatures are good for every message: S = 0 and R the neutral element, for one. */
    @Test
    void refusesKeysOfSmallOrder() {
        Edwards point = TORSION;
        for (int i = 1; i <= 8; i++, point = point.plus(TORSION)) {
            assertThat(curve.canonical(point.encoded())).isEmpty();
            assertNothingVerifies(point.encoded());
        }
        assertThat(point).as("eight times the point is neutral").isEqualTo(TORSION);
    }

    /** y not below p, for which RFC 8032 has decoding fail; and x = 0 with a sign, which there is no point of. */
    @Test
    void refusesKeysThatAreNotInTheirOneEncoding() {
        for (int i = 0; i < 19; i++) {
            BigInteger y = Edwards.P.add(BigInteger.valueOf(i));
            for (BigInteger encoded : new BigInteger[] {y, y.setBit(255)}) {
                assertThat(curve.canonical(Edwards.bytes(encoded))).isEmpty();
                assertNothingVerifies(Edwards.bytes(encoded));
            }
        }
        for (BigInteger y : new BigInteger[] {BigInteger.ONE, Edwards.P.subtract(BigInteger.ONE)}) {
            assertThat(curve.canonical(Edwards.bytes(y.setBit(255)))).isEmpty();
            assertNothingVerifies(Edwards.bytes(y.setBit(255)));
        }
    }

    /** With R not in its one encoding: the neutral element as y = 1 + p. */
    @Test
    void refusesSignaturesWhoseRIsNotInItsOneEncoding() {
        Bytes neutral = Edwards.bytes(BigInteger.ONE);
        Bytes another = Edwards.bytes(Edwards.P.add(BigInteger.ONE));
        assertThat(curve.verify(key, message, Bytes.join(another, signature.from(32))))
                .isFalse();
        assertThat(curve.verify(key, message, Bytes.join(neutral, signature.from(32))))
                .isFalse();
    }

    private void assertNothingVerifies(Bytes key) {
        Bytes zero = Bytes.wrap(new byte[32]);
        Edwards r = TORSION;
        for (int i = 1; i <= 8; i++, r = r.plus(TORSION)) {
            assertThat(curve.verify(key, message, Bytes.join(r.encoded(), zero)))
                    .isFalse();
        }
        assertThat(curve.verify(key, message, signature)).isFalse();
    }

    @Test
    void refusesKeysOffTheCurve() {
        Bytes off = Edwards.bytes(BigInteger.TWO);
        assertThat(curve.canonical(off)).isEmpty();
        assertThat(curve.verify(off, message, signature)).isFalse();
    }

    @Test
    void refusesKeysWithAPartOfSmallOrder() {
        Edwards honest = Edwards.decode(key);
        assertThat(honest.encoded()).isEqualTo(key);
        Edwards part = TORSION;
        for (int i = 1; i < 8; i++, part = part.plus(TORSION)) {
            assertThat(curve.canonical(honest.plus(part).encoded())).isEmpty();
        }
    }

    /** Only the holder of the key can make such a signature. */
    @Test
    void aPartOfSmallOrderInRIsTheOneThingThatLibrariesJudgeDifferently() throws GeneralSecurityException {
        Edwards point = Edwards.decode(Edwards.BASE);
        var own = new BigInteger("1234567890123456789012345678901234567890");
        var nonce = new BigInteger("9876543210987654321098765432109876543210");
        Bytes publicKey = point.times(own).encoded();
        assertThat(curve.canonical(publicKey)).isPresent();
        for (Edwards part : new Edwards[] {Edwards.NEUTRAL, TORSION}) {
            Bytes r = point.times(nonce).plus(part).encoded();
            var sha512 = MessageDigest.getInstance("SHA-512");
            BigInteger k = Edwards.littleEndian(
                    Bytes.wrap(sha512.digest(Bytes.join(r, publicKey, message).toArray())));
            Bytes s = Edwards.bytes(k.multiply(own).add(nonce).mod(Edwards.ORDER));
            assertThat(curve.verify(publicKey, message, Bytes.join(r, s)))
                    .isEqualTo(part.equals(Edwards.NEUTRAL) || takesPartsOfSmallOrder());
        }
    }
}

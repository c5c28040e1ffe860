package org.handfast.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.modes.AEADCipher;
import org.bouncycastle.crypto.modes.ChaCha20Poly1305;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.handfast.api.Bytes;
import org.handfast.api.Crypto.Aead;

class CiphersTest {

    private final Ciphers ciphers = new Ciphers();

    /** Cases 13 to 16 of McGrew and Viega, "The Galois/Counter Mode of Operation", which NIST's submission has. */
    @Test
    void sealsAesAsTheGcmSpecificationDoes() {
        String zeroKey = "00".repeat(32);
        String zeroNonce = "00".repeat(12);
        assertSealed(Aead.AES_256_GCM, zeroKey, zeroNonce, "", "", "530f8afbc74536b9a963b4f1c4cb738b");
        assertSealed(
                Aead.AES_256_GCM,
                zeroKey,
                zeroNonce,
                "",
                "00".repeat(16),
                "cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919");

        String key = "feffe9928665731c6d6a8f9467308308".repeat(2);
        String nonce = "cafebabefacedbaddecaf888";
        String plain = "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
                + "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39";
        String ciphertext = "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
                + "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662";
        assertSealed(
                Aead.AES_256_GCM,
                key,
                nonce,
                "",
                plain + "1aafd255",
                ciphertext + "898015ad" + "b094dac5d93471bdec1a502270e3cc6c");
        assertSealed(
                Aead.AES_256_GCM,
                key,
                nonce,
                "feedfacedeadbeeffeedfacedeadbeefabaddad2",
                plain,
                ciphertext + "76fc6ece0f4e1768cddf8853bb2d551b");
    }

    /** Section 2.8.2. */
    @Test
    void sealsChaCha20AsRfc8439Does() {
        assertSealed(
                Aead.CHACHA20_POLY1305,
                "808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f",
                "070000004041424344454647",
                "50515253c0c1c2c3c4c5c6c7",
                Bytes.utf8(
                                "Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, "
                                        + "sunscreen would be it.")
                        .hex(),
                "d31a8d34648e60db7b86afbc53ef7ec2a4aded51296e08fea9e2b5a736ee62d63dbea45e8ca9671282fafb69da92728b"
                        + "1a71de0a9e060b2905d6a5b67ecd3b3692ddbd7f2d778b8c9803aee328091b58fab324e4fad675945585808b4831d7bc"
                        + "3ff4def08e4b7a9de576d26586cec64b6116" + "1ae10b594f09e26a7e902ecbd0600691");
    }

    private void assertSealed(
            Aead algorithm, String key, String nonce, String associated, String plain, String sealed) {
        byte[] k = Bytes.hex(key).toArray();
        byte[] n = Bytes.hex(nonce).toArray();
        Bytes a = Bytes.hex(associated);
        byte[] made = ciphers.seal(algorithm, k, n, a, Bytes.hex(plain).toArray());
        assertThat(Bytes.wrap(made).hex()).isEqualTo(sealed);
        assertThat(ciphers.open(algorithm, k, n, a, made).map(b -> Bytes.wrap(b).hex()))
                .contains(plain);
    }

    @Property(tries = 100)
    void agreesWithBouncyCastle(
            @ForAll @Size(32) byte[] key,
            @ForAll @Size(12) byte[] nonce,
            @ForAll byte[] associated,
            @ForAll byte[] plain,
            @ForAll Aead algorithm)
            throws InvalidCipherTextException {
        AEADCipher other =
                switch (algorithm) {
                    case AES_256_GCM -> GCMBlockCipher.newInstance(AESEngine.newInstance());
                    case CHACHA20_POLY1305 -> new ChaCha20Poly1305();
                };
        other.init(true, new AEADParameters(new KeyParameter(key), 128, nonce, associated));
        var expected = new byte[other.getOutputSize(plain.length)];
        other.doFinal(expected, other.processBytes(plain, 0, plain.length, expected, 0));
        assertThat(ciphers.seal(algorithm, key, nonce, Bytes.of(associated), plain))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource
    void opensNothingOfWhichASingleBitDiffers(Aead algorithm) {
        var key = new byte[32];
        var nonce = new byte[12];
        Bytes associated = Bytes.utf8("associated");
        byte[] sealed = ciphers.seal(algorithm, key, nonce, associated, new byte[20]);

        assertThat(ciphers.open(algorithm, key, nonce, associated, sealed)).isPresent();
        for (int bit = 0; bit < 8 * sealed.length; bit++) {
            assertThat(ciphers.open(algorithm, key, nonce, associated, flipped(sealed, bit)))
                    .isEmpty();
        }
        for (int bit = 0; bit < 8 * key.length; bit++) {
            assertThat(ciphers.open(algorithm, flipped(key, bit), nonce, associated, sealed))
                    .isEmpty();
        }
        for (int bit = 0; bit < 8 * nonce.length; bit++) {
            assertThat(ciphers.open(algorithm, key, flipped(nonce, bit), associated, sealed))
                    .isEmpty();
        }
        for (int bit = 0; bit < 8 * associated.size(); bit++) {
            assertThat(ciphers.open(algorithm, key, nonce, Bytes.wrap(flipped(associated.toArray(), bit)), sealed))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void opensNothingCutShort(Aead algorithm) {
        byte[] sealed = ciphers.seal(algorithm, new byte[32], new byte[12], Bytes.EMPTY, new byte[] {1});
        for (int size = 0; size < sealed.length; size++) {
            Bytes cut = Bytes.wrap(sealed).slice(0, size);
            Optional<byte[]> opened = ciphers.open(algorithm, new byte[32], new byte[12], Bytes.EMPTY, cut.toArray());
            assertThat(opened).isEmpty();
        }
    }

    private static byte[] flipped(byte[] bytes, int bit) {
        byte[] copy = bytes.clone();
        copy[bit / 8] ^= (byte) (1 << bit % 8);
        return copy;
    }
}

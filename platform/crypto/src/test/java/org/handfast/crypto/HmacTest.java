package org.handfast.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.handfast.api.Bytes;

class HmacTest {

    private static final String JEFE = "4a656665";
    private static final String WANT = "7768617420646f2079612077616e7420666f72206e6f7468696e673f";

    @Test
    void givesWhatRfc4231Gives() {
        assertHmac(
                repeated(0x0b, 20),
                Bytes.utf8("Hi There"),
                "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
        assertHmac(
                Bytes.hex(JEFE), Bytes.hex(WANT), "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
        assertHmac(
                repeated(0xaa, 20),
                repeated(0xdd, 50),
                "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe");
        assertHmac(
                counted(1, 25), repeated(0xcd, 50), "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b");
        assertHmac(
                repeated(0xaa, 131),
                Bytes.utf8("Test Using Larger Than Block-Size Key - Hash Key First"),
                "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
        assertHmac(
                repeated(0xaa, 131),
                Bytes.utf8(
                        "This is a test using a larger than block-size key and a larger than block-size data. The key "
                                + "needs to be hashed before being used by the HMAC algorithm."),
                "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2");
    }

    private static void assertHmac(Bytes key, Bytes message, String hex) {
        assertThat(Bytes.wrap(Hmac.of(key.toArray(), message)).hex()).isEqualTo(hex);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 14, 27, 28})
    void partsCountAsOneMessage(int cut) {
        Bytes message = Bytes.hex(WANT);
        assertThat(Hmac.of(Bytes.hex(JEFE).toArray(), message.slice(0, cut), message.from(cut)))
                .isEqualTo(Hmac.of(Bytes.hex(JEFE).toArray(), message));
    }

    /** Appendix A, the three tests with SHA-256: each step, and both. */
    @Test
    void derivesWhatRfc5869Derives() {
        assertHkdf(
                repeated(0x0b, 22),
                counted(0, 13),
                counted(0xf0, 10),
                "077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5",
                "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865");
        assertHkdf(
                counted(0, 80),
                counted(0x60, 80),
                counted(0xb0, 80),
                "06a6b88c5853361a06104c9ceb35b45cef760014904671014a193f40c15fc244",
                "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e590e09"
                        + "da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87");
        assertHkdf(
                repeated(0x0b, 22),
                Bytes.EMPTY,
                Bytes.EMPTY,
                "19ef24a32c717b167f33a91d6f648bdf96596776afdb6377ac434c1c293ccb04",
                "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8");
    }

    private static void assertHkdf(Bytes secret, Bytes salt, Bytes info, String extracted, String derived) {
        int size = derived.length() / 2;
        byte[] key = Hmac.extract(secret.toArray(), salt);
        assertThat(Bytes.wrap(key).hex()).isEqualTo(extracted);
        assertThat(Bytes.wrap(Hmac.expand(key, info, size)).hex()).isEqualTo(derived);
        assertThat(derived(secret, salt, info, size)).isEqualTo(derived);
    }

    @Test
    void noSaltIsThirtyTwoZeroBytes() {
        assertThat(derived(counted(0, 32), Bytes.EMPTY, Bytes.EMPTY, 32))
                .isEqualTo(derived(counted(0, 32), repeated(0, 32), Bytes.EMPTY, 32));
    }

    @ParameterizedTest
    @CsvSource({"1", "31", "32", "33", "64", "8159", "8160"})
    void aShorterKeyIsTheBeginningOfALongerOne(int size) {
        String longest = derived(counted(0, 32), Bytes.EMPTY, Bytes.utf8("info"), Hmac.MOST_DERIVED);
        assertThat(longest).startsWith(derived(counted(0, 32), Bytes.EMPTY, Bytes.utf8("info"), size));
        assertThat(derived(counted(0, 32), Bytes.EMPTY, Bytes.utf8("info"), size))
                .hasSize(2 * size);
    }

    private static String derived(Bytes secret, Bytes salt, Bytes info, int size) {
        return Bytes.wrap(Hmac.derive(secret.toArray(), salt, info, size).array())
                .hex();
    }

    private static Bytes repeated(int value, int size) {
        var bytes = new byte[size];
        Arrays.fill(bytes, (byte) value);
        return Bytes.wrap(bytes);
    }

    private static Bytes counted(int first, int size) {
        var bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) (first + i);
        }
        return Bytes.wrap(bytes);
    }
}

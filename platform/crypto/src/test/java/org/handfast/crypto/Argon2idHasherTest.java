package org.handfast.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.handfast.api.Fault.Category.OPERATOR_INPUT;
import static org.handfast.crypto.Faults.assertFault;

import java.util.Arrays;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.handfast.api.Bytes;

class Argon2idHasherTest {

    /** Small, so that a test is quick: what Argon2's own command line makes of "password" and "somesalt". */
    private static final String SMALL =
            "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";

    private final Argon2idHasher hasher = new Argon2idHasher(Seeded.random(1));

    private boolean matches(String password, String hash) {
        return hasher.matches(password.toCharArray(), hash);
    }

    /** Section 5.3, which has a secret and associated data that passwords do without. */
    @Test
    void theLibraryGivesWhatRfc9106Gives() {
        var generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(32)
                .withIterations(3)
                .withParallelism(4)
                .withSalt(Bytes.hex("02".repeat(16)).toArray())
                .withSecret(Bytes.hex("03".repeat(8)).toArray())
                .withAdditional(Bytes.hex("04".repeat(12)).toArray())
                .build());
        var hash = new byte[32];
        generator.generateBytes(Bytes.hex("01".repeat(32)).toArray(), hash);
        assertThat(Bytes.wrap(hash).hex())
                .isEqualTo("0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659");
    }

    /** From the tests of the reference implementation. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                SMALL,
                "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=256,t=2,p=2$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc"
            })
    void readsTheReferenceImplementationsHashes(String hash) {
        assertThat(matches("password", hash)).isTrue();
        assertThat(matches("passwore", hash)).isFalse();
    }

    @Test
    void hashesWithItsOwnCostAndAFreshSalt() {
        String hash = hasher.hash("correct horse".toCharArray());
        assertThat(hash).matches("\\$argon2id\\$v=19\\$m=32768,t=2,p=1\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}");
        assertThat(matches("correct horse", hash)).isTrue();
        assertThat(matches("correct hors", hash)).isFalse();
        assertThat(matches("", hash)).isFalse();
        assertThat(hasher.hash("correct horse".toCharArray())).isNotEqualTo(hash);
    }

    @Test
    void leavesThePasswordToTheCaller() {
        char[] password = "password".toCharArray();
        assertThat(hasher.matches(password, SMALL)).isTrue();
        assertThat(password).containsExactly("password".toCharArray());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ä€𐍈", "with space", "\u0000"})
    void takesAnyText(String password) {
        String hash = hasher.hash(password.toCharArray());
        assertThat(matches(password, hash)).isTrue();
        assertThat(matches(password + "x", hash)).isFalse();
    }

    @Test
    void takesNoPasswordThatIsTooLong() {
        var longest = new char[1024];
        Arrays.fill(longest, '€');
        assertThat(hasher.matches(longest, hasher.hash(longest))).isTrue();
        assertFault(OPERATOR_INPUT, "bad-password", () -> hasher.hash(new char[1025]));
        assertThat(hasher.matches(new char[1025], SMALL)).isFalse();
    }

    /** Else all of them would be one password, since encoders write "?" for each. */
    @Test
    void takesNoHalvesOfCharacters() {
        assertFault(OPERATOR_INPUT, "bad-password", () -> hasher.hash("\ud800".toCharArray()));
        assertFault(OPERATOR_INPUT, "bad-password", () -> hasher.hash("a\udc00b".toCharArray()));
        assertThat(matches("\ud800", SMALL)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // more memory, passes or lanes than a hub gives, or than fit a number
                "m=65537,t=1,p=1",
                "m=4194304,t=1,p=1",
                "m=99999999999,t=1,p=1",
                "m=256,t=9,p=1",
                "m=256,t=9999999999,p=1",
                "m=256,t=1,p=5",
                // less than Argon2 needs
                "m=0,t=1,p=1",
                "m=7,t=1,p=1",
                "m=15,t=1,p=2",
                "m=256,t=0,p=1",
                "m=256,t=1,p=0",
                // not in the one form
                "m=-256,t=1,p=1",
                "m=0256,t=1,p=1",
                "m=+256,t=1,p=1",
                "t=1,m=256,p=1",
                "m=256,t=1",
                "m=256,t=1,p=1,x=1"
            })
    void doesNotTryWhatItWillNotBear(String cost) {
        assertThat(PhcHash.parse(SMALL)).isPresent();
        String hash = SMALL.replace("m=256,t=2,p=1", cost);
        assertThat(PhcHash.parse(hash)).isEmpty();
        assertThat(matches("password", hash)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "password",
                "$2a$10$abcdefghijklmnopqrstuv",
                "$argon2i$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "$argon2d$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "$argon2id$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "$argon2id$v=16$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                // padded; with spare bits that are not zero; with too little salt; cut; with something behind
                "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ=$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHR$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/5",
                "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbA$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$",
                "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ",
                "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4\n",
                "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4$"
            })
    void nothingMatchesAHashThatItCannotRead(String hash) {
        assertThat(PhcHash.parse(hash)).isEmpty();
        assertThat(matches("password", hash)).isFalse();
    }

    @Test
    void readsNoHashOfUnboundedLength() {
        assertThat(matches("password", "$argon2id$v=19$m=256,t=2,p=1$" + "A".repeat(1_000_000) + "$"))
                .isFalse();
    }

    @Test
    void writesWhatItRead() {
        assertThat(PhcHash.parse(SMALL).map(PhcHash::text)).contains(SMALL);
    }
}

package org.handfast.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.handfast.api.Fault.Category.PEER_FAULT;
import static org.handfast.api.Fault.Category.PLUGIN_FAULT;
import static org.handfast.crypto.Faults.assertFault;

import java.util.Optional;

import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.hpke.HPKE;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.X25519PublicKeyParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.handfast.api.Bytes;
import org.handfast.api.Crypto;
import org.handfast.api.Key;
import org.handfast.api.Key.Algorithm;
import org.handfast.api.KeyPair;

class HpkeTest {

    /** RFC 9180, appendix A.2.3: what is sealed with sequence number 0. */
    private static final class Vector {
        static final Bytes INFO = Bytes.hex("4f6465206f6e2061204772656369616e2055726e");
        static final String EPHEMERAL = "c94619e1af28971c8fa7957192b7e62a71ca2dcdde0a7cc4a8a9e741d600ab13";
        static final String ENCAPSULATED = "f7674cc8cd7baa5872d1f33dbaffe3314239f6197ddf5ded1746760bfc847e0e";
        static final String RECIPIENT = "3ca22a6d1cda1bb9480949ec5329d3bf0b080ca4c45879c95eddb55c70b80b82";
        static final String RECIPIENT_PUBLIC = "1a478716d63cb2e16786ee93004486dc151e988b34b475043d3e0175bdb01c44";
        static final String SENDER = "2def0cb58ffcf83d1062dd085c8aceca7f4c0c3fd05912d847b61f3e54121f05";
        static final String SENDER_PUBLIC = "f0f4f9e96c54aeed3f323de8534fffd7e0577e4ce269896716bcb95643c8712b";
        static final Bytes ASSOCIATED = Bytes.hex("436f756e742d30");
        static final Bytes PLAIN = Bytes.hex("4265617574792069732074727574682c20747275746820626561757479");
        static final Bytes SEALED = Bytes.hex(ENCAPSULATED
                + "ab1a13c9d4f01a87ec3440dbd756e2677bd2ecf9df0ce7ed73869b98e00c09be111cb9fdf077347aeb88e61bdf");

        private Vector() {}
    }

    private static final Bytes INFO = Bytes.utf8("info");
    private static final Bytes ASSOCIATED = Bytes.utf8("associated");
    private static final Bytes PLAIN = Bytes.utf8("Meet me at noon.");

    private static final Bytes LABELLED = Bytes.lp("a/v1", Bytes.utf8("field"));

    private final Crypto crypto = Seeded.toolkit(1).forEvent(Bytes.hex("5eed".repeat(16)));
    private final KeyPair sender = crypto.generate(Algorithm.X25519);
    private final KeyPair recipient = crypto.generate(Algorithm.X25519);
    private final KeyPair other = crypto.generate(Algorithm.X25519);
    private final Bytes sealed = crypto.sealFrom(sender, recipient.publicKey(), INFO, ASSOCIATED, PLAIN);

    private static HeldKeyPair pair(String privateKey) {
        return Misuse.held(Keys.fromPrivate(Algorithm.X25519, Bytes.hex(privateKey)));
    }

    @Test
    void sealsAndOpensTheVectorOfTheRfc() {
        HeldKeyPair from = pair(Vector.SENDER);
        HeldKeyPair to = pair(Vector.RECIPIENT);
        assertThat(from.publicKey().bytes().hex()).isEqualTo(Vector.SENDER_PUBLIC);
        assertThat(to.publicKey().bytes().hex()).isEqualTo(Vector.RECIPIENT_PUBLIC);
        var hpke = new Hpke(new X25519Curve(), new Ciphers());
        assertThat(hpke.seal(
                        pair(Vector.EPHEMERAL),
                        from,
                        to.publicKey().bytes(),
                        Vector.INFO,
                        Vector.ASSOCIATED,
                        Vector.PLAIN))
                .contains(Vector.SEALED);
        assertThat(crypto.openFrom(to, from.publicKey(), Vector.INFO, Vector.ASSOCIATED, Vector.SEALED))
                .contains(Vector.PLAIN);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 63, 64, 65, 8_192})
    void opensWhatItSealed(int size) {
        Bytes plain = Bytes.wrap(new byte[size]);
        Bytes it = crypto.sealFrom(sender, recipient.publicKey(), INFO, ASSOCIATED, plain);
        assertThat(it.size()).isEqualTo(32 + size + 16);
        assertThat(crypto.openFrom(recipient, sender.publicKey(), INFO, ASSOCIATED, it))
                .contains(plain);
        assertThat(crypto.openFrom(
                        recipient,
                        sender.publicKey(),
                        Bytes.EMPTY,
                        Bytes.EMPTY,
                        crypto.sealFrom(sender, recipient.publicKey(), Bytes.EMPTY, Bytes.EMPTY, plain)))
                .contains(plain);
    }

    @Test
    void isOpenedByBouncyCastle() throws InvalidCipherTextException {
        byte[] opened = bouncy().open(
                        sealed.slice(0, 32).toArray(),
                        bouncy(recipient),
                        INFO.toArray(),
                        ASSOCIATED.toArray(),
                        sealed.from(32).toArray(),
                        null,
                        null,
                        bouncy(sender).getPublic());
        assertThat(Bytes.wrap(opened)).isEqualTo(PLAIN);
    }

    @Test
    void opensWhatBouncyCastleSealed() throws InvalidCipherTextException {
        byte[][] theirs = bouncy().seal(
                        bouncy(recipient).getPublic(),
                        INFO.toArray(),
                        ASSOCIATED.toArray(),
                        PLAIN.toArray(),
                        null,
                        null,
                        bouncy(sender));
        Bytes it = Bytes.join(Bytes.wrap(theirs[1]), Bytes.wrap(theirs[0]));
        assertThat(crypto.openFrom(recipient, sender.publicKey(), INFO, ASSOCIATED, it))
                .contains(PLAIN);
    }

    private static HPKE bouncy() {
        return new HPKE(HPKE.mode_auth, HPKE.kem_X25519_SHA256, HPKE.kdf_HKDF_SHA256, HPKE.aead_CHACHA20_POLY1305);
    }

    private static AsymmetricCipherKeyPair bouncy(KeyPair pair) {
        var own = new X25519PrivateKeyParameters(Misuse.held(pair).privateKey().array());
        return new AsymmetricCipherKeyPair(
                new X25519PublicKeyParameters(pair.publicKey().bytes().toArray()), own);
    }

    @Test
    void opensForNobodyElseAndFromNobodyElse() {
        assertThat(crypto.openFrom(other, sender.publicKey(), INFO, ASSOCIATED, sealed))
                .isEmpty();
        assertThat(crypto.openFrom(recipient, other.publicKey(), INFO, ASSOCIATED, sealed))
                .isEmpty();
        assertThat(crypto.openFrom(sender, recipient.publicKey(), INFO, ASSOCIATED, sealed))
                .as("it is sent one way")
                .isEmpty();
    }

    @Test
    void opensForNoOtherUse() {
        assertThat(crypto.openFrom(recipient, sender.publicKey(), Bytes.utf8("inf"), ASSOCIATED, sealed))
                .isEmpty();
        assertThat(crypto.openFrom(recipient, sender.publicKey(), Bytes.EMPTY, ASSOCIATED, sealed))
                .isEmpty();
        assertThat(crypto.openFrom(recipient, sender.publicKey(), INFO, Bytes.utf8("associate"), sealed))
                .isEmpty();
        assertThat(crypto.openFrom(recipient, sender.publicKey(), INFO, INFO, sealed))
                .isEmpty();
    }

    @Test
    void opensNothingThatWasCutOrTouchedAnywhere() {
        for (int size = 0; size < sealed.size(); size++) {
            assertThat(open(sealed.slice(0, size))).as("%d bytes", size).isEmpty();
        }
        for (int at = 0; at < sealed.size(); at++) {
            byte[] touched = sealed.toArray();
            touched[at] ^= 1;
            assertThat(open(Bytes.wrap(touched))).as("byte %d", at).isEmpty();
        }
        assertThat(open(Bytes.join(sealed, Bytes.u8(0)))).isEmpty();
    }

    /** Of low order, or not in its one encoding (bit 255 is ignored by RFC 7748, and would make two of one). */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000000000000000000000000000000000000000000000000000000000000000",
                "0100000000000000000000000000000000000000000000000000000000000000",
                "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
                "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
                "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
            })
    void refusesAKeyThatIsNotToBeUsed(String bad) {
        var key = new Key(Algorithm.X25519, Bytes.hex(bad));
        assertThat(open(Bytes.join(Bytes.hex(bad), sealed.from(32)))).isEmpty();
        assertThat(crypto.openFrom(recipient, key, INFO, ASSOCIATED, sealed)).isEmpty();
        assertFault(PEER_FAULT, "bad-key", () -> crypto.sealFrom(sender, key, INFO, ASSOCIATED, PLAIN));
    }

    @Test
    void opensOneEncodingOfTheEncapsulatedKey() {
        byte[] twin = sealed.toArray();
        twin[31] |= (byte) 0x80;
        assertThat(open(Bytes.wrap(twin))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 31, 33})
    void refusesKeysOfAnotherSize(int size) {
        var key = new Key(Algorithm.X25519, Bytes.wrap(new byte[size]));
        assertThat(crypto.openFrom(recipient, key, INFO, ASSOCIATED, sealed)).isEmpty();
        assertFault(PEER_FAULT, "bad-key", () -> crypto.sealFrom(sender, key, INFO, ASSOCIATED, PLAIN));
    }

    @Test
    void keysOfAnotherAlgorithmAreThePluginsFault() {
        KeyPair signing = crypto.generate(Algorithm.ED25519);
        KeyPair p256 = crypto.generate(Algorithm.P256);
        for (KeyPair wrong : new KeyPair[] {signing, p256}) {
            assertFault(
                    PLUGIN_FAULT,
                    "wrong-algorithm",
                    () -> crypto.sealFrom(wrong, recipient.publicKey(), INFO, ASSOCIATED, PLAIN));
            assertFault(
                    PLUGIN_FAULT,
                    "wrong-algorithm",
                    () -> crypto.sealFrom(sender, wrong.publicKey(), INFO, ASSOCIATED, PLAIN));
            assertFault(
                    PLUGIN_FAULT,
                    "wrong-algorithm",
                    () -> crypto.openFrom(wrong, sender.publicKey(), INFO, ASSOCIATED, sealed));
            assertFault(
                    PLUGIN_FAULT,
                    "wrong-algorithm",
                    () -> crypto.openFrom(recipient, wrong.publicKey(), INFO, ASSOCIATED, sealed));
        }
    }

    @Test
    void drawsAnEphemeralKeyForEachMessageAndTheSameWhenRunAgain() {
        Bytes seed = Bytes.hex("abcd".repeat(16));
        Crypto one = Seeded.toolkit(1).forEvent(seed);
        Crypto again = Seeded.toolkit(1).forEvent(seed);
        Bytes first = one.sealFrom(sender, recipient.publicKey(), INFO, ASSOCIATED, PLAIN);
        Bytes second = one.sealFrom(sender, recipient.publicKey(), INFO, ASSOCIATED, PLAIN);
        assertThat(first.slice(0, 32)).isNotEqualTo(second.slice(0, 32));
        assertThat(again.sealFrom(sender, recipient.publicKey(), INFO, ASSOCIATED, PLAIN))
                .isEqualTo(first);
    }

    private Optional<Bytes> open(Bytes it) {
        return crypto.openFrom(recipient, sender.publicKey(), INFO, ASSOCIATED, it);
    }

    @Test
    void opensWhatAHubSealedByTheKeyThatTheHubNames() {
        HubToolkit toolkit = Seeded.toolkit(1);
        Bytes it = crypto.sealAsHub(recipient.publicKey(), LABELLED, ASSOCIATED, PLAIN);
        assertThat(crypto.openFrom(recipient, toolkit.hub().agreement(), LABELLED, ASSOCIATED, it))
                .contains(PLAIN);
        Key another = Seeded.toolkit(2).hub().agreement();
        assertThat(crypto.openFrom(recipient, another, LABELLED, ASSOCIATED, it))
                .isEmpty();
        assertThat(crypto.openFrom(recipient, sender.publicKey(), LABELLED, ASSOCIATED, it))
                .isEmpty();
        assertThat(crypto.openFrom(other, toolkit.hub().agreement(), LABELLED, ASSOCIATED, it))
                .isEmpty();
        assertThat(crypto.openFrom(recipient, toolkit.hub().agreement(), INFO, ASSOCIATED, it))
                .isEmpty();
    }

    @Test
    void anEventThatIsRunAgainSealsTheSameAsTheHub() {
        Bytes seed = Bytes.hex("5eed".repeat(16));
        HubToolkit toolkit = Seeded.toolkit(1);
        assertThat(toolkit.forEvent(seed).sealAsHub(recipient.publicKey(), LABELLED, Bytes.EMPTY, PLAIN))
                .isEqualTo(toolkit.forEvent(seed).sealAsHub(recipient.publicKey(), LABELLED, Bytes.EMPTY, PLAIN));
    }

    /** Nothing; what the hub would sign, JSON and a JWS; no label; one cut short; one that is not printable ASCII. */
    @ParameterizedTest
    @ValueSource(strings = {"", "7b7d", "65794a68", "0000", "000261", "000180", "010061"})
    void doesNotSealAsTheHubWithoutSayingWhatFor(String info) {
        assertFault(
                PLUGIN_FAULT,
                "unlabelled-info",
                () -> crypto.sealAsHub(recipient.publicKey(), Bytes.hex(info), ASSOCIATED, PLAIN));
    }

    @Test
    void doesNotSealAsTheHubForAKeyThatIsNotToBeUsed() {
        var loworder = new Key(Algorithm.X25519, Bytes.wrap(new byte[32]));
        assertFault(PEER_FAULT, "bad-key", () -> crypto.sealAsHub(loworder, LABELLED, ASSOCIATED, PLAIN));
        Key signing = crypto.generate(Algorithm.ED25519).publicKey();
        assertFault(PLUGIN_FAULT, "wrong-algorithm", () -> crypto.sealAsHub(signing, LABELLED, ASSOCIATED, PLAIN));
    }
}

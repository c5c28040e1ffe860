package org.handfast.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.handfast.api.Fault.Category.HUB_FAULT;
import static org.handfast.api.Fault.Category.OPERATOR_INPUT;
import static org.handfast.crypto.Faults.assertFault;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import org.handfast.api.Bytes;
import org.handfast.api.Crypto;
import org.handfast.api.Crypto.Aead;
import org.handfast.api.Key.Algorithm;
import org.handfast.api.KeyPair;
import org.handfast.api.Secret;

class HubToolkitTest {

    private static final String CONTEXT = "pairing/direct-tcp/a";

    private final HubKeys keys = HubKeys.generate(Seeded.random(7));
    private final HubToolkit toolkit = new HubToolkit(keys, "Attic", Seeded.random(8));
    private final Crypto crypto = toolkit.forEvent(Bytes.wrap(new byte[32]));
    private final Secret secret = crypto.secret(Bytes.utf8("a phrase"));

    @Test
    void saysWhoTheHubIs() {
        assertThat(toolkit.hub().name()).isEqualTo("Attic");
        assertThat(toolkit.hub().signing()).isEqualTo(keys.signing());
        assertThat(toolkit.hub().id())
                .isEqualTo(crypto.sha256(keys.signing().bytes()).hex())
                .matches("[0-9a-f]{64}");
    }

    @Test
    void signsAndAgreesAsTheHubThatItSaysItIs() {
        assertThat(toolkit.hub().agreement()).isEqualTo(keys.agreement());
        assertThat(toolkit.hub().agreement().algorithm()).isEqualTo(Algorithm.X25519);
        Bytes message = Bytes.lp("test/v1");
        assertThat(crypto.verify(toolkit.hub().signing(), message, crypto.signAsHub(message)))
                .isTrue();
    }

    @Test
    void isTheSameWithoutNativeCode() {
        Crypto portable =
                HubToolkit.portable(keys, "Test hub", Seeded.random(9)).forEvent(Bytes.hex("42".repeat(32)));
        Bytes message = Bytes.lp("test/v1");
        assertThat(portable.signAsHub(message)).isEqualTo(crypto.signAsHub(message));
        assertThat(portable.verify(toolkit.hub().signing(), message, crypto.signAsHub(message)))
                .isTrue();
    }

    @Test
    void drawsWhatNobodyForetells() {
        assertThat(toolkit.random(32)).isNotEqualTo(toolkit.random(32));
        assertThat(toolkit.random(0)).isEqualTo(Bytes.EMPTY);
        assertThat(toolkit.random(33).size()).isEqualTo(33);
    }

    @ParameterizedTest
    @EnumSource
    void opensTheKeyPairItSealed(Algorithm algorithm) {
        KeyPair pair = crypto.generate(algorithm);
        KeyPair opened = toolkit.openKeyPair(toolkit.seal(pair, CONTEXT), CONTEXT);
        assertThat(opened).isEqualTo(pair);
        assertThat(opened.publicKey()).isEqualTo(pair.publicKey());
    }

    @Test
    void anOpenedKeyPairWorks() {
        KeyPair signing = crypto.generate(Algorithm.ED25519);
        KeyPair opened = toolkit.openKeyPair(toolkit.seal(signing, CONTEXT), CONTEXT);
        assertThat(crypto.sign(opened, Bytes.EMPTY)).isEqualTo(crypto.sign(signing, Bytes.EMPTY));
        KeyPair agreeing = crypto.generate(Algorithm.P256);
        opened = toolkit.openKeyPair(toolkit.seal(agreeing, CONTEXT), CONTEXT);
        KeyPair other = crypto.generate(Algorithm.P256);
        assertThat(crypto.agree(opened, other.publicKey())).isEqualTo(crypto.agree(agreeing, other.publicKey()));
    }

    @Test
    void opensTheSecretItSealed() {
        assertThat(toolkit.openSecret(toolkit.seal(secret, CONTEXT), CONTEXT)).isEqualTo(secret);
        assertThat(crypto.hmac(secret, Bytes.EMPTY))
                .as("sealing leaves the secret as it is")
                .isEqualTo(crypto.hmac(crypto.secret(Bytes.utf8("a phrase")), Bytes.EMPTY));
    }

    @Test
    void opensAfterARestart() {
        var restarted = new HubToolkit(keys, "Renamed", Seeded.random(9));
        assertThat(restarted.openSecret(toolkit.seal(secret, CONTEXT), CONTEXT)).isEqualTo(secret);
    }

    @Test
    void sealsTheSameDifferentlyEachTime() {
        assertThat(toolkit.seal(secret, CONTEXT)).isNotEqualTo(toolkit.seal(secret, CONTEXT));
    }

    @Test
    void doesNotOpenWhatWasMoved() {
        Bytes sealed = toolkit.seal(secret, CONTEXT);
        assertFault(HUB_FAULT, "sealed-altered", () -> toolkit.openSecret(sealed, "pairing/direct-tcp/b"));
        assertFault(HUB_FAULT, "sealed-altered", () -> toolkit.openSecret(sealed, ""));
    }

    @Test
    void doesNotOpenOneKindAsAnother() {
        Bytes sealedSecret = toolkit.seal(secret, CONTEXT);
        Bytes sealedPair = toolkit.seal(crypto.generate(Algorithm.X25519), CONTEXT);
        assertFault(HUB_FAULT, "sealed-altered", () -> toolkit.openKeyPair(sealedSecret, CONTEXT));
        assertFault(HUB_FAULT, "sealed-altered", () -> toolkit.openSecret(sealedPair, CONTEXT));
    }

    @Test
    void doesNotOpenWhatAnotherHubSealed() {
        Bytes sealed = Seeded.toolkit(20).seal(secret, CONTEXT);
        assertFault(HUB_FAULT, "sealed-by-another-key", () -> toolkit.openSecret(sealed, CONTEXT));
    }

    @Test
    void doesNotOpenWhatWasAlteredAnywhere() {
        byte[] sealed = toolkit.seal(secret, CONTEXT).toArray();
        for (int bit = 0; bit < 8 * sealed.length; bit++) {
            byte[] altered = sealed.clone();
            altered[bit / 8] ^= (byte) (1 << bit % 8);
            String code = bit < 8 ? "sealed-version" : bit < 8 * 9 ? "sealed-by-another-key" : "sealed-altered";
            assertFault(HUB_FAULT, code, () -> toolkit.openSecret(Bytes.wrap(altered), CONTEXT));
        }
    }

    @Test
    void doesNotOpenWhatWasCutShortOrMadeLonger() {
        Bytes sealed = toolkit.seal(secret, CONTEXT);
        for (int size = 0; size < sealed.size(); size++) {
            Bytes cut = sealed.slice(0, size);
            assertFault(HUB_FAULT, "sealed-altered", () -> toolkit.openSecret(cut, CONTEXT));
        }
        assertFault(HUB_FAULT, "sealed-altered", () -> toolkit.openSecret(Bytes.join(sealed, Bytes.u8(0)), CONTEXT));
    }

    /** From the format's description alone, with nothing of the sealer. */
    @Test
    void anyoneWithTheMasterKeyCanOpenByTheDescription() {
        var master = new byte[32];
        Seeded.random(7).nextBytes(master);
        Secret masterKey = crypto.secret(Bytes.wrap(master));
        Bytes sealed = toolkit.seal(secret, CONTEXT);

        Secret id = crypto.derive(masterKey, Bytes.EMPTY, Bytes.lp("handfast/master-key/id/v1"), 8);
        assertThat(crypto.secret(sealed.slice(1, 8))).isEqualTo(id);
        Secret key = crypto.derive(masterKey, Bytes.EMPTY, Bytes.lp("handfast/seal/v1", Bytes.utf8("secret")), 32);
        Bytes associated = Bytes.lp("handfast/seal/v1", Bytes.utf8("secret"), sealed.slice(0, 9), Bytes.utf8(CONTEXT));
        assertThat(crypto.open(Aead.AES_256_GCM, key, sealed.slice(9, 12), associated, sealed.from(21)))
                .contains(Bytes.utf8("a phrase"));
    }

    @ParameterizedTest
    @CsvSource({"P256,31", "P256,33", "X25519,31", "X25519,33", "ED25519,0", "ED25519,64"})
    void bringsInNoPrivateKeyOfAnotherSize(Algorithm algorithm, int size) {
        assertFault(OPERATOR_INPUT, "bad-private-key", () -> Keys.fromPrivate(algorithm, Bytes.hex("01".repeat(size))));
    }

    @Test
    void bringsInNoNumberOutsideTheGroup() {
        assertFault(
                OPERATOR_INPUT, "bad-private-key", () -> Keys.fromPrivate(Algorithm.P256, Bytes.wrap(new byte[32])));
        assertFault(
                OPERATOR_INPUT, "bad-private-key", () -> Keys.fromPrivate(Algorithm.P256, Bytes.hex("ff".repeat(32))));
    }
}

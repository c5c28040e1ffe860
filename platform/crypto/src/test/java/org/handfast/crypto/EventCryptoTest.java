package org.handfast.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.handfast.api.Fault.Category.PEER_FAULT;
import static org.handfast.api.Fault.Category.PLUGIN_FAULT;
import static org.handfast.crypto.Faults.assertFault;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.handfast.api.Bytes;
import org.handfast.api.Crypto;
import org.handfast.api.Crypto.Aead;
import org.handfast.api.Key;
import org.handfast.api.Key.Algorithm;
import org.handfast.api.KeyPair;
import org.handfast.api.Secret;

class EventCryptoTest {

    private static final Bytes SEED = Bytes.hex("5eed".repeat(16));

    private final HubToolkit toolkit = Seeded.toolkit(1);
    private final Crypto crypto = toolkit.forEvent(SEED);
    private final Bytes nonce = Bytes.wrap(new byte[12]);
    private final Secret key = crypto.secret(Bytes.wrap(new byte[32]));

    private record Foreign(Key publicKey) implements KeyPair, Secret {}

    private final Foreign foreign =
            new Foreign(crypto.generate(Algorithm.ED25519).publicKey());

    /** Everything that draws, several times over. */
    private static List<Object> drawn(Crypto crypto) {
        List<Object> drawn = new ArrayList<>();
        for (int size : new int[] {0, 1, 32, 100}) {
            drawn.add(crypto.random(size));
            for (Algorithm algorithm : Algorithm.values()) {
                drawn.add(crypto.generate(algorithm));
            }
        }
        return drawn;
    }

    @Test
    void theSameSeedDrawsTheSame() {
        assertThat(drawn(toolkit.forEvent(SEED))).isEqualTo(drawn(toolkit.forEvent(SEED)));
    }

    @Test
    void theSameSeedDrawsTheSameInAnotherHub() {
        assertThat(drawn(toolkit.forEvent(SEED)))
                .isEqualTo(drawn(Seeded.toolkit(2).forEvent(SEED)));
    }

    /** Computed with OpenSSL, so that an event replayed by a later version draws what it drew. */
    @Test
    void drawsWhatItAlwaysDrew() {
        Crypto fresh = toolkit.forEvent(SEED);
        assertThat(fresh.random(8).hex()).isEqualTo("757ef7f8e8e75e1f");
        assertThat(fresh.generate(Algorithm.P256).publicKey().bytes().hex())
                .isEqualTo("037e407752d4b49a20c2a4fc8236ca0ad03d0ffb70041ce497ee7f44d8573ba6fd");
        assertThat(fresh.generate(Algorithm.X25519).publicKey().bytes().hex())
                .isEqualTo("4832b8796daf15f4a25a8cbd91258f69881a36c1ce3d50eaa8d43cd41848ae2c");
        assertThat(fresh.generate(Algorithm.ED25519).publicKey().bytes().hex())
                .isEqualTo("a80ac1fcee35147fd2541685903622ab96be197c046501bf67880334653bb7c0");
    }

    @Test
    void anotherSeedDrawsSomethingElse() {
        Bytes other = Bytes.hex("5eed".repeat(15) + "5eee");
        assertThat(toolkit.forEvent(other).random(32))
                .isNotEqualTo(toolkit.forEvent(SEED).random(32));
    }

    @Test
    void drawsInOrder() {
        Crypto one = toolkit.forEvent(SEED);
        Crypto other = toolkit.forEvent(SEED);
        Bytes bytes = one.random(32);
        KeyPair pair = one.generate(Algorithm.X25519);
        KeyPair first = other.generate(Algorithm.X25519);
        assertThat(other.random(32)).isNotEqualTo(bytes);
        assertThat(first).isNotEqualTo(pair);
        assertThat(one.random(32)).as("both have drawn 64 bytes").isEqualTo(other.random(32));
    }

    @Test
    void whatDoesNotDrawLeavesTheStreamAlone() {
        Crypto busy = toolkit.forEvent(SEED);
        Secret secret = busy.secret(Bytes.utf8("secret"));
        busy.derive(busy.hmacSecret(secret, SEED), SEED, SEED, 100);
        busy.seal(Aead.AES_256_GCM, key, nonce, SEED, SEED);
        busy.sign(Keys.fromPrivate(Algorithm.ED25519, SEED), SEED);
        assertThat(busy.random(32)).isEqualTo(toolkit.forEvent(SEED).random(32));
    }

    @ParameterizedTest
    @EnumSource
    void generatesKeysInCanonicalForm(Algorithm algorithm) {
        Key made = crypto.generate(algorithm).publicKey();
        assertThat(made.algorithm()).isEqualTo(algorithm);
        assertThat(crypto.canonical(made)).contains(made);
        assertThat(made.bytes().size()).isEqualTo(algorithm == Algorithm.P256 ? 33 : 32);
    }

    @ParameterizedTest
    @EnumSource(names = {"P256", "X25519"})
    void bothEndsAgree(Algorithm algorithm) {
        KeyPair a = crypto.generate(algorithm);
        KeyPair b = crypto.generate(algorithm);
        Secret shared = crypto.agree(a, b.publicKey());
        assertThat(crypto.agree(b, a.publicKey())).isEqualTo(shared);
        assertThat(crypto.hmac(shared, SEED)).isEqualTo(crypto.hmac(crypto.agree(b, a.publicKey()), SEED));
    }

    @Test
    void aBadKeyIsThePeersFault() {
        KeyPair x25519 = crypto.generate(Algorithm.X25519);
        KeyPair p256 = crypto.generate(Algorithm.P256);
        for (int size : new int[] {0, 1, 32, 33, 65}) {
            Bytes zeros = Bytes.wrap(new byte[size]);
            assertFault(PEER_FAULT, "bad-key", () -> crypto.agree(x25519, new Key(Algorithm.X25519, zeros)));
            assertFault(PEER_FAULT, "bad-key", () -> crypto.agree(p256, new Key(Algorithm.P256, zeros)));
            assertThat(crypto.canonical(new Key(Algorithm.ED25519, zeros))).isEmpty();
            assertThat(crypto.verify(new Key(Algorithm.ED25519, zeros), SEED, zeros))
                    .isFalse();
        }
    }

    @Test
    void signsAndVerifies() {
        KeyPair own = crypto.generate(Algorithm.ED25519);
        Bytes signature = crypto.sign(own, Bytes.utf8("xmessage").from(1));
        assertThat(crypto.verify(own.publicKey(), Bytes.utf8("message"), signature))
                .isTrue();
        assertThat(crypto.verify(own.publicKey(), Bytes.utf8("massage"), signature))
                .isFalse();
        assertThat(crypto.verify(foreign.publicKey(), Bytes.utf8("message"), signature))
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void sealsAndOpens(Aead algorithm) {
        Bytes plain = Bytes.utf8("xplain").from(1);
        Bytes sealed = crypto.seal(algorithm, key, nonce, SEED, plain);
        assertThat(sealed.size()).isEqualTo(plain.size() + 16);
        assertThat(crypto.open(algorithm, key, nonce, SEED, sealed)).contains(plain);
        assertThat(crypto.open(algorithm, key, nonce, Bytes.EMPTY, sealed)).isEmpty();
        assertThat(crypto.open(algorithm, key, nonce, SEED, Bytes.EMPTY)).isEmpty();
    }

    @Test
    void hashesPartsAsOneMessage() {
        assertThat(crypto.sha256(Bytes.utf8("a"), Bytes.EMPTY, Bytes.utf8("bc")).hex())
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(crypto.secret(crypto.hmac(key, SEED, SEED)))
                .isEqualTo(crypto.hmacSecret(key, Bytes.join(SEED, SEED)));
    }

    @Test
    void knowsWhatIsTheSame() {
        assertThat(crypto.same(Bytes.utf8("same"), Bytes.utf8("xsame").from(1))).isTrue();
        assertThat(crypto.same(Bytes.utf8("same"), Bytes.utf8("sams"))).isFalse();
        assertThat(crypto.same(Bytes.utf8("same"), Bytes.utf8("sam"))).isFalse();
        assertThat(crypto.same(Bytes.EMPTY, Bytes.EMPTY)).isTrue();
        assertThat(crypto.same(Bytes.EMPTY, Bytes.utf8("s"))).isFalse();
    }

    @Test
    void aSecretDoesNotChangeWithWhatItWasMadeOf() {
        var array = new byte[] {1, 2, 3};
        Secret secret = crypto.secret(Bytes.wrap(array));
        array[0] = 9;
        assertThat(secret).isEqualTo(crypto.secret(Bytes.hex("010203")));
    }

    @Test
    void handlesThatTheHubDidNotMakeAreThePluginsFault() {
        KeyPair own = crypto.generate(Algorithm.X25519);
        assertFault(PLUGIN_FAULT, "foreign-handle", () -> crypto.sign(foreign, SEED));
        assertFault(PLUGIN_FAULT, "foreign-handle", () -> crypto.agree(foreign, own.publicKey()));
        assertFault(PLUGIN_FAULT, "foreign-handle", () -> crypto.hmac(foreign, SEED));
        assertFault(PLUGIN_FAULT, "foreign-handle", () -> crypto.hmacSecret(foreign, SEED));
        assertFault(PLUGIN_FAULT, "foreign-handle", () -> crypto.derive(foreign, SEED, SEED, 32));
        for (Aead algorithm : Aead.values()) {
            assertFault(PLUGIN_FAULT, "foreign-handle", () -> crypto.seal(algorithm, foreign, nonce, SEED, SEED));
            assertFault(PLUGIN_FAULT, "foreign-handle", () -> crypto.open(algorithm, foreign, nonce, SEED, SEED));
        }
        assertFault(PLUGIN_FAULT, "foreign-handle", () -> toolkit.seal((KeyPair) foreign, "context"));
        assertFault(PLUGIN_FAULT, "foreign-handle", () -> toolkit.seal((Secret) foreign, "context"));
    }

    @Test
    void keysOfTheWrongAlgorithmAreThePluginsFault() {
        KeyPair ed25519 = crypto.generate(Algorithm.ED25519);
        KeyPair x25519 = crypto.generate(Algorithm.X25519);
        KeyPair p256 = crypto.generate(Algorithm.P256);
        assertFault(PLUGIN_FAULT, "wrong-algorithm", () -> crypto.agree(ed25519, ed25519.publicKey()));
        assertFault(PLUGIN_FAULT, "wrong-algorithm", () -> crypto.agree(x25519, ed25519.publicKey()));
        assertFault(PLUGIN_FAULT, "wrong-algorithm", () -> crypto.agree(x25519, p256.publicKey()));
        assertFault(PLUGIN_FAULT, "wrong-algorithm", () -> crypto.agree(p256, x25519.publicKey()));
        assertFault(PLUGIN_FAULT, "wrong-algorithm", () -> crypto.sign(x25519, SEED));
        assertFault(PLUGIN_FAULT, "wrong-algorithm", () -> crypto.sign(p256, SEED));
        assertFault(PLUGIN_FAULT, "wrong-algorithm", () -> crypto.verify(x25519.publicKey(), SEED, SEED));
        assertFault(PLUGIN_FAULT, "wrong-algorithm", () -> crypto.verify(p256.publicKey(), SEED, SEED));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 11, 13, 16})
    void noncesOfTheWrongSizeAreThePluginsFault(int size) {
        Bytes wrong = Bytes.wrap(new byte[size]);
        for (Aead algorithm : Aead.values()) {
            assertFault(PLUGIN_FAULT, "wrong-size", () -> crypto.seal(algorithm, key, wrong, SEED, SEED));
            assertFault(PLUGIN_FAULT, "wrong-size", () -> crypto.open(algorithm, key, wrong, SEED, SEED));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 16, 31, 33, 64})
    void cipherKeysOfTheWrongSizeAreThePluginsFault(int size) {
        Secret wrong = crypto.secret(Bytes.wrap(new byte[size]));
        for (Aead algorithm : Aead.values()) {
            assertFault(PLUGIN_FAULT, "wrong-size", () -> crypto.seal(algorithm, wrong, nonce, SEED, SEED));
            assertFault(PLUGIN_FAULT, "wrong-size", () -> crypto.open(algorithm, wrong, nonce, SEED, SEED));
        }
    }

    @Test
    void impossibleSizesAreThePluginsFault() {
        assertFault(PLUGIN_FAULT, "wrong-size", () -> crypto.random(-1));
        assertThat(crypto.random(65_536).size()).isEqualTo(65_536);
        assertFault(PLUGIN_FAULT, "wrong-size", () -> crypto.random(65_537));
        assertFault(PLUGIN_FAULT, "wrong-size", () -> crypto.derive(key, SEED, SEED, 0));
        assertThat(crypto.derive(key, SEED, SEED, 8_160)).isNotNull();
        assertFault(PLUGIN_FAULT, "wrong-size", () -> crypto.derive(key, SEED, SEED, 8_161));
        assertFault(PLUGIN_FAULT, "wrong-size", () -> crypto.secret(Bytes.EMPTY));
    }

    @Test
    void derivesInTwoStepsWhatItDerivesInOne() {
        Secret secret = crypto.secret(Bytes.utf8("a phrase"));
        for (Bytes salt : new Bytes[] {Bytes.EMPTY, SEED}) {
            Secret extracted = crypto.extract(secret, salt);
            assertThat(crypto.expand(extracted, Bytes.utf8("info"), 70))
                    .isEqualTo(crypto.derive(secret, salt, Bytes.utf8("info"), 70));
        }
        assertFault(PLUGIN_FAULT, "wrong-size", () -> crypto.expand(secret, SEED, 32));
        assertFault(PLUGIN_FAULT, "wrong-size", () -> crypto.expand(key, SEED, 0));
        assertFault(PLUGIN_FAULT, "wrong-size", () -> crypto.expand(key, SEED, 8_161));
        assertFault(PLUGIN_FAULT, "foreign-handle", () -> crypto.extract(foreign, SEED));
        assertFault(PLUGIN_FAULT, "foreign-handle", () -> crypto.expand(foreign, SEED, 32));
    }

    @Test
    void chainsKeysByASaltThatIsASecret() {
        Secret secret = crypto.secret(Bytes.utf8("a phrase"));
        Secret extracted = crypto.extract(secret, crypto.secret(SEED));
        assertThat(extracted).isEqualTo(crypto.extract(secret, SEED));

        List<Secret> keys = crypto.expandKeys(extracted, Bytes.utf8("info"), 3);
        assertThat(keys).hasSize(3).doesNotHaveDuplicates();
        assertThat(keys.getFirst()).isEqualTo(crypto.expand(extracted, Bytes.utf8("info"), 32));
        assertThat(crypto.expand(extracted, Bytes.utf8("info"), 96))
                .isEqualTo(new SecretBytes(Bytes.join(keys.stream()
                                .map(k -> Bytes.wrap(Misuse.held(k).array()))
                                .toArray(Bytes[]::new))
                        .toArray()));

        for (int count : new int[] {Integer.MIN_VALUE, -1, 0, 256, Integer.MAX_VALUE}) {
            assertFault(PLUGIN_FAULT, "wrong-size", () -> crypto.expandKeys(extracted, SEED, count));
        }
        assertFault(PLUGIN_FAULT, "wrong-size", () -> crypto.expandKeys(secret, SEED, 1));
        assertFault(PLUGIN_FAULT, "foreign-handle", () -> crypto.extract(foreign, secret));
        assertFault(PLUGIN_FAULT, "foreign-handle", () -> crypto.extract(secret, foreign));
        assertFault(PLUGIN_FAULT, "foreign-handle", () -> crypto.expandKeys(foreign, SEED, 1));
    }

    /** JSON; what a label stands before; a JWS. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "7b",
                "7b7d",
                "7bff",
                "000161",
                "00012000",
                "00057e612f7631",
                "00057e612f76310002abcd",
                "65794a",
                "65794a68624763694f694a465a4552545153492e7b7d"
            })
    void signsAsTheHubWhatSaysWhatItIs(String message) {
        Bytes signature = crypto.signAsHub(Bytes.hex(message));
        assertThat(crypto.verify(toolkit.hub().signing(), Bytes.hex(message), signature))
                .isTrue();
    }

    @Test
    void signsAsTheHubUnderLabelsOfUpTo255Characters() {
        Bytes longest = Bytes.lp("a".repeat(255), SEED);
        assertThat(crypto.verify(toolkit.hub().signing(), longest, crypto.signAsHub(longest)))
                .isTrue();
        assertFault(PLUGIN_FAULT, "unlabelled-message", () -> crypto.signAsHub(Bytes.lp("a".repeat(256), SEED)));
    }

    /** Nothing; less than a JWS begins with; a bare hash; no label; a label cut short; labels that are not printable ASCII. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "6579",
                "65796a",
                "ef65794a",
                "20",
                "5b7d",
                "00",
                "0000",
                "00000161",
                "0001",
                "000261",
                "00ff6161",
                "000180",
                "00010a",
                "0003617f61",
                "0002c3a9",
                "010061"
            })
    void doesNotSignAsTheHubWhatDoesNotSayWhatItIs(String message) {
        assertFault(PLUGIN_FAULT, "unlabelled-message", () -> crypto.signAsHub(Bytes.hex(message)));
    }
}

package org.handfast.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.PrintWriter;
import java.io.Serializable;
import java.io.StringWriter;
import java.lang.reflect.Modifier;
import java.util.stream.Stream;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.handfast.api.Bytes;
import org.handfast.api.Crypto;
import org.handfast.api.Crypto.Aead;
import org.handfast.api.Key;
import org.handfast.api.Key.Algorithm;
import org.handfast.api.KeyPair;
import org.handfast.api.Secret;

class RedactionTest {

    private static final String PRIVATE = "4242424242424242424242424242424242424242424242424242424242424242";
    private static final String PASSWORD = "hunter2-hunter2";

    private static final HubToolkit TOOLKIT = Seeded.toolkit(5);
    private static final Crypto CRYPTO = TOOLKIT.forEvent(Bytes.hex(PRIVATE));

    @ParameterizedTest
    @EnumSource
    void keyPairsPrintTheirAlgorithmOnly(Algorithm algorithm) {
        assertThat(Keys.fromPrivate(algorithm, Bytes.hex(PRIVATE))).hasToString("KeyPair[" + algorithm + ", redacted]");
    }

    @Test
    void secretsPrintAsRedacted() {
        assertThat(CRYPTO.secret(Bytes.hex(PRIVATE))).hasToString("Secret[redacted]");
    }

    @Test
    void hashesPrintAsRedacted() {
        var hash = "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";
        assertThat(PhcHash.parse(hash).orElseThrow()).hasToString("PhcHash[redacted]");
    }

    @Test
    void hubKeysPrintTheirPublicIdOnly() {
        HubKeys keys = HubKeys.generate(Seeded.random(5));
        assertThat(keys).hasToString("HubKeys[" + keys.id() + "]");
    }

    @ParameterizedTest
    @MethodSource("holders")
    void whatHoldsSecretsIsFinalAndNotSerializable(Class<?> type) {
        assertThat(Serializable.class.isAssignableFrom(type)).isFalse();
        assertThat(Modifier.isFinal(type.getModifiers())).isTrue();
    }

    static Stream<Class<?>> holders() {
        return Stream.of(
                SecretBytes.class,
                HeldKeyPair.class,
                HubKeys.class,
                HubToolkit.class,
                EventCrypto.class,
                SeedStream.class,
                Sealer.class,
                PhcHash.class);
    }

    @Test
    void hashCodesTellNothing() {
        assertThat(CRYPTO.secret(Bytes.hex(PRIVATE))).hasSameHashCodeAs(CRYPTO.secret(Bytes.hex("17".repeat(32))));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void failuresNeverTellASecret(ThrowingCallable failing) {
        Throwable failure = catchThrowable(failing);
        assertThat(failure).isNotNull();
        var printed = new StringWriter();
        failure.printStackTrace(new PrintWriter(printed));
        assertThat(printed.toString())
                .doesNotContain(PRIVATE)
                .doesNotContain("66, 66")
                .doesNotContain(PASSWORD);
    }

    static Stream<ThrowingCallable> failures() {
        Bytes secretBytes = Bytes.hex(PRIVATE);
        Secret secret = CRYPTO.secret(secretBytes);
        Secret tooLong = CRYPTO.secret(Bytes.join(secretBytes, secretBytes));
        KeyPair signing = Keys.fromPrivate(Algorithm.ED25519, secretBytes);
        KeyPair agreeing = Keys.fromPrivate(Algorithm.X25519, secretBytes);
        Bytes nonce = Bytes.wrap(new byte[12]);
        return Stream.of(
                () -> Keys.fromPrivate(Algorithm.P256, Bytes.join(secretBytes, secretBytes)),
                () -> CRYPTO.seal(Aead.AES_256_GCM, tooLong, nonce, Bytes.EMPTY, secretBytes),
                () -> CRYPTO.seal(Aead.AES_256_GCM, secret, secretBytes, Bytes.EMPTY, secretBytes),
                () -> CRYPTO.agree(signing, agreeing.publicKey()),
                () -> CRYPTO.agree(agreeing, new Key(Algorithm.X25519, nonce)),
                () -> CRYPTO.sign(agreeing, secretBytes),
                () -> CRYPTO.derive(secret, Bytes.EMPTY, Bytes.EMPTY, -1),
                () -> CRYPTO.expand(tooLong, Bytes.EMPTY, 32),
                () -> CRYPTO.signAsHub(secretBytes),
                () -> TOOLKIT.forEvent(Bytes.join(secretBytes, secretBytes)).random(1),
                () -> TOOLKIT.openSecret(secretBytes, PASSWORD),
                () -> TOOLKIT.openSecret(TOOLKIT.seal(secret, "here"), PASSWORD),
                () -> TOOLKIT.openKeyPair(TOOLKIT.seal(secret, "here"), PASSWORD),
                () -> new Argon2idHasher(Seeded.random(1)).hash((PASSWORD + "\ud800").toCharArray()));
    }
}

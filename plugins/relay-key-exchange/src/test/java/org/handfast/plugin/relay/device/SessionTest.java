package org.handfast.plugin.relay.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;

import org.junit.jupiter.api.Test;

import org.handfast.api.Address;
import org.handfast.api.Bytes;
import org.handfast.api.Crypto;
import org.handfast.api.Key;
import org.handfast.crypto.HubKeys;
import org.handfast.crypto.HubToolkit;
import org.handfast.testkit.SeededRandom;

/** The vectors of {@code api-spec/protocols/relay-key-exchange.md}, which another program made, in another language. */
class SessionTest {

    private static final Address ALICE = new Address("ALICE01");
    private static final Address BOB = new Address("BOB0002");
    private static final Bytes TRANSCRIPT =
            Bytes.hex("534be61376bbda573080539b1bbee2ea149d30d51afee05476f331c60d61a9ac");
    private static final Bytes AGREED = Bytes.hex("2ed76ab549b1e73c031eb49c9448f0798aea81b698279a0c3dc3e49fbfc4b953");
    private static final Bytes NONCE = Bytes.hex("070707070707070707070707");
    private static final Bytes SEALED = Bytes.hex("1caef207cae3bf90f648383f33e5b33eb0055596f8cc54d9c5");

    private final Crypto crypto = crypto();
    private final Session alices = Session.of(crypto.secret(AGREED), TRANSCRIPT, true, crypto);
    private final Session bobs = Session.of(crypto.secret(AGREED), TRANSCRIPT, false, crypto);

    private static Crypto crypto() {
        SecureRandom random = new SeededRandom(1);
        return new HubToolkit(HubKeys.generate(random), "test", random).forEvent(Bytes.wrap(new byte[32]));
    }

    private static Key key(Key.Algorithm algorithm, String hex) {
        return new Key(algorithm, Bytes.hex(hex));
    }

    @Test
    void theTranscriptIsAsThePageHasIt() {
        Bytes alice = Exchange.end(
                ALICE,
                key(Key.Algorithm.ED25519, "2152f8d19b791d24453242e15f2eab6cb7cffa7b6a5ed30097960e069881db12"),
                key(Key.Algorithm.X25519, "a4e09292b651c278b9772c569f5fa9bb13d906b46ab68c9df9dc2b4409f8a209"));
        Bytes bob = Exchange.end(
                BOB,
                key(Key.Algorithm.ED25519, "22fc297792f0b6ffc0bfcfdb7edb0c0aa14e025a365ec0e342e86e3829cb74b6"),
                key(Key.Algorithm.X25519, "ce8d3ad1ccb633ec7b70c17814a5c76ecd029685050d344745ba05870e587d59"));
        Bytes commit = Bytes.hex("e98eaaeab0a62b512773fa7436b6177737df43dff80834cfeb1da1ab37b159d8");
        assertThat(Exchange.transcript(alice, bob, commit, Bytes.hex("04".repeat(32)), crypto))
                .isEqualTo(TRANSCRIPT);
        assertThat(Exchange.transcript(bob, alice, commit, Bytes.hex("04".repeat(32)), crypto))
                .isNotEqualTo(TRANSCRIPT);
    }

    @Test
    void theProofsAreAsThePageHasThem() {
        assertThat(alices.proof(crypto).hex())
                .isEqualTo("a58c4a9c8fd7ed6fefbdfa8e328a4d8be0ce2e6b7323f57bae895e47d6255bfd");
        assertThat(bobs.proof(crypto).hex())
                .isEqualTo("69e8b2db936bb939a92d45bf5499b0cb14045070403eec6ac093d99aac11ce0f");
        assertThat(alices.proves(bobs.proof(crypto), crypto)).isTrue();
        assertThat(bobs.proves(alices.proof(crypto), crypto)).isTrue();
    }

    @Test
    void aProofSentBackProvesNothing() {
        assertThat(alices.proves(alices.proof(crypto), crypto)).isFalse();
    }

    @Test
    void aMessageIsAsThePageHasIt() {
        Bytes plain = Bytes.utf8("hello bob");
        assertThat(alices.seal(ALICE, BOB, 1, NONCE, plain, crypto)).isEqualTo(SEALED);
        assertThat(bobs.open(ALICE, BOB, 1, NONCE, SEALED, crypto)).contains(plain);
    }

    @Test
    void aMessageIsBoundToItsNumberItsSenderAndItsWay() {
        assertThat(bobs.open(ALICE, BOB, 2, NONCE, SEALED, crypto)).isEmpty();
        assertThat(bobs.open(BOB, ALICE, 1, NONCE, SEALED, crypto)).isEmpty();
        assertThat(alices.open(ALICE, BOB, 1, NONCE, SEALED, crypto)).isEmpty();
        Session other = Session.of(crypto.secret(AGREED), Bytes.hex("00".repeat(32)), false, crypto);
        assertThat(other.open(ALICE, BOB, 1, NONCE, SEALED, crypto)).isEmpty();
    }
}

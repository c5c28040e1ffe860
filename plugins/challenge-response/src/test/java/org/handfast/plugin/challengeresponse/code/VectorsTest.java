package org.handfast.plugin.challengeresponse.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.handfast.api.Bytes;
import org.handfast.api.Crypto;
import org.handfast.api.Secret;
import org.handfast.plugin.challengeresponse.TestCrypto;
import org.handfast.plugin.challengeresponse.wire.PeerNames;

/** The vectors of {@code api-spec/protocols/challenge-response.md}, some of which the original's code made. */
class VectorsTest {

    private static final String WORDS =
            "abandon math mimic master federal design carbon crystal rookie group knife youth";

    private final Crypto crypto = TestCrypto.of(1);
    private final Code code = Code.of(Derivation.DOCUMENT, TestCrypto.ENTROPY, crypto);
    private final Proofs proofs =
            Proofs.of(code, TestCrypto.INITIATOR, TestCrypto.JOINER, TestCrypto.CHALLENGE, crypto);

    private void same(Secret secret, String hex) {
        Bytes probe = Bytes.utf8("probe");
        assertThat(crypto.hmac(secret, probe)).isEqualTo(crypto.hmac(crypto.secret(Bytes.hex(hex)), probe));
    }

    @Test
    void wordsAreThoseOfTheCode() {
        assertThat(Words.of(TestCrypto.ENTROPY, TestCrypto.comparison(), crypto))
                .isEqualTo(List.of(WORDS.split(" ")));
        assertThat(Words.read(
                        "  " + WORDS.toUpperCase(java.util.Locale.ROOT).replace(" ", "\t\n"),
                        TestCrypto.comparison(),
                        crypto))
                .isEqualTo(TestCrypto.ENTROPY);
    }

    @Test
    void theSecretIsTheCodeAndItsExtension() {
        same(code.secret(), "00112233445546778899aabbccddeeffaaa451496df17307b0f18fecbcff49d0");
    }

    @Test
    void theSessionOfTheDocumentIsAHash() {
        assertThat(code.session().hex()).isEqualTo("0700d6a41771410881f87db439391012");
    }

    @Test
    void theSessionOfTheOriginalIsTheCode() {
        Code original = Code.of(Derivation.ORIGINAL, TestCrypto.ENTROPY, crypto);
        assertThat(original.session()).isEqualTo(TestCrypto.ENTROPY);
        var keys = SessionKeys.of(original, crypto);
        same(keys.fromInitiator(), "382fe04b40f7cd242295d83b501c8d63c8d91865d0963e2045321795a07e891d");
        assertThat(keys.fromJoiner()).isSameAs(keys.fromInitiator());
    }

    @Test
    void aPeerIsCalledByItsKey() {
        assertThat(PeerNames.publicKey(TestCrypto.INITIATOR).hex())
                .isEqualTo("08011220e7374d524748530f79f6dbda3c7b3bb49220b694eb4c379339791664a5d75b16");
        assertThat(PeerNames.peerId(TestCrypto.INITIATOR))
                .isEqualTo("12D3KooWRNwFpmN1tpskBh6uHWpQ2WTAr2VnwtjESJG5ekmXyGW9");
        assertThat(PeerNames.hash(TestCrypto.INITIATOR, crypto)).isEqualTo("d72acd4c0699caf187ec20b204e380dc");
        assertThat(PeerNames.key(PeerNames.peerId(TestCrypto.INITIATOR))).contains(TestCrypto.INITIATOR);
    }

    @Test
    void aResponseIsASignatureOverTheChallenge() {
        assertThat(crypto.verify(
                        TestCrypto.INITIATOR,
                        TestCrypto.CHALLENGE,
                        Bytes.hex("476e894048e920ca8d6ec6e93f326dfc23d8b02156861d265aba49834f37438b"
                                + "02d9c6052071e75877cb756c018b467fa170d341e4b2c7b4013131ed0ec3870a")))
                .isTrue();
    }

    @Test
    void proofsAreBoundToWhatTheyAreAbout() {
        assertThat(proofs.initiator().hex())
                .isEqualTo("d93f3610ab990144a614961af97229a112dfefac49aebd9b08ad5d341e92a79d");
        assertThat(proofs.joiner().hex()).isEqualTo("6f81ff32817018dc019b5723819b720f4d5f377d1b7b841cc5f5f8b5914d7da7");
        assertThat(proofs.complete(proofs.joiner()).hex())
                .isEqualTo("3e70b47a8a767fd40873c42dc80e75a9fbe8644267eb436da715cd65e88a9afd");
    }

    @Test
    void theKeyOfTheProofsIsOfTheSecret() {
        same(
                crypto.derive(code.secret(), Bytes.EMPTY, Bytes.lp("handfast/challenge-response/proof/v1"), 32),
                "f013c64062959fdec9a844541fec82c4e2e10ed3abae8cb66697e58c28b26c48");
    }

    @Test
    void keysOfBothWaysFollowFromTheProofs() {
        var keys = SessionKeys.proven(code, TestCrypto.INITIATOR, TestCrypto.JOINER, TestCrypto.CHALLENGE, crypto);
        same(keys.fromInitiator(), "ab1771d3fca43a60e43978c7be8a66d3963a2a4d87dea1b8d45c6a4b513014e1");
        same(keys.fromJoiner(), "fecb1084fa5ee0937928334cade25d7f94101aabd25cd92099df03b584cca4f1");
    }

    @Test
    void theEndsKeepTheKeysTheOtherWayRound() {
        var keys = SessionKeys.proven(code, TestCrypto.INITIATOR, TestCrypto.JOINER, TestCrypto.CHALLENGE, crypto);
        assertThat(keys.of(true).get(SessionKeys.SEND)).isSameAs(keys.of(false).get(SessionKeys.RECEIVE));
        assertThat(keys.of(true).get(SessionKeys.RECEIVE))
                .isSameAs(keys.of(false).get(SessionKeys.SEND));
    }
}

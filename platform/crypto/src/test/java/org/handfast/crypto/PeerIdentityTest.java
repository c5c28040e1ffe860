package org.handfast.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.handfast.api.Fault.Category.PLUGIN_FAULT;
import static org.handfast.crypto.Faults.assertFault;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.handfast.api.Bytes;
import org.handfast.api.Crypto;
import org.handfast.api.Key.Algorithm;
import org.handfast.api.KeyPair;

/** The key by which a hub is known among peers, and what it can be brought to sign. */
class PeerIdentityTest {

    private static final String CONTEXT = "pairing/challenge-response/a";
    private static final Bytes NOISE_LABEL = Bytes.utf8("noise-libp2p-static-key:");
    private static final Bytes KEY = Bytes.hex("4b".repeat(32));
    private static final Bytes RECORD_LABEL = Bytes.join(Bytes.u8(18), Bytes.utf8("libp2p-peer-record"));
    private static final Bytes RECORD_TYPE = Bytes.hex("020301");

    private final HubToolkit toolkit = Seeded.toolkit(1);
    private final Crypto crypto = toolkit.forEvent(Bytes.wrap(new byte[32]));
    private final KeyPair peer = crypto.peerIdentity();

    static Stream<Bytes> allowed() {
        return Stream.of(
                Bytes.hex("c4".repeat(32)),
                Bytes.wrap(new byte[32]),
                Bytes.join(NOISE_LABEL, KEY),
                Bytes.join(RECORD_LABEL, RECORD_TYPE, Bytes.u8(32), KEY));
    }

    @ParameterizedTest
    @MethodSource("allowed")
    void signsWhatPeersAskItFor(Bytes message) {
        assertThat(crypto.verify(peer.publicKey(), message, crypto.sign(peer, message)))
                .isTrue();
    }

    static Stream<Bytes> refused() {
        return Stream.of(
                // A challenge of another size
                Bytes.EMPTY,
                Bytes.hex("c4".repeat(31)),
                Bytes.hex("c4".repeat(33)),
                // What other protocols of the hub have signed
                Bytes.lp("test/v1"),
                Bytes.lp("handfast/direct-tcp/v2/challenge", KEY),
                Bytes.lp("label", KEY),
                Bytes.utf8("{}"),
                Bytes.utf8("{\"from\":\"a\",\"to\":\"b\",\"at\":1}"),
                Bytes.utf8("eyJhbGciOiJFZERTQSJ9.eyJpc3MiOiJhIiwiYXVkIjoiYiJ9"),
                // A Noise key of another size, under another label, or none
                NOISE_LABEL,
                Bytes.join(NOISE_LABEL, KEY.slice(0, 31)),
                Bytes.join(NOISE_LABEL, KEY, Bytes.u8(0)),
                Bytes.join(Bytes.utf8("Noise-libp2p-static-key:"), KEY),
                Bytes.join(Bytes.utf8("libp2p-tls-handshake:"), KEY),
                // An envelope of another domain, or another type
                RECORD_LABEL,
                Bytes.join(RECORD_LABEL, RECORD_TYPE),
                Bytes.join(RECORD_LABEL, Bytes.hex("020302"), KEY),
                Bytes.join(RECORD_LABEL, Bytes.hex("0203")),
                Bytes.join(Bytes.u8(18), Bytes.utf8("libp2p-relay-rsvp1"), RECORD_TYPE, KEY),
                Bytes.join(Bytes.utf8("libp2p-peer-record"), RECORD_TYPE, KEY));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void signsNothingElse(Bytes message) {
        assertFault(PLUGIN_FAULT, "not-for-this-key", () -> crypto.sign(peer, message));
    }

    /** A peer chooses the challenge: it must not be able to choose one that is a record. */
    @Test
    void signsNoChallengeThatIsTheBeginningOfARecord() {
        Bytes beginning = Bytes.join(RECORD_LABEL, RECORD_TYPE, Bytes.u8(9));
        Bytes challenge = Bytes.join(beginning, Bytes.wrap(new byte[32 - beginning.size()]));
        assertThat(challenge.size()).isEqualTo(32);
        assertFault(PLUGIN_FAULT, "not-for-this-key", () -> crypto.sign(peer, challenge));
        assertThat(crypto.sign(peer, Bytes.join(challenge, Bytes.u8(0)))).isNotNull();
    }

    @Test
    void keepsToThatAfterItWasKeptWithAPairing() {
        KeyPair opened = toolkit.openKeyPair(toolkit.seal(peer, CONTEXT), CONTEXT);
        assertThat(opened).isEqualTo(peer);
        assertThat(opened.publicKey()).isEqualTo(peer.publicKey());
        Bytes challenge = Bytes.hex("c4".repeat(32));
        assertThat(crypto.sign(opened, challenge)).isEqualTo(crypto.sign(peer, challenge));
        assertFault(PLUGIN_FAULT, "not-for-this-key", () -> crypto.sign(opened, Bytes.lp("test/v1")));
        KeyPair again = toolkit.openKeyPair(toolkit.seal(opened, CONTEXT), CONTEXT);
        assertFault(PLUGIN_FAULT, "not-for-this-key", () -> crypto.sign(again, Bytes.lp("test/v1")));
    }

    @Test
    void otherKeyPairsSignWhatTheySigned() {
        KeyPair pair = crypto.generate(Algorithm.ED25519);
        KeyPair opened = toolkit.openKeyPair(toolkit.seal(pair, CONTEXT), CONTEXT);
        Bytes message = Bytes.utf8("anything");
        assertThat(crypto.verify(pair.publicKey(), message, crypto.sign(opened, message)))
                .isTrue();
    }

    @Test
    void isAnotherKeyThanTheHubSignsBy() {
        assertThat(peer.publicKey()).isNotEqualTo(toolkit.hub().signing());
        assertThat(peer.publicKey().algorithm()).isEqualTo(Algorithm.ED25519);
        Bytes challenge = Bytes.hex("c4".repeat(32));
        assertThat(crypto.verify(toolkit.hub().signing(), challenge, crypto.sign(peer, challenge)))
                .isFalse();
    }

    @Test
    void isTheSameInEveryEventAndAfterARestart() {
        HubKeys keys = HubKeys.generate(Seeded.random(7));
        KeyPair one = new HubToolkit(keys, "One", Seeded.random(8))
                .forEvent(Bytes.EMPTY)
                .peerIdentity();
        KeyPair other =
                new HubToolkit(keys, "Renamed", Seeded.random(9)).forEvent(KEY).peerIdentity();
        assertThat(one.publicKey()).isEqualTo(other.publicKey());
        assertThat(one.publicKey()).isNotEqualTo(peer.publicKey());
    }

    /** By HKDF-SHA-256 with an empty salt and the info {@code spacedrive-network-identity}, computed elsewhere. */
    @Test
    void isDerivedFromTheMasterKeyAsTheDocumentHasIt() {
        HeldKeyPair derived = HubKeys.generate(new SecureRandom() {
                    @Override
                    public void nextBytes(byte[] bytes) {
                        Arrays.fill(bytes, (byte) 0x42);
                    }
                })
                .peer();
        assertThat(Bytes.wrap(derived.privateKey().array()).hex())
                .isEqualTo("c5c0cfacab871499a3c5afc9d5247d517e26a61353e4cc201022b1dd7ba64b4d");
        assertThat(derived.publicKey().bytes().hex())
                .isEqualTo("e7374d524748530f79f6dbda3c7b3bb49220b694eb4c379339791664a5d75b16");
    }
}

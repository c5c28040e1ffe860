package org.handfast.plugin.libp2p.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.handfast.api.Bytes;
import org.handfast.api.Crypto;
import org.handfast.api.Fault;
import org.handfast.api.Key;
import org.handfast.plugin.libp2p.peer.PublicKeys;
import org.handfast.plugin.libp2p.wire.ProtobufWriter;

class NoiseHandshakeTest {

    private static final List<String> NONE = List.of();
    private static final String YAMUX = "/yamux/1.0.0";
    private static final String MPLEX = "/mplex/6.7.0";

    private static void assertFault(String code, Runnable doing) {
        assertThatThrownBy(doing::run).isInstanceOfSatisfying(Fault.class, f -> {
            assertThat(f.code()).isEqualTo(code);
            assertThat(f.category()).isEqualTo(Fault.Category.PEER_FAULT);
        });
    }

    private static NoiseHandshake listener(long seed) {
        Crypto crypto = Ends.crypto(seed);
        return new NoiseHandshake(false, crypto, StaticKey.generate(crypto), Optional.empty(), NONE);
    }

    private static NoiseHandshake dialler(long seed) {
        Crypto crypto = Ends.crypto(seed);
        return new NoiseHandshake(true, crypto, StaticKey.generate(crypto), Optional.of(Ends.peer(2)), NONE);
    }

    private static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    @Test
    void provesToEachWhoTheOtherIs() {
        Ends ends = Ends.of(NONE, NONE).talk();
        assertThat(ends.initiator.secured().peer()).isEqualTo(Ends.peer(2));
        assertThat(ends.responder.secured().peer()).isEqualTo(Ends.peer(1));
        assertThat(ends.initiator.written).hasSize(2);
        assertThat(ends.initiator.written.getFirst().hex()).startsWith("0020").hasSize(68);
        assertThat(ends.responder.written).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void agreesAtEverySplit(long seed) {
        var random = new Random(seed);
        Ends ends = Ends.of(List.of(YAMUX), List.of(YAMUX)).talk(random, 1 + random.nextInt(60));
        assertThat(ends.initiator.secured().muxer()).contains(YAMUX);
        assertThat(ends.responder.secured().muxer()).contains(YAMUX);
        ends.responder.unread.add(ends.initiator.channel().seal(Bytes.utf8("hello")));
        assertThat(ends.responder.channel().open(ends.responder.unread)).containsExactly(Bytes.utf8("hello"));
        ends.initiator.unread.add(ends.responder.channel().seal(Bytes.utf8("back")));
        assertThat(ends.initiator.channel().open(ends.initiator.unread)).containsExactly(Bytes.utf8("back"));
    }

    @Test
    void leavesUnreadWhatComesBehindItsLastMessage() {
        Ends ends = Ends.of(NONE, NONE);
        ends.initiator.begin();
        ends.responder.hear(ends.initiator.written.getFirst());
        ends.initiator.hear(ends.responder.written.getFirst());
        Bytes behind = ends.initiator.channel().seal(Bytes.utf8("behind"));
        ends.responder.hear(Bytes.join(ends.initiator.written.getLast(), behind));
        assertThat(ends.responder.channel().open(ends.responder.unread)).containsExactly(Bytes.utf8("behind"));
    }

    @Test
    void costsAsMuchAsItMust() {
        List<String> called = new ArrayList<>();
        Crypto crypto = Ends.crypto(2);
        StaticKey own = StaticKey.generate(crypto);
        Ends.of(dialler(1), new NoiseHandshake(false, Ends.noting(crypto, called), own, Optional.empty(), NONE))
                .talk();
        assertThat(called).filteredOn("generate"::equals).hasSize(1);
        assertThat(called).filteredOn("agree"::equals).hasSize(3);
        assertThat(called).filteredOn("verify"::equals).hasSize(1);
        assertThat(called).filteredOn("sha256"::equals).hasSize(8);
        assertThat(called).doesNotContain("sign", "random", "canonical");
    }

    @Test
    void choosesTheInitiatorsFirstMuxerThatBothHave() {
        Ends ends =
                Ends.of(List.of("/new", MPLEX, YAMUX), List.of(YAMUX, MPLEX)).talk();
        assertThat(ends.initiator.secured().muxer()).contains(MPLEX);
        assertThat(ends.responder.secured().muxer()).contains(MPLEX);
    }

    @Test
    void leavesTheMuxerToBeAgreedOnUnlessBothOfferAny() {
        for (Ends ends : List.of(Ends.of(NONE, NONE), Ends.of(List.of(YAMUX), NONE), Ends.of(NONE, List.of(YAMUX)))) {
            ends.talk();
            assertThat(ends.initiator.secured().muxer()).isEmpty();
            assertThat(ends.responder.secured().muxer()).isEmpty();
        }
    }

    @Test
    void failsIfBothOfferMuxersAndShareNone() {
        Ends ends = Ends.of(List.of(MPLEX), List.of(YAMUX));
        assertFault("no-muxer", ends::talk);
        assertThat(ends.initiator.written).hasSize(1);
    }

    @Test
    void refusesAPeerThatWasNotDialled() {
        assertFault("wrong-peer", () -> Ends.of(dialler(1), listener(3)).talk());
    }

    @Test
    void refusesASignatureOverAnotherStaticKey() {
        Crypto crypto = Ends.crypto(2);
        StaticKey right = StaticKey.generate(crypto);
        StaticKey other = StaticKey.generate(crypto);
        for (Bytes signature :
                new Bytes[] {other.signature(), right.signature().slice(0, 63), Bytes.EMPTY, Bytes.wrap(new byte[64])
                }) {
            var own = new StaticKey(right.pair(), right.identity(), signature);
            var listener = new NoiseHandshake(false, crypto, own, Optional.empty(), NONE);
            assertFault("bad-identity", () -> Ends.of(dialler(1), listener).talk());

            var dialler = new NoiseHandshake(true, crypto, own, Optional.empty(), NONE);
            assertFault("bad-identity", () -> Ends.of(dialler, listener(1)).talk());
        }
    }

    /** Who shows the identity of another, with that other's signature over that other's static key. */
    @Test
    void refusesAnIdentityThatIsBorrowed() {
        Crypto thief = Ends.crypto(3);
        StaticKey victim = StaticKey.generate(Ends.crypto(2));
        var shown = new StaticKey(StaticKey.generate(thief).pair(), victim.identity(), victim.signature());
        assertFault("bad-identity", () -> Ends.of(
                        dialler(1), new NoiseHandshake(false, thief, shown, Optional.empty(), NONE))
                .talk());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000000000000000000000000000000000000000000000000000000000000000",
                "0100000000000000000000000000000000000000000000000000000000000000",
                "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
                "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
                "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"
            })
    void refusesPointsOfLowOrder(String point) {
        Bytes key = Bytes.hex(point);
        Ends ends = Ends.of(NONE, NONE);
        ends.initiator.begin();
        assertFault("bad-key", () -> ends.responder.hear(Bytes.lp(key)));
        assertFault("bad-key", () -> ends.initiator.hear(Bytes.lp(Bytes.join(key, Bytes.wrap(new byte[200])))));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 31, 33, 4_096, 65_535})
    void takesAFirstMessageOf32BytesOnly(int size) {
        Ends ends = Ends.of(NONE, NONE);
        assertFault(
                size < 32 ? "bad-noise" : "too-long", () -> ends.responder.hear(Bytes.lp(Bytes.wrap(new byte[size]))));
    }

    @Test
    void refusesLongMessagesBeforeTheyAreThere() {
        Ends ends = Ends.of(NONE, NONE);
        ends.initiator.begin();
        assertFault("too-long", () -> ends.initiator.hear(Bytes.hex("1001")));
        Ends others = Ends.of(NONE, NONE);
        others.initiator.begin();
        others.responder.hear(others.initiator.written.getFirst());
        assertFault("too-long", () -> others.responder.hear(Bytes.hex("ffff")));
    }

    @Test
    void refusesEachMessageCutShortOrAltered() {
        int[] sizes = {0, 1, 31, 32, 47, 48, 79, 80, 95, 96, 100};
        for (int size : sizes) {
            assertFault("bad-noise", () -> tamper(0, message -> message.slice(0, size)));
            assertFault("bad-noise", () -> tamper(1, message -> message.slice(0, size)));
        }
        for (int at = 0; at < 168; at++) {
            int place = at;
            assertFault("bad-noise", () -> tamper(1, message -> flip(message, place)));
            assertFault("bad-noise", () -> tamper(0, message -> flip(message, 32 + place)));
        }
        assertFault("bad-noise", () -> tamper(0, message -> Bytes.join(message, Bytes.u8(0))));
        assertFault("bad-noise", () -> tamper(1, message -> Bytes.join(message, Bytes.u8(0))));
    }

    /** Both talk; the responder's message (0) or the initiator's last (1) is altered on its way. */
    private static void tamper(int which, UnaryOperator<Bytes> alter) {
        Ends ends = Ends.of(NONE, NONE);
        ends.initiator.begin();
        ends.responder.hear(ends.initiator.written.getFirst());
        Bytes second = ends.responder.written.getFirst().from(2);
        ends.initiator.hear(Bytes.lp(which == 0 ? alter.apply(second) : second));
        ends.responder.hear(
                Bytes.lp(alter.apply(ends.initiator.written.getLast().from(2))));
    }

    private static Bytes flip(Bytes message, int at) {
        byte[] altered = message.toArray();
        altered[at] ^= 1;
        return Bytes.wrap(altered);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void takesAnyBytesOrFindsThePeerAtFault(long seed) {
        var random = new Random(seed);
        var bytes = new byte[random.nextInt(300)];
        random.nextBytes(bytes);
        Ends ends = Ends.of(NONE, NONE);
        ends.initiator.begin();
        try {
            ends.initiator.hear(Bytes.lp(Bytes.wrap(bytes)));
            assertThat(bytes).isEmpty();
        } catch (Fault refused) {
            assertThat(refused.category()).isEqualTo(Fault.Category.PEER_FAULT);
        }
        try {
            ends.responder.hear(Bytes.wrap(bytes));
        } catch (Fault refused) {
            assertThat(refused.category()).isEqualTo(Fault.Category.PEER_FAULT);
        }
    }

    @Test
    void readsPayloadsThatOthersWrite() {
        Key identity = Ends.crypto(1).peerIdentity().publicKey();
        Bytes signature = Bytes.wrap(new byte[64]);
        Bytes plain = new ProtobufWriter()
                .put(1, PublicKeys.encode(identity))
                .put(2, signature)
                .bytes();
        var expected = new HandshakePayload(identity, signature, NONE);
        assertThat(expected.encode()).isEqualTo(plain);
        // jvm-libp2p still writes the fields 3 and 4 of an older specification, without content
        assertThat(HandshakePayload.decode(Bytes.join(plain, Bytes.hex("1a002200"))))
                .isEqualTo(expected);
        Bytes extensions = new ProtobufWriter()
                .put(1, Bytes.u8(9))
                .put(2, YAMUX)
                .put(2, MPLEX)
                .bytes();
        assertThat(HandshakePayload.decode(Bytes.join(
                        plain, new ProtobufWriter().put(4, extensions).bytes())))
                .isEqualTo(new HandshakePayload(identity, signature, List.of(YAMUX, MPLEX)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0a00", "1200", "0a", "2204120180", "0801", "0a2408021220"})
    void refusesPayloadsThatAreNone(String hex) {
        assertThatThrownBy(() -> HandshakePayload.decode(Bytes.hex(hex))).isInstanceOf(Fault.class);
    }
}

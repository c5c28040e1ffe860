package org.handfast.plugin.directtcp.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.handfast.api.Bytes;
import org.handfast.api.Fault;
import org.handfast.plugin.directtcp.wire.Packet.Application;
import org.handfast.plugin.directtcp.wire.Packet.Heartbeat;
import org.handfast.plugin.directtcp.wire.Packet.Hello;
import org.handfast.plugin.directtcp.wire.Packet.KeyCheck;
import org.handfast.plugin.directtcp.wire.Packet.KeyCheckResponse;
import org.handfast.plugin.directtcp.wire.Packet.PairRequest;
import org.handfast.plugin.directtcp.wire.Packet.Refusal;
import org.handfast.plugin.directtcp.wire.Packet.SendKey;

class PacketsTest {

    private static final UUID DEVICE = UUID.fromString("00112233-4455-4677-8899-aabbccddeeff");
    private static final Bytes KEY = Bytes.wrap(new byte[45]);

    private static Stream<Arguments> vectors() {
        return Stream.of(
                Arguments.of(new Hello(DEVICE, false), "cc00cc00cf0011223344554677cf8899aabbccddeeffc2"),
                Arguments.of(new PairRequest("Bob", Optional.empty()), "cc00cc01a3426f62c0"),
                Arguments.of(new KeyCheckResponse(true), "cc00cc04c3"),
                Arguments.of(new SendKey(KEY, Optional.empty()), "cc00cc02c42d" + KEY.hex() + "c0"));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void writesTheDocumentsFrames(Packet packet, String payload) {
        assertThat(Packets.encode(packet, Revision.DOCUMENT).hex()).isEqualTo(payload);
        assertThat(Packets.decode(Bytes.hex(payload), Revision.DOCUMENT)).isEqualTo(packet);
    }

    @Test
    void framesAreAsLongAsTheDocumentSays() {
        var framing = new LengthFraming();
        assertThat(framing.prefix(23).hex()).isEqualTo("17");
        assertThat(framing.prefix(Packets.encode(new KeyCheck(Bytes.wrap(new byte[308])), Revision.DOCUMENT)
                                .size())
                        .hex())
                .isEqualTo("cd013b");
    }

    private static List<Packet> packets(Revision revision) {
        List<Packet> both = List.of(
                new Hello(DEVICE, true),
                new PairRequest("", Optional.empty()),
                new PairRequest("Ada's \u00e4\ud83d\ude00 laptop", Optional.of(Bytes.utf8("HFC1"))),
                new PairRequest("x".repeat(31), Optional.of(Bytes.EMPTY)),
                new PairRequest("x".repeat(32), Optional.of(Bytes.wrap(new byte[255]))),
                new PairRequest("x".repeat(255), Optional.of(Bytes.wrap(new byte[256]))),
                new PairRequest("x".repeat(256), Optional.empty()),
                new PairRequest("x".repeat(65_000), Optional.empty()),
                new SendKey(KEY, Optional.of(Bytes.wrap(new byte[32]))),
                new KeyCheck(Bytes.wrap(new byte[308])),
                new KeyCheckResponse(false),
                new Application(3, 0, Bytes.utf8("hello")),
                new Application(255, 255, Bytes.wrap(new byte[60_000])));
        return revision == Revision.DOCUMENT
                ? both
                : Stream.concat(
                                both.stream(),
                                Stream.of(
                                        new Heartbeat(),
                                        Refusal.denied(),
                                        new Refusal(
                                                Optional.of(new Refusal.Ref(0, 3)), 2, Optional.of("no thank you"))))
                        .toList();
    }

    private static Stream<Arguments> packetsOfBothRevisions() {
        return Stream.of(Revision.values()).flatMap(r -> packets(r).stream().map(p -> Arguments.of(p, r)));
    }

    @ParameterizedTest
    @MethodSource("packetsOfBothRevisions")
    void readsWhatItWrites(Packet packet, Revision revision) {
        assertThat(Packets.decode(Packets.encode(packet, revision), revision)).isEqualTo(packet);
    }

    @ParameterizedTest
    @MethodSource("packetsOfBothRevisions")
    void refusesAPacketCutAtAnyByte(Packet packet, Revision revision) {
        Bytes whole = Packets.encode(packet, revision);
        IntStream.range(0, Math.min(whole.size(), 400))
                .forEach(size -> assertThatThrownBy(() -> Packets.decode(whole.slice(0, size), revision))
                        .isInstanceOfSatisfying(
                                Fault.class, f -> assertThat(f.category()).isEqualTo(Fault.Category.PEER_FAULT)));
    }

    @ParameterizedTest
    @MethodSource("packetsOfBothRevisions")
    void refusesAByteTooMany(Packet packet, Revision revision) {
        Bytes longer = Bytes.join(Packets.encode(packet, revision), Bytes.u8(0));
        assertThatThrownBy(() -> Packets.decode(longer, revision)).isInstanceOf(Fault.class);
    }

    @ParameterizedTest
    @EnumSource
    void answersRandomBytesWithAPacketOrAPeerFault(Revision revision) {
        var random = new Random(7);
        for (int i = 0; i < 50_000; i++) {
            var bytes = new byte[random.nextInt(40)];
            random.nextBytes(bytes);
            if (bytes.length > 3 && random.nextBoolean()) {
                bytes[0] = (byte) 0xcc;
                bytes[1] = 0;
                bytes[2] = (byte) 0xcc;
                bytes[3] = (byte) random.nextInt(8);
            }
            try {
                Packet packet = Packets.decode(Bytes.wrap(bytes), revision);
                assertThat(Packets.decode(Packets.encode(packet, revision), revision))
                        .isEqualTo(packet);
            } catch (Fault fault) {
                assertThat(fault.category()).isEqualTo(Fault.Category.PEER_FAULT);
            }
        }
    }

    @Test
    void theFirstFrameTellsTheRevision() {
        for (Revision revision : Revision.values()) {
            assertThat(Packets.revision(Packets.encode(new Hello(DEVICE, true), revision)))
                    .isEqualTo(revision);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cc00cc00", // Heartbeat
                "cc00cc01a3426f62c0", // PairRequest
                "cc00cc02c42d00c0",
                "cc03cc00c400",
                "cc00cc00cf0011223344554677cf8899aabbccddeeffc2c2",
                "00"
            })
    void aConnectionBeginsWithNothingButHello(String payload) {
        assertThatThrownBy(() -> Packets.revision(Bytes.hex(payload))).isInstanceOf(Fault.class);
    }

    @Test
    void refusesTextThatIsNotUtf8() {
        assertThatThrownBy(() -> Packets.decode(Bytes.hex("cc00cc01a2c328c0"), Revision.DOCUMENT))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("UTF-8");
    }

    @Test
    void refusesALengthOfFourGigabytesWithoutTakingThem() {
        assertThatThrownBy(() -> Packets.decode(Bytes.hex("cc00cc03c6ffffffff00"), Revision.DOCUMENT))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("too early");
    }

    @Test
    void hasNoWordForRefusalInTheDocumentsRevision() {
        assertThatThrownBy(() -> Packets.encode(Refusal.denied(), Revision.DOCUMENT))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

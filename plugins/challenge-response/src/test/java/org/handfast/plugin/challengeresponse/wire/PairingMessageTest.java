package org.handfast.plugin.challengeresponse.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.handfast.api.Bytes;
import org.handfast.api.Fault;
import org.handfast.plugin.challengeresponse.TestCrypto;
import org.handfast.plugin.challengeresponse.wire.PairingMessage.Challenge;
import org.handfast.plugin.challengeresponse.wire.PairingMessage.Complete;
import org.handfast.plugin.challengeresponse.wire.PairingMessage.PairingRequest;
import org.handfast.plugin.challengeresponse.wire.PairingMessage.Response;

/** The messages of a pairing, held against what the original's encoder wrote. */
class PairingMessageTest {

    private static final Bytes SESSION = TestCrypto.ENTROPY;
    private static final Bytes EXTRA = Bytes.wrap(new byte[32]);

    static DeviceInfo bob(DeviceInfo.DeviceType type, String lastSeen) {
        return new DeviceInfo(
                Bytes.hex("deadbeefdeadbeefdeadbeefdeadbeef"),
                "Bob",
                type,
                "linux",
                "0.1.0",
                PeerNames.peerId(TestCrypto.INITIATOR),
                "d72acd4c0699caf187ec20b204e380dc",
                Instant.parse(lastSeen));
    }

    private static PairingMessage message(String name) {
        return switch (name) {
            case "PairingRequest" ->
                new PairingRequest(
                        SESSION,
                        bob(new DeviceInfo.DeviceType("Desktop", true), "2025-06-26T19:35:45Z"),
                        PeerNames.publicKey(TestCrypto.INITIATOR),
                        Optional.empty());
            case "Challenge" ->
                new Challenge(
                        SESSION,
                        TestCrypto.CHALLENGE,
                        bob(new DeviceInfo.DeviceType("x", false), "2025-06-26T19:35:45.123456789Z"),
                        Optional.empty(),
                        Optional.empty());
            case "Response" ->
                new Response(
                        SESSION,
                        Bytes.hex("ff".repeat(64)),
                        bob(new DeviceInfo.DeviceType("Mobile", true), "2025-06-26T19:35:45.120Z"),
                        Optional.empty(),
                        Optional.empty());
            case "Complete" -> new Complete(SESSION, true, Optional.empty(), Optional.empty());
            case "Complete-f" -> new Complete(SESSION, false, Optional.of("no"), Optional.empty());
            default -> throw new AssertionError(name);
        };
    }

    static Stream<Arguments> captures() {
        try (var in = PairingMessageTest.class.getResourceAsStream("/challenge-response-vectors.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .map(line -> line.split(" "))
                    .map(parts -> {
                        Bytes bytes = Bytes.hex(parts[2]);
                        assertThat(bytes.size()).isEqualTo(Integer.parseInt(parts[1]));
                        return Arguments.of(parts[0], bytes);
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<PairingMessage> ours() {
        var device = bob(DeviceInfo.DeviceType.SERVER, "2026-03-01T12:00:00.001Z");
        var extra = Optional.of(TestCrypto.CHALLENGE);
        return List.of(
                new PairingRequest(SESSION, device, PeerNames.publicKey(TestCrypto.JOINER), extra),
                new Challenge(SESSION, TestCrypto.CHALLENGE, device, extra, Optional.of(EXTRA)),
                new Response(SESSION, Bytes.hex("01".repeat(64)), device, extra, Optional.of(EXTRA)),
                new Complete(SESSION, true, Optional.empty(), extra));
    }

    @ParameterizedTest
    @MethodSource("captures")
    void isWrittenByteForByteAsTheOriginalWritesIt(String name, Bytes capture) {
        assertThat(message(name).encode().hex()).isEqualTo(capture.hex());
    }

    @ParameterizedTest
    @MethodSource("captures")
    void isReadAsTheOriginalWritesIt(String name, Bytes capture) {
        assertThat(PairingMessage.decode(capture)).isEqualTo(message(name));
    }

    @ParameterizedTest
    @MethodSource("ours")
    void carriesOurFieldsBehindTheOriginals(PairingMessage message) {
        assertThat(PairingMessage.decode(message.encode())).isEqualTo(message);
    }

    @ParameterizedTest
    @MethodSource("captures")
    void isNoMessageIfItIsCutOff(String name, Bytes capture) {
        cutOffAnywhere(capture);
    }

    @ParameterizedTest
    @MethodSource("ours")
    void isNoMessageIfOurFieldsAreCutOff(PairingMessage message) {
        cutOffAnywhere(message.encode());
    }

    private static void cutOffAnywhere(Bytes whole) {
        for (int size = 0; size < whole.size(); size++) {
            Bytes cut = whole.slice(0, size);
            assertThatThrownBy(() -> PairingMessage.decode(cut))
                    .isInstanceOf(Fault.class)
                    .extracting(e -> ((Fault) e).category())
                    .isEqualTo(Fault.Category.PEER_FAULT);
        }
    }

    @ParameterizedTest
    @MethodSource("captures")
    void survivesAnyByteThatIsAnother(String name, Bytes capture) {
        for (int at = 0; at < capture.size(); at++) {
            for (int value : new int[] {0, 0x1f, 0x3b, 0x5f, 0x7f, 0x9f, 0xbf, 0xdb, 0xff, capture.at(at) ^ 1}) {
                byte[] other = capture.toArray();
                other[at] = (byte) value;
                survives(Bytes.wrap(other));
            }
        }
    }

    @Property
    void survivesRandomBytes(@ForAll @Size(max = 300) byte[] bytes) {
        survives(Bytes.of(bytes));
    }

    @Property
    void survivesRandomBytesInAMap(@ForAll @Size(max = 300) byte[] bytes) {
        survives(Bytes.join(Bytes.hex("a168436f6d706c657465a3"), Bytes.of(bytes)));
    }

    private static void survives(Bytes bytes) {
        try {
            PairingMessage.decode(bytes).encode();
        } catch (Fault refused) {
            assertThat(refused.category()).isEqualTo(Fault.Category.PEER_FAULT);
        }
    }

    @Test
    void whatFollowsIsPassedOver() {
        Bytes trailing = Bytes.join(message("Complete").encode(), Bytes.hex("ffff00"));
        assertThat(PairingMessage.decode(trailing)).isEqualTo(message("Complete"));
    }

    @Test
    void byteStringsAreReadForArrays() {
        var out = new CborWriter()
                .map(1)
                .text("Challenge")
                .map(3)
                .text("session_id")
                .blob(SESSION);
        out.text("challenge").blob(TestCrypto.CHALLENGE).text("device_info");
        bob(new DeviceInfo.DeviceType("x", false), "2025-06-26T19:35:45.123456789Z")
                .write(out);
        assertThat(PairingMessage.decode(out.bytes())).isEqualTo(message("Challenge"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Another order, a field that nobody knows, and no reason at all.
                "a168436f6d706c657465a3 6773756363657373f5 63666f6f82f65f41ff41ffff 6a73657373696f6e5f696450 @",
                // Indefinite maps; a reason in parts.
                "bf68436f6d706c657465bf 6773756363657373f5 66726561736f6ef6 6a73657373696f6e5f696450 @ffff",
                // Floats, tags and simple values in a field that nobody knows.
                "a168436f6d706c657465a3 6773756363657373f5 61789ff93c00fb3ff8000000000000c100f7f8ffff"
                        + " 6a73657373696f6e5f696450 @"
            })
    void isReadInWhateverFormTheOriginalReads(String hex) {
        Bytes bytes = Bytes.hex(hex.replace("@", SESSION.hex()).replace(" ", ""));
        assertThat(PairingMessage.decode(bytes)).isEqualTo(message("Complete"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // An id as text, one too short, a name twice, success as a number.
                "a168436f6d706c657465a3 6a73657373696f6e5f69647820 3030313132323333343435353436373738383939616162626363646465656666"
                        + " 6773756363657373f5 66726561736f6ef6",
                "a168436f6d706c657465a3 6a73657373696f6e5f69644100 6773756363657373f5 66726561736f6ef6",
                "a168436f6d706c657465a3 6a73657373696f6e5f696450 @ 6773756363657373f5 6773756363657373f5",
                "a168436f6d706c657465a3 6a73657373696f6e5f696450 @ 677375636365737301 66726561736f6ef6",
                // Two entries, none, an unknown one, no map.
                "a2 68436f6d706c657465a0 6178a0",
                "a0",
                "a16178a0",
                "80",
                // 2^63 entries, 2^31 - 1 of them, a string longer than there is, deeper than deep.
                "bb8000000000000000",
                "ba7fffffff",
                "a1 68436f6d706c657465 5a7fffffff00",
                "a1 68436f6d706c657465 9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f",
                "a1 68436f6d706c657465 c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c100",
                // Text that is not UTF-8, a break alone, lengths that there are none of.
                "a1 61ff a0",
                "ff",
                "1c",
                "a1 68436f6d706c657465 5f5f4100ffff"
            })
    void isRefusedInAnyOther(String hex) {
        Bytes bytes = Bytes.hex(hex.replace("@", SESSION.hex()).replace(" ", ""));
        assertThatThrownBy(() -> PairingMessage.decode(bytes)).isInstanceOf(Fault.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"f6", "41aa", "6178", "01", "80"})
    void aProofOfAnotherFormIsAWrongOneAndNotNone(String value) {
        Bytes bytes = Bytes.hex("a168436f6d706c657465a4" + "6a73657373696f6e5f696450" + SESSION.hex()
                + "6773756363657373f566726561736f6ef6" + "6570726f6f66" + value);
        assertThat(((Complete) PairingMessage.decode(bytes)).proof()).contains(Bytes.EMPTY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2025-06-26T19:35:45Z",
                "2025-06-26T19:35:45.1Z",
                "2025-06-26T19:35:45.12Z",
                "2025-06-26T19:35:45.1234567Z",
                "2025-06-26T19:35:45.123456789Z",
                "2025-06-26T21:35:45+02:00"
            })
    void timesAreReadWithAnyDigits(String time) {
        var out = new CborWriter().map(1).text("Ping").map(1).text("timestamp").text(time);
        assertThat(((DeviceMessage.Ping) DeviceMessage.decode(out.bytes())).at())
                .isEqualTo(java.time.OffsetDateTime.parse(time).toInstant());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"2025-06-26T19:35:45", "2025-13-24T19:35:45Z", "", "now", "2025-06-26T19:35:45.1234567890Z"})
    void otherTextsAreNoTimes(String time) {
        var out = new CborWriter().map(1).text("Ping").map(1).text("timestamp").text(time);
        assertThatThrownBy(() -> DeviceMessage.decode(out.bytes())).isInstanceOf(Fault.class);
    }

    @Test
    void aMessageOfAnApplicationIsReadAsItIsWritten() {
        for (DeviceMessage message : List.of(
                new DeviceMessage.Ping(Instant.parse("2026-03-01T12:00:00Z")),
                new DeviceMessage.Pong(Instant.parse("2026-03-01T12:00:00.5Z")),
                new DeviceMessage.Protocol("notes", Bytes.hex("00ff10")))) {
            assertThat(DeviceMessage.decode(message.encode())).isEqualTo(message);
            for (int size = 0; size < message.encode().size(); size++) {
                Bytes cut = message.encode().slice(0, size);
                assertThatThrownBy(() -> DeviceMessage.decode(cut)).isInstanceOf(Fault.class);
            }
        }
    }

    @Test
    void anArrayOfSixtyThousandCostsNoMoreThanItsBytes() {
        List<Bytes> parts = new ArrayList<>();
        parts.add(Bytes.hex("a168436f6d706c65746599ffff"));
        parts.add(Bytes.wrap(new byte[65_535]));
        assertThatThrownBy(() -> PairingMessage.decode(Bytes.join(parts.toArray(Bytes[]::new))))
                .isInstanceOf(Fault.class);
    }
}

package org.handfast.plugin.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.handfast.api.Bytes;
import org.handfast.api.Json;
import org.handfast.core.crypto.Sha256;
import org.handfast.testkit.TestNode;
import org.handfast.testkit.World;
import org.handfast.testkit.WorldTest;

/** Frames that are not what they should be, each answered in the words of the wire. */
@WorldTest
class FramesTest {

    private static final String DIGITS = "00".repeat(64);

    private static TestNode hub(World world) {
        return world.node("hub", Map.of(), new RelayKeyExchange());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "null",
                "[]",
                "\"connect\"",
                "{}",
                "{\"data\":1,\"signature\":\"\"}",
                "{\"data\":{},\"data\":{},\"signature\":\"\"}",
                "{\"data\":{\"sender\":\"A\",\"n\":1.5}}",
                "{\"data\":{\"sender\":\"A\",\"n\":9007199254740993}}",
                "{\"data\":{\"sender\":\"\\ud800\"}}",
                "{\"data\":{\"a\":[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]}}",
                "\u0000",
            })
    void whatIsNoEnvelopeIsAnInvalidMessage(String text) {
        var world = new World(1);
        hub(world);
        var alice = new RawUser(world, "alice").register().open("/ws");
        alice.sendRaw(Bytes.utf8(text));
        assertThat(alice.error()).isEqualTo("invalid_message");
        alice.send(alice.data("connect")).read("connect_ack");
    }

    @Test
    void bytesThatAreNoTextAreAnInvalidMessage(World world) {
        hub(world);
        var alice = new RawUser(world, "alice").register().open("/ws");
        alice.sendRaw(Bytes.hex("7b22c328227d"));
        assertThat(alice.error()).isEqualTo("invalid_message");
    }

    @Test
    void membersOfTheWrongKindAreRefused(World world) {
        hub(world);
        var alice = new RawUser(world, "alice").register().connect();
        for (Json.Members data : java.util.List.of(
                RawUser.with(alice.data("ack"), "message", "text"),
                RawUser.with(alice.data("ack"), "message", Json.of("payload", Json.of())),
                RawUser.with(alice.data("ack"), "message", Json.of("type", 1)),
                RawUser.with(alice.data("ack"), "message", Json.of("type", "ack", "payload", "text")),
                RawUser.with(alice.data("ack"), "recipient", 1),
                RawUser.with(alice.data("ack"), "id", 1),
                RawUser.with(alice.data("ack"), "id", ""),
                RawUser.with(alice.data("ack"), "id", "x".repeat(129)),
                RawUser.with(alice.data("ack"), "id", "a b"),
                RawUser.with(alice.data("ack"), "at", "yesterday"),
                RawUser.with(alice.data("ack"), "at", 5),
                alice.data("ack"),
                alice.data("ack", Json.of("id", "x")),
                alice.data("ack", Json.of("id", "x", "sender", "nobody")),
                alice.data("accepted", Json.of("id", "x")),
                alice.data("hello"),
                alice.data(""))) {
            alice.send(data);
            assertThat(alice.error()).as("answer to %s", data).isEqualTo("invalid_message");
        }
        assertThat(alice.closed()).isEmpty();
    }

    @Test
    void aFrameMayHave16KiBAndNoMore(World world) {
        hub(world);
        var alice = new RawUser(world, "alice").register().connect();
        Json.Members data = alice.data("ack", Json.of("pad", ""));
        int room = 16 * 1024 - alice.frame(data).size();
        alice.send(alice.data("ack", Json.of("pad", "x".repeat(room))));
        assertThat(alice.error()).isEqualTo("invalid_message");
        alice.send(alice.data("ack", Json.of("pad", "x".repeat(room + 1))));
        assertThat(alice.error()).isEqualTo("too_large");
        alice.send(alice.data("ack", Json.of("pad", "x".repeat(40_000))));
        assertThat(alice.closed()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ABCDEFG", "server", "", "alice", "ABCDEFGH", "\ud83d\ude00"})
    void aSenderIsARegisteredUser(String sender) {
        var world = new World(4);
        hub(world);
        var alice = new RawUser(world, "alice").register().open("/ws");
        alice.send(RawUser.with(alice.data("connect"), "sender", sender));
        assertThat(alice.error()).isEqualTo("invalid_sender");
        alice.send(new Json.Members(Map.of("message", Json.of("type", "connect"))));
        assertThat(alice.error()).isEqualTo("invalid_sender");
    }

    @Test
    void tryingCodesClosesTheSocket(World world) {
        hub(world);
        var alice = new RawUser(world, "alice").register().open("/ws");
        for (int i = 1; i <= 5; i++) {
            assertThat(alice.closed()).isEmpty();
            alice.send(RawUser.with(alice.data("connect"), "sender", "AAAAAA" + i));
            assertThat(alice.error()).isEqualTo("invalid_sender");
        }
        assertThat(alice.closed()).isPresent();
    }

    @Test
    void aSocketSpeaksForOneUser(World world) {
        hub(world);
        var alice = new RawUser(world, "alice").register();
        var bob = new RawUser(world, "bob").register().connect();
        bob.sendRaw(alice.frame(alice.exchange(bob)));
        assertThat(bob.error()).isEqualTo("invalid_sender");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00", "upper", "s", "zero", "other"})
    void aSignatureMustBeTheSenders(String how) {
        var world = new World(2);
        hub(world);
        var alice = new RawUser(world, "alice").register();
        var mallory = new RawUser(world, "mallory");
        Json.Members data = alice.data("connect");
        Bytes signature = alice.sign(data.canonical());
        String sent =
                switch (how) {
                    case "upper" -> signature.hex().toUpperCase(java.util.Locale.ROOT);
                    case "s" -> malleable(signature).hex();
                    case "zero" -> DIGITS;
                    case "other" -> mallory.sign(data.canonical()).hex();
                    default -> how;
                };
        alice.open("/ws").sendRaw(Json.of("data", data, "signature", sent).canonical());
        assertThat(alice.error()).isEqualTo("invalid_signature");
        alice.send(data).read("connect_ack");
    }

    /** The same signature with S + L in the place of S, which RFC 8032 forbids. */
    private static Bytes malleable(Bytes signature) {
        var order = new java.math.BigInteger(
                "7237005577332262213973186563042994240857116359379907606001950938285454250989");
        byte[] s = reversed(signature.from(32).toArray());
        byte[] sum = new java.math.BigInteger(1, s).add(order).toByteArray();
        var padded = new byte[32];
        System.arraycopy(
                sum, Math.max(0, sum.length - 32), padded, Math.max(0, 32 - sum.length), Math.min(32, sum.length));
        return Bytes.join(signature.slice(0, 32), Bytes.wrap(reversed(padded)));
    }

    private static byte[] reversed(byte[] bytes) {
        var reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return reversed;
    }

    @Test
    void theFifthBadSignatureClosesTheSocket(World world) {
        hub(world);
        var alice = new RawUser(world, "alice").register().connect();
        Bytes forged = Json.of("data", alice.data("ack"), "signature", DIGITS).canonical();
        for (int i = 1; i <= 5; i++) {
            assertThat(alice.closed()).isEmpty();
            alice.sendRaw(forged);
            assertThat(alice.error()).isEqualTo("invalid_signature");
        }
        assertThat(alice.closed()).isPresent();
    }

    @Test
    void aSignatureMayBeOverTheBytesAsTheyWereSent(World world) {
        hub(world);
        var alice = new RawUser(world, "alice").register().open("/ws");
        String data = "{ \"sender\": \"" + alice.code() + "\", \"message\": { \"type\" : \"connect\" } }";
        String frame = "{\"data\":" + data + ",\"signature\":\""
                + alice.sign(Bytes.utf8(data)).hex() + "\"}";
        alice.sendRaw(Bytes.utf8(frame)).read("connect_ack");
    }

    @Test
    void anErrorSaysWhatItIsInReplyTo(World world) {
        hub(world);
        var alice = new RawUser(world, "alice").register().connect();
        Json.Members named = RawUser.with(alice.to("AAAAAAA", "message"), "id", "mine");
        alice.send(named);
        assertThat(alice.errorAbout("unknown_recipient")).contains("mine");
        Json.Members nameless = alice.to("AAAAAAA", "message");
        alice.send(nameless);
        assertThat(alice.errorAbout("unknown_recipient"))
                .contains(Sha256.of(alice.sign(nameless.canonical())).hex());
        alice.sendRaw(Bytes.utf8("{}"));
        assertThat(alice.errorAbout("invalid_message")).isEmpty();
    }

    @Test
    void aTimeIsNowOrAlmost(World world) {
        hub(world);
        var alice = new RawUser(world, "alice").register().connect();
        for (String at : java.util.List.of("2026-03-01T11:54:00Z", "2026-03-01T12:06:00+00:00")) {
            alice.send(RawUser.with(alice.to("AAAAAAA", "message"), "at", at));
            assertThat(alice.error()).isEqualTo("invalid_message");
        }
        alice.send(RawUser.with(alice.to("AAAAAAA", "message"), "at", "2026-03-01T13:04:00.5+01:00"));
        assertThat(alice.error()).isEqualTo("unknown_recipient");
    }

    @Test
    void aSocketThatSendsTooFastIsToldOnceASecond(World world) {
        world.node("hub", Map.of("relay-key-exchange.frames-per-second", "10"), new RelayKeyExchange());
        var alice = new RawUser(world, "alice").register().connect();
        world.pass(Duration.ofSeconds(2));
        for (int i = 0; i < 30; i++) {
            alice.put(alice.to("AAAAAAA", "message"));
        }
        world.settle();
        for (int i = 0; i < 10; i++) {
            assertThat(alice.error()).isEqualTo("unknown_recipient");
        }
        assertThat(alice.error()).isEqualTo("rate_limited");
        assertThat(alice.heardNothing()).isTrue();
        world.pass(Duration.ofSeconds(1));
        alice.send(alice.to("AAAAAAA", "message"));
        assertThat(alice.error()).isEqualTo("unknown_recipient");
    }

    @Test
    void noBytesAtAllMakeThePluginFail(World world) {
        hub(world);
        var bob = new RawUser(world, "bob").register();
        var alice = new RawUser(world, "alice").register().connect();
        var random = new Random(world.seed());
        byte[] model = alice.frame(RawUser.with(alice.exchange(bob), "id", "x", "at", "2026-03-01T12:00:00Z"))
                .toArray();
        for (int i = 0; i < 2_000; i++) {
            if (alice.closed().isPresent()) {
                alice.connect();
            }
            byte[] bytes = model.clone();
            int changes = 1 + random.nextInt(4);
            for (int c = 0; c < changes; c++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            alice.sendRaw(
                    Bytes.wrap(bytes).slice(0, random.nextInt(4) == 0 ? random.nextInt(bytes.length) : bytes.length));
            world.pass(Duration.ofMillis(10));
        }
    }

    @Test
    void nothingThatIsSignedMakesThePluginFail(World world) {
        hub(world);
        var bob = new RawUser(world, "bob").register();
        var alice = new RawUser(world, "alice").register().connect();
        var random = new Random(world.seed());
        Json[] values = {
            new Json.Null(),
            new Json.Whole(-1),
            new Json.Flag(true),
            new Json.Text(""),
            new Json.Text("\u0000\ud83d\ude00"),
            Json.of(),
            new Json.Items(java.util.List.of()),
            new Json.Text(bob.code()),
            new Json.Text(alice.code()),
            new Json.Text("x".repeat(300)),
            new Json.Text(alice.ecdh()),
            new Json.Text("server"),
            Json.of("type", "message"),
        };
        String[] types = {
            "connect", "key_exchange", "key_exchange_ack", "key_confirm", "message", "ack", "bye", "accepted"
        };
        String[] names = {"ecdh_public_key", "commit", "nonce", "in_reply_to", "mac", "id", "sender", "hub", "seq"};
        for (int i = 0; i < 2_000; i++) {
            Json.Members payload = Json.of();
            for (int n = random.nextInt(4); n > 0; n--) {
                payload = RawUser.with(
                        payload, names[random.nextInt(names.length)], values[random.nextInt(values.length)]);
            }
            Json.Members data = RawUser.with(
                    alice.data(types[random.nextInt(types.length)], payload),
                    "recipient",
                    random.nextInt(4) == 0 ? values[random.nextInt(values.length)] : new Json.Text(bob.code()));
            if (random.nextInt(4) == 0) {
                data = RawUser.with(
                        data,
                        new String[] {"id", "at", "message", "extra"}[random.nextInt(4)],
                        values[random.nextInt(values.length)]);
            }
            alice.send(data);
            assertThat(alice.closed()).isEmpty();
            world.pass(Duration.ofMillis(10));
        }
    }
}

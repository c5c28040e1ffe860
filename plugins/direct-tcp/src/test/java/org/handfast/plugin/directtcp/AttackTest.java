package org.handfast.plugin.directtcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.handfast.api.Bytes;
import org.handfast.api.Device.Trust;
import org.handfast.api.Event.Answer;
import org.handfast.api.Key;
import org.handfast.api.Question.Stage;
import org.handfast.api.Shown;
import org.handfast.core.registry.DeviceRecord;
import org.handfast.plugin.directtcp.themis.KeyContainer;
import org.handfast.plugin.directtcp.wire.Packet;
import org.handfast.plugin.directtcp.wire.Packet.Hello;
import org.handfast.plugin.directtcp.wire.Packet.KeyCheck;
import org.handfast.plugin.directtcp.wire.Packet.KeyCheckResponse;
import org.handfast.plugin.directtcp.wire.Packet.PairRequest;
import org.handfast.plugin.directtcp.wire.Packet.Refusal;
import org.handfast.plugin.directtcp.wire.Packet.SendKey;
import org.handfast.plugin.directtcp.wire.Packets;
import org.handfast.plugin.directtcp.wire.Revision;
import org.handfast.testkit.ScriptedPeer;
import org.handfast.testkit.TestNode;
import org.handfast.testkit.World;
import org.handfast.testkit.WorldTest;

/** The attacks that {@code api-spec/protocols/direct-tcp.md} lists, carried out. */
@WorldTest
class AttackTest {

    private static TestNode hub(World world) {
        return world.node("hub", Map.of(), new DirectTcp());
    }

    private static RawDevice raw(World world, String name) {
        return new RawDevice(world, Revision.DOCUMENT, name).dial("hub");
    }

    /** A device that has paired, proven itself and gone. */
    private static RawDevice paired(TestNode hub, World world) {
        RawDevice device = raw(world, "device");
        device.hello(false);
        device.ask("Device");
        hub.answer(Stage.CONTACT, Answer.YES);
        Key key = device.exchangeKeys();
        hub.answer(Stage.WORDS, Answer.YES);
        device.answerCheck(key);
        device.close();
        return device;
    }

    private static Key hubKey(TestNode hub) {
        return hub.contents().pairings().getFirst().ownKey();
    }

    private static void stillTrusted(TestNode hub, RawDevice device) {
        DeviceRecord record = hub.device(DirectTcp.ID, device.id.toString()).orElseThrow();
        assertThat(record.trust()).isEqualTo(Trust.TRUSTED);
        assertThat(record.key(DirectTcp.ID)).contains(device.keys.publicKey());
    }

    private static void reconnects(TestNode hub, RawDevice device) {
        device.dial("hub");
        device.hello(true);
        device.check(hubKey(hub));
        device.answerCheck(hubKey(hub));
        assertThat(hub.flight().label()).isEqualTo("Connected");
        device.close();
    }

    @Test
    void theHubsOwnChallengeReflectedIsRefused(World world) {
        TestNode hub = hub(world);
        RawDevice device = paired(hub, world);
        device.dial("hub");
        device.hello(true);
        device.check(hubKey(hub));
        Bytes challenge = device.read(KeyCheck.class).message();
        device.send(new KeyCheck(challenge));
        assertThat(device.closed()).isTrue();
        assertThat(hub.flight().label()).isNotEqualTo("Connected");
        stillTrusted(hub, device);
        reconnects(hub, device);
    }

    @Test
    void aWholeSessionReplayedIsRefusedAlsoAfterARestart(World world) {
        TestNode hub = hub(world);
        RawDevice device = paired(hub, world);
        List<Bytes> recorded = new ArrayList<>();
        world.network().tap((from, to, message) -> {
            if (to.equals("hub")) {
                recorded.add(message);
            }
            return List.of(message);
        });
        reconnects(hub, device);
        world.network().tap((from, to, message) -> List.of(message));
        for (int i = 0; i < 2; i++) {
            RawDevice replayer = raw(world, "replayer " + i);
            recorded.forEach(replayer::sendRaw);
            assertThat(replayer.closed()).isTrue();
            assertThat(hub.node()
                            .registry()
                            .connected(hub.device(DirectTcp.ID, device.id.toString())
                                    .orElseThrow()))
                    .isFalse();
            hub.crash();
            hub.start();
        }
        reconnects(hub, device);
    }

    @Test
    void aChallengeOfOneConversationAnsweredInAnotherIsRefused(World world) {
        TestNode hub = hub(world);
        RawDevice device = paired(hub, world);
        Key key = hubKey(hub);
        device.dial("hub");
        device.hello(true);
        device.check(key);
        // The thief of the device's key uses the hub to answer the hub: what it must not be is an oracle for its own
        // challenge.
        Bytes challenge = device.open(key, device.read(KeyCheck.class).message());
        RawDevice second = raw(world, "device");
        second.send(new Hello(device.id, true)).read(Hello.class);
        second.send(new KeyCheck(device.seal(key, challenge)));
        assertThat(second.closed()).isTrue();
        assertThat(second.heardNothing()).isTrue();
    }

    @Test
    void aMessageTheHubItselfSentIsNotTakenBackInAnyConversation(World world) {
        TestNode hub = hub(world);
        RawDevice device = paired(hub, world);
        Key key = hubKey(hub);
        device.dial("hub");
        device.hello(true);
        Bytes challenge = device.random(256);
        device.send(new KeyCheck(device.seal(key, challenge)));
        Bytes answer = device.read(KeyCheck.class).message();
        device.close();
        RawDevice second = raw(world, "second");
        second.send(new Hello(device.id, true)).read(Hello.class);
        second.send(new KeyCheck(answer));
        assertThat(second.closed()).isTrue();
        assertThat(second.heardNothing()).isTrue();
    }

    @Test
    void aStrangerThatSaysItIsPairedIsToldThatItIsNot(World world) {
        TestNode hub = hub(world);
        RawDevice stranger = raw(world, "stranger");
        assertThat(stranger.hello(true).paired()).isFalse();
        stranger.send(new KeyCheck(stranger.random(308)));
        assertThat(stranger.closed()).isTrue();
        assertThat(hub.contents().devices()).isEmpty();
    }

    @Test
    void aStrangerUnderATrustedIdGetsNothingAndTheDeviceLosesNothing(World world) {
        TestNode hub = hub(world);
        RawDevice device = paired(hub, world);
        RawDevice live = new RawDevice(world, Revision.DOCUMENT, "device").dial("hub");
        live.send(new Hello(device.id, true)).read(Hello.class);
        live.send(new KeyCheck(device.seal(hubKey(hub), device.random(256))));
        RawDevice stranger = raw(world, "stranger");
        stranger.send(new Hello(device.id, true));
        assertThat(stranger.read(Hello.class).paired()).isTrue();
        stranger.send(new KeyCheck(stranger.random(308)));
        assertThat(stranger.closed()).isTrue();
        assertThat(live.closed()).isFalse();
        stillTrusted(hub, device);
        assertThat(hub.device(DirectTcp.ID, device.id.toString()).orElseThrow().facts())
                .contains(new DeviceRecord.Fact(DirectTcp.ID, "failed-key-checks", "1"));
    }

    /** A device whose keys a person approved and that went before it had proven them: it is to come back. */
    private static RawDevice leftBehind(TestNode hub, World world) {
        RawDevice device = raw(world, "device");
        device.hello(false);
        device.ask("Device");
        hub.answer(Stage.CONTACT, Answer.YES);
        device.exchangeKeys();
        hub.answer(Stage.WORDS, Answer.YES);
        device.close();
        return device;
    }

    /** Another connection under the device's id and keys, as far as the hub's challenge, which is left open. */
    private static RawDevice challenged(World world, RawDevice device, Key hub) {
        RawDevice other = raw(world, "device");
        other.send(new Hello(device.id, true)).read(Hello.class);
        other.send(new KeyCheck(device.seal(hub, device.random(256))));
        other.read(KeyCheck.class);
        other.send(new KeyCheckResponse(true));
        return other;
    }

    private static void answerOpenChallenge(RawDevice connection, RawDevice keys, Key hub) {
        Bytes challenge = keys.open(hub, connection.read(KeyCheck.class).message());
        connection.send(new KeyCheck(keys.seal(hub, challenge)));
    }

    @Test
    void aDeviceThatComesBackOnManyConnectionsAtOnceDoesNotGetThePluginStopped(World world) {
        TestNode hub = hub(world);
        RawDevice device = leftBehind(hub, world);
        Key key = hubKey(hub);
        List<RawDevice> connections = IntStream.range(0, 30)
                .mapToObj(i -> challenged(world, device, key))
                .toList();
        connections.forEach(c -> answerOpenChallenge(c, device, key));
        assertThat(hub.misbehaved()).isEmpty();
        stillTrusted(hub, device);
        assertThat(connections).filteredOn(c -> !c.closed()).hasSize(1);
        assertThat(hub.flights()).noneMatch(f -> f.reason().contains("plugin"));
    }

    @Test
    void theThiefOfAKeyIsNotTakenForTheDeviceOnceItHasPairedAgain(World world) {
        TestNode hub = hub(world);
        RawDevice device = paired(hub, world);
        Key old = hubKey(hub);
        RawDevice thief = challenged(world, device, old);

        RawDevice again = raw(world, "device with new keys");
        again.send(new Hello(device.id, false)).read(Hello.class);
        again.ask("Device");
        hub.answer(Stage.CONTACT, Answer.YES);
        Key key = again.exchangeKeys();
        hub.answer(Stage.WORDS, Answer.YES);
        again.answerCheck(key);

        answerOpenChallenge(thief, device, old);
        assertThat(thief.closed()).isTrue();
        assertThat(again.closed()).isFalse();
        assertThat(hub.device(DirectTcp.ID, device.id.toString()).orElseThrow().key(DirectTcp.ID))
                .contains(again.keys.publicKey());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aVerdictOutOfTheBlueIsRefused(boolean verdict) {
        var world = new World(9);
        TestNode hub = hub(world);
        RawDevice device = paired(hub, world);
        device.dial("hub");
        device.hello(true);
        device.send(new KeyCheckResponse(verdict));
        assertThat(device.closed()).isTrue();
        stillTrusted(hub, device);
        reconnects(hub, device);
        world.check();
    }

    @Test
    void aFalseVerdictClosesAndLeavesThePairing(World world) {
        TestNode hub = hub(world);
        RawDevice device = paired(hub, world);
        device.dial("hub");
        device.hello(true);
        device.send(new KeyCheck(device.seal(hubKey(hub), device.random(256))));
        device.read(KeyCheck.class);
        device.send(new KeyCheckResponse(false));
        assertThat(device.closed()).isTrue();
        stillTrusted(hub, device);
        reconnects(hub, device);
    }

    @Test
    void aWrongAnswerInAFirstPairingDropsTheKeysAndSaysSo(World world) {
        TestNode hub = hub(world);
        RawDevice device = raw(world, "device");
        device.hello(false);
        device.ask("Device");
        hub.answer(Stage.CONTACT, Answer.YES);
        Key key = device.exchangeKeys();
        hub.answer(Stage.WORDS, Answer.YES);
        device.read(KeyCheck.class);
        device.send(new KeyCheck(device.random(308)));
        assertThat(device.read(KeyCheckResponse.class).same()).isFalse();
        assertThat(device.closed()).isTrue();
        assertThat(hub.contents().pairings()).isEmpty();
        assertThat(hub.contents().devices()).isEmpty();
        assertThat(key).isNotNull();
    }

    @Test
    void startingTheCheckOfAFirstPairingProvesNothing(World world) {
        TestNode hub = hub(world);
        RawDevice device = raw(world, "device");
        device.hello(false);
        device.ask("Device");
        hub.answer(Stage.CONTACT, Answer.YES);
        Key key = device.exchangeKeys();
        hub.answer(Stage.WORDS, Answer.YES);
        device.read(KeyCheck.class);
        device.check(key);
        assertThat(hub.contents().devices()).isEmpty();
        world.pass(Duration.ofMinutes(5));
        assertThat(device.closed()).isTrue();
        assertThat(hub.contents().devices()).isEmpty();
    }

    @Test
    void aSecondChallengeIsToleratedOnceAndAThirdIsNot(World world) {
        TestNode hub = hub(world);
        RawDevice device = paired(hub, world);
        Key key = hubKey(hub);
        device.dial("hub");
        device.hello(true);
        device.send(new KeyCheck(device.seal(key, device.random(256))));
        device.read(KeyCheck.class);
        device.send(new KeyCheck(device.seal(key, device.random(256))));
        assertThat(device.closed()).isFalse();
        device.read(KeyCheck.class);
        assertThat(device.heardNothing()).isTrue();
        device.send(new KeyCheck(device.seal(key, device.random(256))));
        assertThat(device.closed()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 15, 1025, 60_000})
    void aChallengeOfAnOddSizeIsNotAnswered(int size) {
        var world = new World(size);
        TestNode hub = hub(world);
        RawDevice device = paired(hub, world);
        device.dial("hub");
        device.hello(true);
        device.send(new KeyCheck(device.seal(hubKey(hub), device.random(size))));
        assertThat(device.closed()).isTrue();
        assertThat(device.heardNothing()).isTrue();
        world.check();
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 17, 1024})
    void aChallengeOfAnUnusualSizeIsAnswered(int size) {
        var world = new World(size);
        TestNode hub = hub(world);
        RawDevice device = paired(hub, world);
        device.dial("hub");
        device.hello(true);
        Bytes challenge = device.random(size);
        device.send(new KeyCheck(device.seal(hubKey(hub), challenge)));
        assertThat(device.open(hubKey(hub), device.read(KeyCheck.class).message()))
                .isEqualTo(challenge);
        world.check();
    }

    @Test
    void theYesToADeviceDoesNotGoToAStrangerUnderItsId(World world) {
        TestNode hub = hub(world);
        RawDevice device = raw(world, "device");
        device.hello(false);
        device.ask("Device");
        hub.answer(Stage.CONTACT, Answer.YES);
        device.exchangeKeys();
        RawDevice stranger = raw(world, "stranger");
        stranger.send(new Hello(device.id, false)).read(Hello.class);
        stranger.ask("Device");
        answerOldest(hub, world, Stage.CONTACT);
        stranger.exchangeKeys();

        answerOldest(hub, world, Stage.WORDS);
        assertThat(hub.contents().devices()).isEmpty();
        assertThat(hub.contents().pairings()).noneMatch(p -> p.approval().isPresent());
        assertThat(device.closed()).isTrue();
    }

    private static void answerOldest(TestNode hub, World world, Stage stage) {
        UUID oldest = hub.node().desk().pending().stream()
                .filter(q -> q.question().stage() == stage)
                .findFirst()
                .orElseThrow()
                .id();
        hub.node().desk().answer(oldest, Answer.YES, "test");
        world.settle();
    }

    private static Stream<Bytes> badKeys() {
        Bytes good =
                Bytes.hex("554543320000002d9a5ed1b603c21b0445d067dfa605df802c814d7071461cc2a0a1c4d0235d4df0b276db1067");
        Bytes offCurve = KeyContainer.encode(new Key(Key.Algorithm.P256, Bytes.hex("02" + "00".repeat(31) + "01")));
        Bytes overflow = KeyContainer.encode(new Key(Key.Algorithm.P256, Bytes.hex("02" + "ff".repeat(32))));
        return Stream.of(
                Bytes.EMPTY,
                Bytes.join(good.slice(0, 8), Bytes.hex("00000000"), good.from(12)),
                good.slice(0, 44),
                Bytes.join(good, Bytes.u8(0)),
                Bytes.join(Bytes.utf8("REC2"), good.from(4)),
                Bytes.join(Bytes.utf8("UEC3"), good.from(4)),
                offCurve,
                overflow,
                Bytes.wrap(new byte[45]),
                Bytes.wrap(new byte[60_000]));
    }

    @ParameterizedTest
    @MethodSource("badKeys")
    void aBadKeyEndsThePairingAndNothingIsRegistered(Bytes key) {
        var world = new World(5);
        TestNode hub = hub(world);
        RawDevice device = raw(world, "device");
        device.hello(false);
        device.ask("Device");
        hub.answer(Stage.CONTACT, Answer.YES);
        device.send(new SendKey(key, Optional.empty()));
        assertThat(device.closed()).isTrue();
        assertThat(hub.contents().pairings()).isEmpty();
        assertThat(hub.node().desk().pending()).isEmpty();
        world.check();
    }

    @Test
    void theHubsOwnKeyReflectedIsRefused(World world) {
        TestNode hub = hub(world);
        RawDevice device = raw(world, "device");
        device.hello(false);
        device.ask("Device");
        hub.answer(Stage.CONTACT, Answer.YES);
        device.send(device.read(SendKey.class));
        assertThat(device.closed()).isTrue();
        assertThat(hub.flight().entries()).anyMatch(e -> e.code().equals("own-key"));
    }

    @Test
    void aKeyThatAnotherDeviceHoldsIsRefused(World world) {
        TestNode hub = hub(world);
        RawDevice device = paired(hub, world);
        RawDevice thief = raw(world, "thief");
        thief.hello(false);
        thief.ask("Thief");
        hub.answer(Stage.CONTACT, Answer.YES);
        thief.readKey();
        thief.send(new SendKey(KeyContainer.encode(device.keys.publicKey()), Optional.empty()));
        assertThat(thief.closed()).isTrue();
        assertThat(hub.contents().devices()).hasSize(1);
    }

    @Test
    void aKeyOtherThanTheOneCommittedToIsRefused(World world) {
        TestNode hub = hub(world);
        RawDevice device = raw(world, "device");
        device.hello(false);
        device.send(new PairRequest("Device", Optional.of(Asked.committing(device.random(32)))));
        hub.answer(Stage.CONTACT, Answer.YES);
        device.exchangeKeys();
        assertThat(device.closed()).isTrue();
        assertThat(hub.flight().reason()).contains("committed");
        assertThat(hub.contents().pairings()).isEmpty();
    }

    @Test
    void aManInTheMiddleChangesTheWordsOnBothEnds(World world) {
        TestNode hub = hub(world);
        TestNode device = world.node("laptop", Map.of(), new DirectTcp());
        RawDevice mallory = new RawDevice(world, Revision.DOCUMENT, "mallory");
        Bytes forged = Packets.encode(
                new SendKey(KeyContainer.encode(mallory.keys.publicKey()), Optional.empty()), Revision.DOCUMENT);
        world.network()
                .tap((from, to, message) -> List.of(isSendKey(message) && to.equals("laptop") ? forged : message));
        device.command(DirectTcp.ID, "pair", Map.of("endpoint", "hub"));
        hub.answer(Stage.CONTACT, Answer.YES);
        assertThat(words(hub)).isNotEqualTo(words(device));
        hub.answer(Stage.WORDS, Answer.NO);
        assertThat(hub.contents().devices()).isEmpty();
        assertThat(device.contents().devices()).isEmpty();
    }

    private static List<String> words(TestNode node) {
        return node.question().shown().stream()
                .filter(s -> s.kind() == Shown.Kind.CHECK_WORDS)
                .findFirst()
                .orElseThrow()
                .values();
    }

    private static boolean isSendKey(Bytes message) {
        return Packets.decode(message, Revision.DOCUMENT) instanceof SendKey;
    }

    @Test
    void aRefusalCannotWriteOnTheTerminalOfWhoDialled(World world) {
        TestNode device = world.node("laptop", Map.of(), new DirectTcp());
        ScriptedPeer mallory = world.peer("mallory").listen(RawDevice.LISTENER);
        TestNode.Seen seen = device.command(DirectTcp.ID, "pair", Map.of("endpoint", "mallory", "revision", "later"));
        mallory.send(Packets.encode(new Hello(new UUID(1, 2), false), Revision.LATER));
        mallory.send(Packets.encode(
                new Refusal(
                        Optional.empty(),
                        Refusal.DENIED,
                        Optional.of("\u001b[2J\u202eno\nConnected." + "x".repeat(9_000))),
                Revision.LATER));
        assertThat(seen.end().orElseThrow())
                .startsWith("REJECTED: The other end refused: ")
                .doesNotContain("\u001b", "\u202e", "\n")
                .hasSizeLessThan(600);
    }

    private static List<Packet> everyPacket() {
        return List.of(
                new Hello(UUID.fromString("00112233-4455-4677-8899-aabbccddeeff"), false),
                new Hello(UUID.fromString("00112233-4455-4677-8899-aabbccddeeff"), true),
                new PairRequest("again", Optional.empty()),
                new SendKey(Bytes.wrap(new byte[45]), Optional.empty()),
                new KeyCheck(Bytes.wrap(new byte[308])),
                new KeyCheckResponse(true),
                new KeyCheckResponse(false),
                new Packet.Application(3, 1, Bytes.utf8("data")),
                Refusal.denied());
    }

    /** Leaves a device in each state it can be in, one after the other. */
    private static RawDevice inState(int state, TestNode hub, World world) {
        RawDevice device = new RawDevice(world, Revision.LATER, "device").dial("hub");
        if (state > 0) {
            device.hello(false);
        }
        if (state > 1) {
            device.ask("Device");
        }
        if (state > 2) {
            hub.answer(Stage.CONTACT, Answer.YES);
        }
        if (state > 3) {
            Key key = device.exchangeKeys();
            if (state > 4) {
                hub.answer(Stage.WORDS, Answer.YES);
            }
            if (state > 5) {
                device.answerCheck(key);
            }
        }
        return device;
    }

    private static Stream<Integer> states() {
        return IntStream.rangeClosed(0, 6).boxed();
    }

    @ParameterizedTest
    @MethodSource("states")
    void noPacketInAnyStateMakesADeviceTrustedThatWasNot(int state) {
        for (Packet packet : everyPacket()) {
            var world = new World(state);
            TestNode hub = hub(world);
            RawDevice device = inState(state, hub, world);
            int trusted = hub.contents().devices().size();
            device.send(packet).send(packet);
            world.pass(Duration.ofMinutes(6));
            assertThat(hub.contents().devices().size())
                    .as(packet + " in state " + state)
                    .isEqualTo(trusted);
            assertThat(hub.misbehaved()).isEmpty();
            world.check();
        }
    }

    @ParameterizedTest
    @MethodSource("states")
    void randomPayloadsInAnyStateCostThePeerItsLinkAndNobodyElseAnything(int state) {
        var random = new Random(state);
        for (int i = 0; i < 40; i++) {
            var world = new World(i);
            TestNode hub = hub(world);
            RawDevice device = inState(state, hub, world);
            var noise = new byte[random.nextInt(400)];
            random.nextBytes(noise);
            device.sendRaw(Bytes.wrap(noise));
            assertThat(device.closed()).isTrue();
            assertThat(hub.node().engine().size()).isZero();
            RawDevice next = raw(world, "next");
            assertThat(next.hello(false).paired()).isFalse();
            world.check();
        }
    }

    @Test
    void aFrameBeyondTheLimitClosesTheLinkBeforeItIsRead(World world) {
        TestNode hub = hub(world);
        RawDevice device = raw(world, "device");
        device.sendRaw(Bytes.wrap(new byte[Packets.MAX_PAYLOAD + 1]));
        assertThat(device.closed()).isTrue();
        assertThat(hub.flights()).hasSize(1);
    }

    @Test
    void fiveQuestionsFromOnePlaceAreEnough(World world) {
        TestNode hub = hub(world);
        for (int i = 0; i < 5; i++) {
            RawDevice device = new RawDevice(world, Revision.LATER, "flood " + i);
            device.dial("hub").hello(false);
            device.ask("Flood " + i);
        }
        assertThat(hub.node().desk().pending()).hasSize(5);
    }

    @Test
    void theDatabaseGoneInTheMiddleEndsTheConversationAndTheHubStaysUp(World world) {
        TestNode hub = hub(world);
        RawDevice device = raw(world, "device");
        device.hello(false);
        device.ask("Device");
        hub.answer(Stage.CONTACT, Answer.YES);
        hub.store().cut();
        device.exchangeKeys();
        assertThat(device.closed()).isTrue();
        hub.store().restore();
        assertThat(hub.flight().reason()).contains("database");
        assertThat(hub.contents().pairings()).isEmpty();
        paired(hub, world);
    }
}

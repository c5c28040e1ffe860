package org.handfast.plugin.challengeresponse;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.handfast.api.Address;
import org.handfast.api.Bytes;
import org.handfast.api.Crypto.Aead;
import org.handfast.api.Event.Answer;
import org.handfast.api.Question.Stage;
import org.handfast.core.message.Message;
import org.handfast.plugin.challengeresponse.code.Code;
import org.handfast.plugin.challengeresponse.code.Derivation;
import org.handfast.plugin.challengeresponse.code.SessionKeys;
import org.handfast.plugin.challengeresponse.wire.DeviceMessage;
import org.handfast.plugin.challengeresponse.wire.DeviceMessage.Ping;
import org.handfast.plugin.challengeresponse.wire.DeviceMessage.Pong;
import org.handfast.plugin.challengeresponse.wire.DeviceMessage.Protocol;
import org.handfast.plugin.challengeresponse.wire.PairingMessage.Challenge;
import org.handfast.plugin.challengeresponse.wire.PeerNames;
import org.handfast.testkit.ScriptedPeer;
import org.handfast.testkit.TestNode;
import org.handfast.testkit.World;
import org.handfast.testkit.WorldTest;

/** What two say to each other once they are paired. */
@WorldTest
class MessagesTest {

    private static final String ID = ChallengeResponse.ID;

    private static TestNode.Seen say(TestNode from, TestNode to, String protocol, String text) {
        return from.command(
                ID, "message", Map.of("device", PeerNames.peerId(to.peer()), "protocol", protocol, "text", text));
    }

    private static List<Message> inbox(TestNode node, String peer) {
        return node.contents().items().stream()
                .filter(i -> i.ref().in().equals(Message.scope(ID, new Address(peer))))
                .map(Message::of)
                .toList();
    }

    private static List<String> texts(TestNode node, String peer, boolean sent) {
        return inbox(node, peer).stream()
                .filter(m -> m.sent() == sent)
                .map(m -> m.topic() + ": " + new String(m.content().toArray(), StandardCharsets.UTF_8))
                .toList();
    }

    private static List<String> heard(TestNode node, TestNode from) {
        return texts(node, PeerNames.peerId(from.peer()), false);
    }

    /** A paired device of which the test has the keys. */
    private static final class Paired {
        final RawPeer raw;
        final Code code;
        final SessionKeys keys;
        final TestNode hub;

        Paired(World world) {
            hub = world.node("hub", Map.of(ID + ".accept", "code"), new ChallengeResponse());
            raw = new RawPeer(world, "raw");
            code = raw.code(hub.command(ID, "invite", Map.of()), Derivation.DOCUMENT);
            Challenge challenge = raw.ask(hub, code);
            RawPeer.complete(
                    raw.say(hub, raw.provenResponse(hub, code, challenge).encode()));
            keys = SessionKeys.proven(code, hub.peer(), raw.key, challenge.challenge(), raw.crypto);
        }

        Bytes nonce(int way, long counter) {
            return Bytes.join(Bytes.u8(way), Bytes.wrap(new byte[3]), Bytes.u64(counter));
        }

        Bytes associated(String protocol) {
            return Bytes.lp("handfast/challenge-response/message/v1", code.session(), Bytes.utf8(protocol));
        }

        Bytes data(Bytes nonce, String protocol, String text) {
            return Bytes.join(
                    nonce,
                    raw.crypto.seal(
                            Aead.CHACHA20_POLY1305,
                            keys.fromJoiner(),
                            nonce,
                            associated(protocol),
                            Bytes.wrap(text.getBytes(StandardCharsets.UTF_8))));
        }

        boolean takes(DeviceMessage message) {
            ScriptedPeer stream = raw.say(hub, RawPeer.DEVICE, message.encode());
            boolean taken = !stream.heardNothing() && stream.read().isEmpty();
            assertThat(stream.closedBecause()).isPresent();
            return taken;
        }

        boolean takes(long counter, String text) {
            return takes(new Protocol("notes", data(nonce(1, counter), "notes", text)));
        }

        List<String> heard() {
            return texts(hub, raw.id(), false);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"document", "original"})
    void goBothWaysAndToTheInboxes(String derivation) {
        var world = new World(31);
        TestNode ada = HubsTest.node(world, "ada", Map.of());
        TestNode ben = HubsTest.node(world, "ben", Map.of());
        HubsTest.pair(ada, ben, derivation, world);
        for (int i = 0; i < 3; i++) {
            assertThat(say(ada, ben, "notes", "to Ben " + i).end()).contains("CLOSED: The device has taken it.");
            assertThat(say(ben, ada, "notes", "to Ada " + i).end()).contains("CLOSED: The device has taken it.");
        }
        assertThat(heard(ben, ada)).containsExactlyInAnyOrder("notes: to Ben 0", "notes: to Ben 1", "notes: to Ben 2");
        assertThat(heard(ada, ben)).containsExactlyInAnyOrder("notes: to Ada 0", "notes: to Ada 1", "notes: to Ada 2");
        assertThat(texts(ada, PeerNames.peerId(ben.peer()), true)).hasSize(3).contains("notes: to Ben 1");
        world.check();
    }

    @Test
    void areCountedOnAcrossCrashes(World world) {
        TestNode ada = HubsTest.node(world, "ada", Map.of());
        TestNode ben = HubsTest.node(world, "ben", Map.of());
        HubsTest.pair(ada, ben, "document", world);
        List<Bytes> sent = new ArrayList<>();
        world.network().tap((from, to, message) -> {
            if (from.equals("ada") && !message.isEmpty()) {
                sent.add(message);
            }
            return List.of(message);
        });
        say(ada, ben, "notes", "one");
        ada.crash();
        world.settle();
        ada.start();
        say(ada, ben, "notes", "two");
        ben.crash();
        world.settle();
        ben.start();
        say(ada, ben, "notes", "three");
        assertThat(heard(ben, ada)).hasSize(3);
        assertThat(sent.stream()
                        .map(DeviceMessage::decode)
                        .map(m -> ((Protocol) m).data().slice(4, 8).buffer().getLong()))
                .containsExactly(0L, 1L, 2L);
        // What was said before the crash is not taken again after it.
        world.network()
                .tap((from, to, message) ->
                        List.of(from.equals("ada") && !message.isEmpty() ? sent.getFirst() : message));
        assertThat(say(ada, ben, "notes", "four").end().orElseThrow()).startsWith("FAILED: The device did not take it");
        assertThat(heard(ben, ada)).hasSize(3);
    }

    @Test
    void areTakenOnceAndInTheirOrder(World world) {
        var paired = new Paired(world);
        assertThat(paired.takes(1, "one")).isTrue();
        assertThat(paired.takes(1, "one")).isFalse();
        assertThat(paired.takes(1, "another one")).isFalse();
        assertThat(paired.takes(5, "five")).isTrue();
        assertThat(paired.takes(4, "four")).isFalse();
        assertThat(paired.takes(0, "none")).isFalse();
        assertThat(paired.takes(-1, "less than none")).isFalse();
        assertThat(paired.takes(Long.MAX_VALUE, "the last")).isTrue();
        assertThat(paired.takes(Long.MIN_VALUE, "beyond it")).isFalse();
        assertThat(paired.heard()).containsExactlyInAnyOrder("notes: one", "notes: five", "notes: the last");
    }

    @Test
    void areTakenInTheDirectionTheyWereSealedForAlone(World world) {
        var paired = new Paired(world);
        assertThat(paired.takes(new Protocol("notes", paired.data(paired.nonce(0, 1), "notes", "back"))))
                .isFalse();
        assertThat(paired.takes(new Protocol("notes", paired.data(paired.nonce(2, 1), "notes", "odd"))))
                .isFalse();
        byte[] odd = paired.nonce(1, 1).toArray();
        odd[2] = 1;
        assertThat(paired.takes(new Protocol("notes", paired.data(Bytes.wrap(odd), "notes", "odd"))))
                .isFalse();
        assertThat(paired.heard()).isEmpty();
    }

    @Test
    void areBoundToWhatTheyAreAboutAndWhole(World world) {
        var paired = new Paired(world);
        Bytes data = paired.data(paired.nonce(1, 1), "notes", "mine");
        assertThat(paired.takes(new Protocol("orders", data))).isFalse();
        for (int size = 0; size < data.size(); size++) {
            assertThat(paired.takes(new Protocol("notes", data.slice(0, size)))).isFalse();
        }
        byte[] other = data.toArray();
        other[other.length - 1] ^= 1;
        assertThat(paired.takes(new Protocol("notes", Bytes.wrap(other)))).isFalse();
        assertThat(paired.heard()).isEmpty();
        assertThat(paired.takes(new Protocol("notes", data))).isTrue();
    }

    @Test
    void ofStrangersAreNotTaken(World world) {
        var paired = new Paired(world);
        var stranger = new RawPeer(world, "stranger");
        for (DeviceMessage message : List.of(
                new Ping(World.BEGINNING), new Protocol("notes", paired.data(paired.nonce(1, 1), "notes", "stolen")))) {
            ScriptedPeer stream = stranger.say(paired.hub, RawPeer.DEVICE, message.encode());
            assertThat(stream.heardNothing()).isTrue();
            assertThat(stream.closedBecause()).isPresent();
        }
        assertThat(paired.takes(1, "one")).isTrue();
    }

    @Test
    void ofARevokedDeviceAreNotTaken(World world) {
        var paired = new Paired(world);
        paired.hub
                .node()
                .registry()
                .revoke(paired.hub.device(ID, paired.raw.id()).orElseThrow().id(), "test", "");
        world.settle();
        assertThat(paired.takes(1, "one")).isFalse();
        assertThat(paired.hub
                        .command(ID, "message", Map.of("device", paired.raw.id(), "protocol", "x", "text", "y"))
                        .end()
                        .orElseThrow())
                .startsWith("FAILED: No paired and trusted device");
    }

    @Test
    void thatAreNoneAreNotTaken(World world) {
        var paired = new Paired(world);
        for (String hex : List.of("", "a0", "ff", "a16450696e67a0", "a16450696e6701")) {
            ScriptedPeer stream = paired.raw.say(paired.hub, RawPeer.DEVICE, Bytes.hex(hex));
            assertThat(stream.heardNothing()).isTrue();
            assertThat(stream.closedBecause()).isPresent();
        }
        assertThat(paired.takes(new Protocol(
                        "x".repeat(256), paired.data(paired.nonce(1, 1), "x".repeat(256), "too long a topic"))))
                .isFalse();
        assertThat(paired.takes(new Protocol(
                        "x".repeat(255), paired.data(paired.nonce(1, 1), "x".repeat(255), "as long as may be"))))
                .isTrue();
    }

    @Test
    void ofAnotherPairingOfTheSameTwoAreNotTaken(World world) {
        var before = new Paired(world);
        assertThat(before.takes(1, "one")).isTrue();
        Code next = before.raw.code(before.hub.command(ID, "invite", Map.of()), Derivation.DOCUMENT);
        RawPeer.complete(before.raw.respondProven(before.hub, next));
        assertThat(before.takes(2, "two")).isFalse();
    }

    @Test
    void ofAnInitiatorAreTakenByTheirKeys(World world) {
        TestNode ada = HubsTest.node(world, "ada", Map.of(ID + ".accept", "code"));
        TestNode ben = HubsTest.node(world, "ben", Map.of());
        HubsTest.join(ben, HubsTest.words(ada.command(ID, "invite", Map.of())));
        List<Integer> ways = new ArrayList<>();
        world.network().tap((from, to, message) -> {
            if (!message.isEmpty()) {
                ways.add(((Protocol) DeviceMessage.decode(message)).data().at(0));
            }
            return List.of(message);
        });
        say(ada, ben, "x", "y");
        say(ben, ada, "x", "y");
        assertThat(ways).containsExactly(0, 1);
    }

    @Test
    void pingsAreAnsweredAndPongsComeBack(World world) {
        TestNode ada = HubsTest.node(world, "ada", Map.of());
        TestNode ben = HubsTest.node(world, "ben", Map.of());
        HubsTest.pair(ada, ben, "document", world);
        List<String> kinds = new ArrayList<>();
        world.network().tap((from, to, message) -> {
            if (!message.isEmpty()) {
                kinds.add(DeviceMessage.decode(message) instanceof Pong ? from + " pong" : from + " ping");
            }
            return List.of(message);
        });
        for (TestNode from : List.of(ada, ben)) {
            TestNode to = from == ada ? ben : ada;
            TestNode.Seen seen = from.command(ID, "ping", Map.of("device", PeerNames.peerId(to.peer())));
            assertThat(seen.end()).contains("CLOSED: The device has answered.");
            assertThat(seen.told()).contains("answered: " + PeerNames.peerId(to.peer()));
        }
        assertThat(kinds).containsExactly("ada ping", "ben pong", "ben ping", "ada pong");
    }

    @Test
    void aPingThatIsTakenAndNotAnsweredSaysSo(World world) {
        var paired = new Paired(world);
        ScriptedPeer raw = world.peer("raw").listen(RawPeer.DEVICE);
        TestNode.Seen seen = paired.hub.command(ID, "ping", Map.of("device", paired.raw.id()));
        assertThat(DeviceMessage.decode(raw.read())).isInstanceOf(Ping.class);
        raw.send(Bytes.EMPTY);
        world.pass(Duration.ofSeconds(10).minusMillis(10));
        assertThat(seen.end()).isEmpty();
        world.pass(Duration.ofMillis(10));
        assertThat(seen.end()).contains("EXPIRED: The device did not answer the ping.");
        raw.close();
    }

    @Test
    void ofADeviceThatSaysTooMuchAreNotTakenForAMinute(World world) {
        var paired = new Paired(world);
        for (int i = 1; i <= 600; i++) {
            assertThat(paired.takes(new Ping(World.BEGINNING))).as("ping " + i).isTrue();
        }
        assertThat(paired.takes(new Ping(World.BEGINNING))).isFalse();
        assertThat(paired.takes(1, "one too many")).isFalse();
        world.pass(Duration.ofMinutes(1));
        assertThat(paired.takes(1, "one")).isTrue();
        assertThat(paired.heard()).containsExactly("notes: one");
    }

    @Test
    void toSomebodyWhoIsAwaySaySo(World world) {
        TestNode ada = HubsTest.node(world, "ada", Map.of());
        TestNode ben = HubsTest.node(world, "ben", Map.of());
        HubsTest.pair(ada, ben, "document", world);
        ben.crash();
        assertThat(say(ada, ben, "x", "y").end()).contains("FAILED: The device cannot be reached: connection refused.");
    }

    @Test
    void thatCannotBeAreRefusedAtOnce(World world) {
        var paired = new Paired(world);
        String to = paired.raw.id();
        Map<Map<String, String>, String> wrong = new HashMap<>();
        wrong.put(Map.of("protocol", "x", "text", "y"), "'device' is not a peer id");
        wrong.put(Map.of("device", "hello", "protocol", "x"), "'device' is not a peer id");
        wrong.put(Map.of("device", to, "text", "y"), "says what it is about");
        wrong.put(Map.of("device", to, "protocol", "x".repeat(256)), "says what it is about");
        wrong.put(Map.of("device", to, "protocol", "x", "data", "=="), "base64url");
        wrong.put(Map.of("device", to, "protocol", "x", "text", "y".repeat(65_536)), "may have 65536");
        wrong.forEach((arguments, why) -> assertThat(
                        paired.hub.command(ID, "message", arguments).end().orElseThrow())
                .startsWith("FAILED")
                .contains(why));
    }

    @Test
    void ofOneDeviceThatComeTogetherAreAllTaken(World world) {
        var paired = new Paired(world);
        List<ScriptedPeer> streams = new ArrayList<>();
        for (int i = 1; i <= 20; i++) {
            streams.add(world.peer("raw").dial(org.handfast.testkit.MemoryNetwork.stream("hub"), RawPeer.DEVICE));
        }
        for (int i = 0; i < 20; i++) {
            Bytes data = paired.data(paired.nonce(1, i + 1), "notes", "message " + i);
            streams.get(i).put(new Protocol("notes", data).encode());
            world.steps(3);
        }
        world.settle();
        assertThat(streams.getLast().heardNothing()).isFalse();
        assertThat(Optional.of(paired.heard().size()).filter(n -> n >= 1)).isPresent();
        world.pass(Duration.ofMinutes(1));
        assertThat(streams).allMatch(s -> s.closedBecause().isPresent());
    }

    @Test
    void aPersonsQuestionIsNeededBeforeAny(World world) {
        TestNode ada = HubsTest.node(world, "ada", Map.of());
        TestNode ben = HubsTest.node(world, "ben", Map.of());
        HubsTest.join(ben, HubsTest.words(ada.command(ID, "invite", Map.of())));
        assertThat(say(ben, ada, "x", "y").end().orElseThrow()).startsWith("FAILED: No paired");
        ada.answer(Stage.WORDS, Answer.YES);
        assertThat(say(ben, ada, "x", "y").end().orElseThrow()).startsWith("CLOSED");
    }
}

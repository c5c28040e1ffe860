package org.handfast.plugin.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.handfast.api.Address;
import org.handfast.api.Bytes;
import org.handfast.api.Device.Trust;
import org.handfast.api.Event.Answer;
import org.handfast.api.Json;
import org.handfast.api.Peering.Standing;
import org.handfast.api.Shown;
import org.handfast.testkit.TestNode;
import org.handfast.testkit.World;
import org.handfast.testkit.WorldTest;

/** Two devices of ours and a hub between them. */
@WorldTest
class DevicesTest {

    private static final String ID = RelayKeyExchange.ID;

    private static TestNode hub(World world) {
        return world.node("hub", Map.of(), new RelayKeyExchange());
    }

    private static void pair(DeviceUser alice, DeviceUser bob) {
        bob.know(alice.code);
        alice.pair(bob.code);
        alice.answer(Answer.YES);
        bob.answer(Answer.YES);
        assertThat(alice.told("paired")).contains(bob.code);
        assertThat(bob.told("paired")).contains(alice.code);
    }

    @Test
    void twoPeopleCompareTheSameWordsAndTheHubShowsThemToo(World world) {
        TestNode hub = hub(world);
        var alice = new DeviceUser(world, hub, "alice");
        var bob = new DeviceUser(world, hub, "bob");
        assertThat(alice.label()).isEqualTo("Online");

        alice.pair(bob.code);
        assertThat(bob.told("unknown-sender")).containsExactly(alice.code);
        bob.know(alice.code);
        List<Shown> words = alice.question();
        assertThat(words).extracting(Shown::kind).containsExactly(Shown.Kind.CHECK_WORDS, Shown.Kind.CHECK_SYMBOLS);
        assertThat(bob.question()).isEqualTo(words);
        assertThat(alice.node.contents().devices()).isEmpty();
        alice.answer(Answer.YES);
        bob.answer(Answer.YES);

        assertThat(alice.node.device(ID, bob.code).orElseThrow().trust()).isEqualTo(Trust.TRUSTED);
        assertThat(bob.node.device(ID, alice.code).orElseThrow().trust()).isEqualTo(Trust.TRUSTED);
        var relation = hub.node().peerings().list(10).getFirst().peering();
        assertThat(relation.standing()).isEqualTo(Standing.ESTABLISHED);
        assertThat(relation.shown()).containsAll(words);
        List<String> fingerprint =
                alice.node.contents().pairings().getFirst().fingerprints().own();
        assertThat(bob.node.contents().pairings().getFirst().fingerprints().theirs())
                .isEqualTo(fingerprint);
        assertThat(relation.shown())
                .filteredOn(s -> s.values().getFirst().equals(alice.code))
                .singleElement()
                .satisfies(s -> assertThat(s.values().subList(1, 13)).isEqualTo(fingerprint));
    }

    @Test
    void messagesGoBothWaysInOrderAndTheHubCannotReadThem(World world) {
        TestNode hub = hub(world);
        var carried = new ArrayList<Bytes>();
        world.network().tap((from, to, message) -> {
            carried.add(message);
            return List.of(message);
        });
        var alice = new DeviceUser(world, hub, "alice");
        var bob = new DeviceUser(world, hub, "bob");
        pair(alice, bob);
        for (int i = 0; i < 5; i++) {
            alice.send(bob.code, "secret number " + i);
            bob.send(alice.code, "answer \u00e4\ud83d\ude00 " + i);
        }
        assertThat(bob.told("message"))
                .containsExactly(
                        alice.code + " secret number 0",
                        alice.code + " secret number 1",
                        alice.code + " secret number 2",
                        alice.code + " secret number 3",
                        alice.code + " secret number 4");
        assertThat(alice.told("message")).hasSize(5).contains(bob.code + " answer \u00e4\ud83d\ude00 4");
        assertThat(alice.told("accepted"))
                .filteredOn(l -> l.contains(" message "))
                .hasSize(5);
        assertThat(carried)
                .noneMatch(b -> new String(b.toArray(), java.nio.charset.StandardCharsets.UTF_8).contains("secret"));
    }

    @Test
    void whoeverIsAwayGetsItLater(World world) {
        TestNode hub = hub(world);
        var alice = new DeviceUser(world, hub, "alice");
        var bob = new DeviceUser(world, hub, "bob");
        pair(alice, bob);
        bob.node.stop();
        for (int i = 0; i < 3; i++) {
            alice.send(bob.code, "number " + i);
        }
        assertThat(alice.told("accepted"))
                .filteredOn(l -> l.contains(" message "))
                .hasSize(3);
        hub.crash();
        world.pass(Duration.ofSeconds(10));
        hub.start();
        bob.node.start();
        bob.connect();
        assertThat(bob.told("message"))
                .containsExactly(alice.code + " number 0", alice.code + " number 1", alice.code + " number 2");
        world.pass(Duration.ofMinutes(3));
        assertThat(alice.label()).isEqualTo("Online");
        bob.send(alice.code, "thanks");
        assertThat(alice.told("message")).containsExactly(bob.code + " thanks");
    }

    @Test
    void whatIsSentWhileTheHubIsAwayFollowsInOrderAndOnce(World world) {
        TestNode hub = hub(world);
        var alice = new DeviceUser(world, hub, "alice");
        var bob = new DeviceUser(world, hub, "bob");
        pair(alice, bob);
        hub.crash();
        world.settle();
        for (int i = 0; i < 3; i++) {
            alice.send(bob.code, "number " + i);
        }
        world.pass(Duration.ofMinutes(20));
        hub.start();
        world.pass(Duration.ofMinutes(3));
        assertThat(bob.told("message"))
                .containsExactly(alice.code + " number 0", alice.code + " number 1", alice.code + " number 2");
        assertThat(alice.told("accepted"))
                .filteredOn(l -> l.contains(" message "))
                .hasSize(3);
    }

    @Test
    void aCutLinkComesBackAndLosesNothing(World world) {
        TestNode hub = hub(world);
        var alice = new DeviceUser(world, hub, "alice");
        var bob = new DeviceUser(world, hub, "bob");
        pair(alice, bob);
        for (int i = 0; i < 10; i++) {
            alice.command("send", "peer", bob.code, "text", "number " + i);
            world.network().cut(i % 2 == 0 ? "alice" : "bob");
            world.settle();
            world.pass(Duration.ofSeconds(5));
        }
        world.pass(Duration.ofMinutes(2));
        assertThat(bob.told("message")).hasSize(10).doesNotHaveDuplicates();
        assertThat(bob.told("message").getLast()).endsWith("number 9");
    }

    @Test
    void bothMayBeginAtOnce(World world) {
        TestNode hub = hub(world);
        var alice = new DeviceUser(world, hub, "alice");
        var bob = new DeviceUser(world, hub, "bob");
        alice.know(bob.code);
        bob.know(alice.code);
        hub.crash();
        world.settle();
        alice.command("pair", "peer", bob.code);
        bob.command("pair", "peer", alice.code);
        hub.start();
        world.pass(Duration.ofMinutes(3));
        assertThat(alice.question()).isEqualTo(bob.question());
        alice.answer(Answer.YES);
        bob.answer(Answer.YES);
        alice.send(bob.code, "hello");
        assertThat(bob.told("message")).containsExactly(alice.code + " hello");
    }

    @Test
    void wordsThatDifferEndItForBoth(World world) {
        TestNode hub = hub(world);
        var alice = new DeviceUser(world, hub, "alice");
        var bob = new DeviceUser(world, hub, "bob");
        bob.know(alice.code);
        alice.pair(bob.code);
        bob.answer(Answer.NO);
        assertThat(alice.told("bye")).containsExactly(bob.code);
        alice.answer(Answer.YES);
        assertThat(alice.told("paired")).isEmpty();
        assertThat(alice.node.contents().pairings()).isEmpty();
        assertThat(bob.node.contents().pairings()).isEmpty();
        assertThat(hub.node().peerings().list(10).getFirst().peering().standing())
                .isEqualTo(Standing.ENDED);
        alice.pair(bob.code);
        assertThat(alice.question()).isEqualTo(bob.question());
        alice.answer(Answer.YES);
        bob.answer(Answer.YES);
        assertThat(bob.told("paired")).containsExactly(alice.code);
    }

    @Test
    void aMessageWaitsForThePersonWhoStillCompares(World world) {
        TestNode hub = hub(world);
        var alice = new DeviceUser(world, hub, "alice");
        var bob = new DeviceUser(world, hub, "bob");
        bob.know(alice.code);
        alice.pair(bob.code);
        alice.answer(Answer.YES);
        alice.send(bob.code, "early");
        alice.send(bob.code, "bird");
        world.pass(Duration.ofMinutes(1));
        assertThat(bob.told("message")).isEmpty();
        bob.answer(Answer.YES);
        assertThat(bob.told("message")).containsExactly(alice.code + " early", alice.code + " bird");
    }

    @Test
    void aRevocationReachesBoth(World world) {
        TestNode hub = hub(world);
        var alice = new DeviceUser(world, hub, "alice");
        var bob = new DeviceUser(world, hub, "bob");
        pair(alice, bob);
        hub.node().peerings().revoke(ID, new Address(alice.code), new Address(bob.code), "test", "stolen");
        world.settle();
        assertThat(alice.told("revoked").getFirst()).startsWith(bob.code).contains("stolen");
        assertThat(bob.told("revoked").getFirst()).startsWith(alice.code);
        alice.send(bob.code, "still there?");
        assertThat(alice.told("refused").getFirst()).contains("over");
        alice.pair(bob.code);
        alice.answer(Answer.YES);
        bob.answer(Answer.YES);
        alice.send(bob.code, "again");
        assertThat(bob.told("message")).containsExactly(alice.code + " again");
    }

    @Test
    void unpairingTellsTheOtherEnd(World world) {
        TestNode hub = hub(world);
        var alice = new DeviceUser(world, hub, "alice");
        var bob = new DeviceUser(world, hub, "bob");
        pair(alice, bob);
        alice.command("unpair", "peer", bob.code);
        assertThat(bob.told("bye")).containsExactly(alice.code);
        bob.send(alice.code, "hello?");
        assertThat(bob.told("refused")).hasSize(1);
    }

    @Test
    void keysAreRenewedBesideThoseInUse(World world) {
        TestNode hub = hub(world);
        var alice = new DeviceUser(world, hub, "alice");
        var bob = new DeviceUser(world, hub, "bob");
        pair(alice, bob);
        world.pass(Duration.ofDays(31));
        alice.send(bob.code, "old");
        assertThat(alice.told("refused").getFirst()).contains("pair again");
        bob.pair(alice.code);
        bob.answer(Answer.YES);
        alice.answer(Answer.YES);
        alice.send(bob.code, "new");
        assertThat(bob.told("message")).containsExactly(alice.code + " new");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ecdh_public_key", "commit", "nonce", "mac", "in_reply_to"})
    void aHubThatChangesAnythingIsFoundOut(String field) {
        var world = new World(field.hashCode());
        TestNode hub = hub(world);
        var alice = new DeviceUser(world, hub, "alice");
        var bob = new DeviceUser(world, hub, "bob");
        bob.know(alice.code);
        world.network().tap((from, to, message) -> List.of(from.equals("hub") ? changed(message, field) : message));
        alice.pair(bob.code);
        assertThat(alice.node.node().desk().pending()).isEmpty();
        assertThat(alice.told("forged").size() + bob.told("forged").size()).isPositive();
        world.check();
    }

    private static Bytes changed(Bytes message, String field) {
        String text = new String(message.toArray(), java.nio.charset.StandardCharsets.UTF_8);
        return Bytes.utf8(text.replaceAll("(\"" + field + "\":\")0", "$1_")
                .replaceAll("(\"" + field + "\":\")[^_]", "$10")
                .replaceAll("(\"" + field + "\":\")_", "$11"));
    }

    @Test
    void aHubThatGivesOutWrongKeysCannotPassOnWhatTheRealOnesSign(World world) {
        TestNode hub = hub(world);
        var alice = new DeviceUser(world, hub, "alice");
        var bob = new DeviceUser(world, hub, "bob");
        var mallory = new RawUser(world, "mallory");
        bob.command("known", "peer", alice.code, "key", mallory.eddsa());
        alice.pair(bob.code);
        assertThat(bob.told("forged")).containsExactly(alice.code);
        assertThat(alice.node.node().desk().pending()).isEmpty();
        assertThat(bob.node.node().desk().pending()).isEmpty();
    }

    @Test
    void whatIsSaidAgainIsHeardOnce(World world) {
        TestNode hub = hub(world);
        var alice = new DeviceUser(world, hub, "alice");
        var bob = new DeviceUser(world, hub, "bob");
        world.network().tap((from, to, message) -> List.of(message, message));
        pair(alice, bob);
        alice.send(bob.code, "once");
        alice.send(bob.code, "twice");
        assertThat(bob.told("message")).containsExactly(alice.code + " once", alice.code + " twice");
        assertThat(alice.told("paired")).containsExactly(bob.code);
    }

    @Test
    void whatTheHubSaidToAnotherIsNotHeard(World world) {
        TestNode hub = hub(world);
        var alice = new DeviceUser(world, hub, "alice");
        var bob = new DeviceUser(world, hub, "bob");
        var carol = new DeviceUser(world, hub, "carol");
        pair(alice, bob);
        pair(alice, carol);
        var overheard = new ArrayList<Bytes>();
        world.network().tap((from, to, message) -> {
            if (to.equals("carol")
                    && new String(message.toArray(), java.nio.charset.StandardCharsets.UTF_8)
                            .contains("pairing_revoked")) {
                overheard.add(message);
            }
            var all = new ArrayList<Bytes>(to.equals("bob") ? overheard : List.<Bytes>of());
            all.add(message);
            return all;
        });
        hub.node()
                .peerings()
                .revoke(RelayKeyExchange.ID, new Address(carol.code), new Address(alice.code), "test", "lost");
        world.pass(Duration.ofMillis(1));
        assertThat(carol.told("revoked")).hasSize(1);
        assertThat(overheard).isNotEmpty();
        alice.send(bob.code, "still here");
        assertThat(bob.told("revoked")).isEmpty();
        assertThat(bob.told("message")).containsExactly(alice.code + " still here");
    }

    @Test
    void anotherKeyThanTheOneItWasPairedUnderIsRefused(World world) {
        TestNode hub = hub(world);
        var alice = new DeviceUser(world, hub, "alice");
        var bob = new DeviceUser(world, hub, "bob");
        pair(alice, bob);
        alice.command("pair", "peer", bob.code, "key", new RawUser(world, "mallory").eddsa());
        assertThat(alice.told("refused").getFirst()).contains("another key");
    }

    @Test
    void aHubWithAnotherKeyIsNotTalkedTo(World world) {
        TestNode hub = hub(world);
        var alice = new DeviceUser(world, hub, "alice");
        alice.node.stop();
        alice.node.start();
        var seen = alice.command("connect", "endpoint", "ws://hub", "hub-key", "11".repeat(32));
        world.pass(Duration.ofMinutes(1));
        assertThat(seen.end()).isPresent();
        assertThat(seen.labels()).doesNotContain("Online");
    }

    @Test
    void aBlockedUserHearsIt(World world) {
        TestNode hub = hub(world);
        var alice = new DeviceUser(world, hub, "alice");
        hub.node().registry().suspend(hub.device(ID, alice.code).orElseThrow().id(), "test", "");
        world.settle();
        assertThat(alice.seen().end().orElseThrow()).startsWith("REJECTED").contains("blocked");
    }

    @Test
    void aUserOfTheDocumentIsComparedByFingerprint(World world) {
        TestNode hub = hub(world);
        var alice = new DeviceUser(world, hub, "alice");
        var bob = new RawUser(world, "bob").register().connect();
        alice.pair(bob.code());
        bob.read("key_exchange");
        bob.send(bob.to(alice.code, "key_exchange_ack", "ecdh_public_key", bob.ecdh()));
        assertThat(alice.question())
                .extracting(Shown::kind)
                .containsExactly(Shown.Kind.PEER_FINGERPRINT, Shown.Kind.OWN_FINGERPRINT);
        alice.answer(Answer.YES);
        assertThat(alice.told("paired")).containsExactly(bob.code());
        alice.send(bob.code(), "can you read this?");
        assertThat(alice.told("refused").getFirst()).contains("has not shown");

        var carol = new DeviceUser(world, hub, "carol").know(bob.code());
        bob.send(bob.to(carol.code, "key_exchange", "ecdh_public_key", bob.ecdh()));
        assertThat(carol.question())
                .extracting(Shown::kind)
                .containsExactly(Shown.Kind.PEER_FINGERPRINT, Shown.Kind.OWN_FINGERPRINT);
        carol.answer(Answer.NO);
    }

    @Test
    void aPeersNonsenseCostsNothing(World world) {
        TestNode hub = hub(world);
        var alice = new DeviceUser(world, hub, "alice");
        var bob = new RawUser(world, "bob").register().connect();
        alice.know(bob.code());
        alice.pair(bob.code());
        bob.read("key_exchange");
        bob.send(bob.to(alice.code, "key_exchange_ack", "ecdh_public_key", bob.ecdh()));
        for (Json.Members payload : List.of(
                Json.of(),
                Json.of("mac", "x"),
                Json.of("mac", "00".repeat(32)),
                Json.of("mac", 1, "nonce", 2),
                Json.of("seq", 1, "nonce", "", "ciphertext", ""),
                Json.of("seq", -1, "nonce", "AAAAAAAAAAAAAAAA", "ciphertext", "AAAA"),
                Json.of("seq", 1, "nonce", "AAAAAAAAAAAAAAAA", "ciphertext", "AAAA"))) {
            for (String type : List.of("key_confirm", "message")) {
                bob.send(RawUser.with(bob.data(type, payload), "recipient", alice.code));
            }
        }
        assertThat(alice.label()).startsWith("Online");
        assertThat(alice.told("message")).isEmpty();
        alice.answer(Answer.NO);
    }

    @Test
    void commandsAreForWhoeverIsConnected(World world) {
        TestNode hub = hub(world);
        var alice = new DeviceUser(world, hub, "alice");
        alice.node.stop();
        alice.node.start();
        assertThat(alice.command("send", "peer", "AAAAAAA", "text", "x").end().orElseThrow())
                .startsWith("FAILED");
        assertThat(alice.command("connect", "endpoint", "nowhere").end().orElseThrow())
                .startsWith("FAILED");
        assertThat(alice.command("connect", "endpoint", "ws://nowhere").end().orElseThrow())
                .contains("Cannot reach");
    }
}

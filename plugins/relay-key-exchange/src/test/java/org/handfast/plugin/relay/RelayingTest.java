package org.handfast.plugin.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.handfast.api.Address;
import org.handfast.api.Bytes;
import org.handfast.api.Json;
import org.handfast.api.Key;
import org.handfast.api.Peering;
import org.handfast.api.Peering.Standing;
import org.handfast.api.Shown;
import org.handfast.core.crypto.Sha256;
import org.handfast.core.registry.PeeringRecord;
import org.handfast.testkit.TestNode;
import org.handfast.testkit.World;
import org.handfast.testkit.WorldTest;

/** What goes from one user to another, and what does not. */
@WorldTest
class RelayingTest {

    private static final String ID = RelayKeyExchange.ID;

    private static TestNode hub(World world) {
        return world.node("hub", Map.of(), new RelayKeyExchange());
    }

    private static RawUser alice(World world) {
        return new RawUser(world, "alice").register().connect();
    }

    private static RawUser bob(World world) {
        return new RawUser(world, "bob").register().connect();
    }

    private static Peering peering(TestNode hub, RawUser one, RawUser other) {
        return hub.node().peerings().list(10).stream()
                .filter(p ->
                        p.ref().equals(PeeringRecord.Ref.of(ID, new Address(one.code()), new Address(other.code()))))
                .findFirst()
                .orElseThrow()
                .peering();
    }

    /** Both have exchanged keys as the document has it. */
    private static void pair(RawUser alice, RawUser bob) {
        alice.send(alice.exchange(bob));
        bob.read("key_exchange");
        bob.send(ack(bob, bob.idOf(alice.frame(alice.exchange(bob))), alice));
        bob.send(bob.answer(alice));
        alice.read("key_exchange_ack");
        alice.send(ack(alice, alice.idOf(bob.frame(bob.answer(alice))), bob));
    }

    private static Json.Members ack(RawUser by, String id, RawUser sender) {
        return by.data("ack", Json.of("id", id, "sender", sender.code()));
    }

    @Test
    void anExchangeIsRelayedByteForByteBothWays(World world) {
        TestNode hub = hub(world);
        RawUser alice = alice(world);
        RawUser bob = bob(world);
        String data = "{ \"message\": {\"type\":\"key_exchange\", \"payload\":{\"ecdh_public_key\":\"" + alice.ecdh()
                + "\"}}, \"sender\":\"" + alice.code() + "\",\t\"recipient\":\"" + bob.code() + "\"}";
        Bytes frame =
                Bytes.utf8("{\"signature\":\"" + alice.sign(Bytes.utf8(data)).hex() + "\",  \"data\":" + data + "}\n");
        alice.sendRaw(frame);
        assertThat(bob.readRaw()).isEqualTo(frame);
        assertThat(peering(hub, alice, bob).standing()).isEqualTo(Standing.PROPOSED);
        Bytes answer = bob.frame(bob.answer(alice));
        bob.sendRaw(answer);
        assertThat(alice.readRaw()).isEqualTo(answer);
        assertThat(alice.heardNothing()).isTrue();
        Peering pairing = peering(hub, alice, bob);
        assertThat(pairing.standing()).isEqualTo(Standing.ESTABLISHED);
        assertThat(pairing.proposer().value()).isEqualTo(alice.code());
        assertThat(pairing.shown()).extracting(Shown::kind).containsOnly(Shown.Kind.FINGERPRINT);
        assertThat(pairing.shown())
                .allMatch(s -> s.values().size() == 13)
                .extracting(s -> s.values().getFirst())
                .containsExactlyInAnyOrder(alice.code(), bob.code());
    }

    @Test
    void anExchangeIsShort(World world) {
        hub(world);
        RawUser alice = alice(world);
        RawUser bob = bob(world);
        Json.Members padded = RawUser.with(alice.exchange(bob), "pad", "x".repeat(2_048));
        alice.send(padded);
        assertThat(alice.error()).isEqualTo("too_large");
        assertThat(bob.heardNothing()).isTrue();
    }

    @Test
    void soManyExchangesAMinuteAndNoMore(World world) {
        world.node("hub", Map.of(ID + ".exchanges-per-minute", "3"), new RelayKeyExchange());
        RawUser alice = alice(world);
        RawUser bob = bob(world);
        for (int i = 0; i < 4; i++) {
            alice.send(RawUser.with(alice.exchange(bob), "pad", "x" + i));
        }
        for (int i = 0; i < 3; i++) {
            bob.read("key_exchange");
        }
        assertThat(bob.heardNothing()).isTrue();
        assertThat(alice.error()).isEqualTo("rate_limited");
        world.pass(Duration.ofMinutes(1));
        alice.send(RawUser.with(alice.exchange(bob), "pad", "x9"));
        bob.read("key_exchange");
    }

    @Test
    void whoeverIsAwayFindsItInTheMailbox(World world) {
        hub(world);
        RawUser alice = alice(world);
        var bob = new RawUser(world, "bob").register();
        Json.Members exchange = RawUser.with(alice.exchange(bob), "id", "x1");
        alice.send(exchange);
        assertThat(RawUser.payload(alice.read("accepted")).text("id")).contains("x1");
        bob.connect();
        assertThat(bob.readRaw()).isEqualTo(alice.frame(exchange));
        bob.close();
        bob.connect();
        assertThat(bob.readRaw()).isEqualTo(alice.frame(exchange));
        bob.send(ack(bob, "x1", alice));
        bob.close();
        bob.connect();
        assertThat(bob.heardNothing()).isTrue();
    }

    @Test
    void aConnectThatMayBeRecordedDoesNotEmptyAMailbox(World world) {
        hub(world);
        RawUser alice = alice(world);
        var bob = new RawUser(world, "bob").register();
        alice.send(alice.exchange(bob));
        bob.connect().read("key_exchange");
        world.pass(Duration.ofMinutes(1));
        bob.close();
        bob.connectAfresh().read("key_exchange");
        world.pass(Duration.ofMinutes(1));
        bob.close();
        bob.connectAfresh();
        assertThat(bob.heardNothing()).isTrue();
    }

    @Test
    void aMessageIsAcceptedOnceItIsAcknowledged(World world) {
        hub(world);
        RawUser alice = alice(world);
        RawUser bob = bob(world);
        pair(alice, bob);
        alice.send(RawUser.with(alice.to(bob.code(), "message", "seq", 1), "id", "m1"));
        bob.read("message");
        assertThat(alice.heardNothing()).isTrue();
        bob.send(ack(bob, "m1", alice));
        assertThat(RawUser.payload(alice.read("accepted")).text("id")).contains("m1");
        alice.send(RawUser.with(alice.to(bob.code(), "message", "seq", 2), "id", "m2"));
        bob.read("message");
        bob.close();
        assertThat(RawUser.payload(alice.read("accepted")).text("id")).contains("m2");
        bob.connect();
        bob.read("message");
    }

    @Test
    void whoeverGivesNoIdsIsNotToldOfAny(World world) {
        hub(world);
        RawUser alice = alice(world);
        RawUser bob = bob(world);
        pair(alice, bob);
        alice.send(alice.to(bob.code(), "message", "seq", 1));
        bob.send(ack(bob, alice.idOf(bob.readRaw()), alice));
        assertThat(alice.heardNothing()).isTrue();
        assertThat(bob.heardNothing()).isTrue();
    }

    @Test
    void aFullMailboxIsSaid(World world) {
        hub(world);
        RawUser alice = alice(world);
        RawUser bob = bob(world);
        pair(alice, bob);
        bob.close();
        for (int i = 0; i < 50; i++) {
            alice.send(RawUser.with(alice.to(bob.code(), "message", "seq", i), "id", "m" + i))
                    .read("accepted");
        }
        alice.send(RawUser.with(alice.to(bob.code(), "message", "seq", 50), "id", "m50"));
        assertThat(alice.errorAbout("mailbox_full")).contains("m50");
        alice.send(alice.to(bob.code(), "message", "seq", 51));
        assertThat(alice.errorAbout("mailbox_full")).isPresent();
    }

    @Test
    void aStrangerHasOneExchangeWaiting(World world) {
        hub(world);
        RawUser alice = alice(world);
        var bob = new RawUser(world, "bob").register();
        for (int i = 0; i < 60; i++) {
            Key key = alice.crypto.generate(Key.Algorithm.X25519).publicKey();
            alice.send(alice.to(
                    bob.code(), "key_exchange", "ecdh_public_key", key.bytes().hex()));
        }
        assertThat(alice.heardNothing()).isTrue();
        bob.connect().read("key_exchange");
        assertThat(bob.heardNothing()).isTrue();
    }

    @Test
    void aStrangerHasOneByeWaiting(World world) {
        hub(world);
        RawUser alice = alice(world);
        var bob = new RawUser(world, "bob").register();
        for (int i = 0; i < 10; i++) {
            Key key = alice.crypto.generate(Key.Algorithm.X25519).publicKey();
            alice.send(alice.to(
                    bob.code(), "key_exchange", "ecdh_public_key", key.bytes().hex()));
            alice.send(RawUser.with(alice.to(bob.code(), "bye"), "id", "b" + i)).read("accepted");
        }
        bob.connect().read("key_exchange");
        bob.read("bye");
        assertThat(bob.heardNothing()).isTrue();
    }

    @Test
    void aRecipientIsNamedKnownAndSomebodyElse(World world) {
        hub(world);
        RawUser alice = alice(world);
        alice.send(alice.data("key_exchange", Json.of("ecdh_public_key", alice.ecdh())));
        assertThat(alice.error()).isEqualTo("invalid_message");
        alice.send(alice.exchange(alice));
        assertThat(alice.error()).isEqualTo("invalid_message");
        for (String code : List.of("AAAAAAA", "server", "", "x".repeat(300))) {
            alice.send(alice.to(code, "key_exchange", "ecdh_public_key", alice.ecdh()));
            assertThat(alice.error()).isEqualTo("unknown_recipient");
        }
    }

    @Test
    void anExchangeNeedsAKey(World world) {
        TestNode hub = hub(world);
        RawUser alice = alice(world);
        RawUser bob = bob(world);
        for (String key :
                List.of("", "00".repeat(32), "ab", "ff".repeat(32), alice.ecdh().toUpperCase(java.util.Locale.ROOT))) {
            alice.send(alice.to(bob.code(), "key_exchange", "ecdh_public_key", key));
            assertThat(alice.error()).isEqualTo("invalid_message");
        }
        alice.send(alice.to(bob.code(), "key_exchange"));
        assertThat(alice.error()).isEqualTo("invalid_message");
        assertThat(hub.node().peerings().list(10)).isEmpty();
        assertThat(bob.heardNothing()).isTrue();
    }

    @Test
    void strangersExchangeKeysBeforeAnythingElse(World world) {
        hub(world);
        RawUser alice = alice(world);
        RawUser bob = bob(world);
        for (String type : List.of("message", "key_confirm", "bye")) {
            alice.send(alice.to(bob.code(), type));
            assertThat(alice.error()).isEqualTo("refused");
        }
        alice.send(alice.answer(bob));
        assertThat(alice.error()).isEqualTo("refused");
        alice.send(alice.exchange(bob));
        alice.send(alice.to(bob.code(), "message"));
        assertThat(alice.error()).isEqualTo("refused");
        bob.read("key_exchange");
        assertThat(bob.heardNothing()).isTrue();
    }

    @Test
    void anAnswerIsToTheLastExchange(World world) {
        hub(world);
        RawUser alice = alice(world);
        RawUser bob = bob(world);
        alice.send(alice.exchange(bob));
        bob.read("key_exchange");
        bob.send(bob.to(
                alice.code(), "key_exchange_ack", "ecdh_public_key", bob.ecdh(), "in_reply_to", "00".repeat(32)));
        assertThat(bob.error()).isEqualTo("refused");
        String exchange = Sha256.of(alice.sign(alice.exchange(bob).canonical())).hex();
        bob.send(bob.to(alice.code(), "key_exchange_ack", "ecdh_public_key", bob.ecdh(), "in_reply_to", exchange));
        alice.read("key_exchange_ack");
    }

    @Test
    void anExchangeThatIsSignedAnewIsTheSameUnderEitherName(World world) {
        TestNode hub = hub(world);
        RawUser alice = alice(world);
        RawUser bob = bob(world);
        Json.Members first = RawUser.with(alice.exchange(bob), "id", "x", "at", "2026-03-01T12:00:00Z");
        Json.Members again = RawUser.with(alice.exchange(bob), "id", "x", "at", "2026-03-01T12:00:01Z");
        alice.send(first).send(again);
        bob.read("key_exchange");
        for (Json.Members sent : List.of(first, again)) {
            bob.send(bob.to(
                    alice.code(),
                    "key_exchange_ack",
                    "ecdh_public_key",
                    bob.ecdh(),
                    "in_reply_to",
                    alice.idOf(alice.frame(sent))));
        }
        assertThat(bob.heardNothing()).isTrue();
        assertThat(peering(hub, alice, bob).standing()).isEqualTo(Standing.ESTABLISHED);
    }

    @Test
    void anExchangeThatIsRepeatedIsRelayedAgainAndChangesNothing(World world) {
        TestNode hub = hub(world);
        RawUser alice = alice(world);
        RawUser bob = bob(world);
        pair(alice, bob);
        Peering before = peering(hub, alice, bob);
        world.pass(Duration.ofHours(1));
        alice.send(alice.exchange(bob));
        bob.send(bob.answer(alice));
        assertThat(peering(hub, alice, bob)).isEqualTo(before);
    }

    @Test
    void aNewExchangeLeavesThePairingUntilItIsAnswered(World world) {
        TestNode hub = hub(world);
        RawUser alice = alice(world);
        RawUser bob = bob(world);
        pair(alice, bob);
        bob.send(bob.exchange(alice));
        alice.read("key_exchange");
        assertThat(peering(hub, alice, bob).standing()).isEqualTo(Standing.ESTABLISHED);
        assertThat(peering(hub, alice, bob).proposer().value()).isEqualTo(alice.code());
        alice.send(alice.answer(bob));
        bob.read("key_exchange_ack");
        assertThat(peering(hub, alice, bob).proposer().value()).isEqualTo(bob.code());
    }

    @Test
    void wordsAreShownOnceTheCommitmentIsOpened(World world) {
        TestNode hub = hub(world);
        RawUser alice = alice(world);
        RawUser bob = bob(world);
        Bytes nonce1 = alice.crypto.random(32);
        Bytes nonce2 = bob.crypto.random(32);
        Bytes id1 = Bytes.utf8(alice.code());
        Bytes key1 = alice.agreement.publicKey().bytes();
        var comparison = new org.handfast.core.comparison.CheckWords(ID);
        String commit = comparison.commit(id1, key1, nonce1).hex();
        alice.send(alice.to(bob.code(), "key_exchange", "ecdh_public_key", alice.ecdh(), "commit", commit));
        bob.read("key_exchange");
        bob.send(bob.to(alice.code(), "key_exchange_ack", "ecdh_public_key", bob.ecdh(), "nonce", nonce2.hex()));
        alice.send(alice.to(
                bob.code(), "key_confirm", "nonce", bob.crypto.random(32).hex()));
        assertThat(words(hub, alice, bob)).isEmpty();
        bob.send(bob.to(alice.code(), "key_confirm", "nonce", nonce1.hex()));
        assertThat(words(hub, alice, bob)).isEmpty();
        alice.send(alice.to(bob.code(), "key_confirm", "nonce", nonce1.hex()));
        assertThat(words(hub, alice, bob))
                .isEqualTo(comparison.checkWords(new org.handfast.api.Comparison.Ends(
                        id1,
                        key1,
                        Bytes.utf8(bob.code()),
                        bob.agreement.publicKey().bytes(),
                        Bytes.utf8(hub.toolkit().hub().id()),
                        Bytes.hex(commit),
                        nonce2,
                        nonce1)));
    }

    private static List<Shown> words(TestNode hub, RawUser alice, RawUser bob) {
        return peering(hub, alice, bob).shown().stream()
                .filter(s -> s.kind() != Shown.Kind.FINGERPRINT)
                .toList();
    }

    @Test
    void bothAreToldOfARevocationAndTheOldExchangeDoesNotBringItBack(World world) {
        TestNode hub = hub(world);
        RawUser alice = alice(world);
        RawUser bob = bob(world);
        pair(alice, bob);
        bob.close();
        hub.node().peerings().revoke(ID, new Address(bob.code()), new Address(alice.code()), "test", "lost");
        world.settle();
        Json.Members told = alice.read("pairing_revoked");
        assertThat(told.text("sender")).contains("server");
        assertThat(RawUser.payload(told).text("peer")).contains(bob.code());
        assertThat(RawUser.payload(told).text("reason").orElseThrow()).contains("lost");
        bob.connect();
        Json.Members later = bob.read("pairing_revoked");
        assertThat(RawUser.payload(later).text("peer")).contains(alice.code());
        bob.send(bob.data("ack", Json.of("id", later.text("id").orElseThrow(), "sender", "server")));
        bob.close();
        bob.connect();
        assertThat(bob.heardNothing()).isTrue();

        alice.send(alice.to(bob.code(), "message", "seq", 1));
        assertThat(alice.error()).isEqualTo("refused");
        alice.send(alice.exchange(bob));
        assertThat(alice.error()).isEqualTo("refused");
        bob.send(bob.answer(alice));
        assertThat(bob.error()).isEqualTo("refused");
        assertThat(peering(hub, alice, bob).standing()).isEqualTo(Standing.ENDED);

        Key fresh = alice.crypto.generate(Key.Algorithm.X25519).publicKey();
        alice.send(alice.to(
                bob.code(), "key_exchange", "ecdh_public_key", fresh.bytes().hex()));
        bob.read("key_exchange");
        assertThat(peering(hub, alice, bob).standing()).isEqualTo(Standing.PROPOSED);
        alice.send(alice.exchange(bob));
        assertThat(peering(hub, alice, bob).standing()).isEqualTo(Standing.PROPOSED);
    }

    @Test
    void aRevocationIsToldOnceThereIsRoomForThat(World world) {
        TestNode hub = world.node("hub", Map.of("limit.conversations", "2"), new RelayKeyExchange());
        RawUser alice = alice(world);
        RawUser bob = bob(world);
        pair(alice, bob);
        hub.node().peerings().revoke(ID, new Address(bob.code()), new Address(alice.code()), "test", "lost");
        world.settle();
        assertThat(alice.heardNothing()).isTrue();
        bob.close();
        world.pass(Duration.ofSeconds(2));
        alice.read("pairing_revoked");
    }

    @Test
    void anOfferFromBeforeTheEndIsNotAnsweredAfterIt(World world) {
        TestNode hub = hub(world);
        RawUser alice = alice(world);
        RawUser bob = bob(world);
        pair(alice, bob);
        hub.node().peerings().revoke(ID, new Address(bob.code()), new Address(alice.code()), "test", "lost");
        world.settle();
        alice.read("pairing_revoked");
        bob.read("pairing_revoked");
        Key fresh = bob.crypto.generate(Key.Algorithm.X25519).publicKey();
        bob.send(bob.to(
                alice.code(), "key_exchange", "ecdh_public_key", fresh.bytes().hex()));
        alice.read("key_exchange");
        bob.send(bob.answer(alice));
        assertThat(bob.error()).isEqualTo("refused");
        assertThat(peering(hub, alice, bob).standing()).isEqualTo(Standing.PROPOSED);
        bob.send(bob.to(alice.code(), "message", "seq", 1));
        assertThat(bob.error()).isEqualTo("refused");
    }

    @Test
    void aByeEndsIt(World world) {
        TestNode hub = hub(world);
        RawUser alice = alice(world);
        RawUser bob = bob(world);
        pair(alice, bob);
        bob.send(bob.to(alice.code(), "bye"));
        alice.read("bye");
        assertThat(peering(hub, alice, bob).standing()).isEqualTo(Standing.ENDED);
        alice.send(alice.to(bob.code(), "message"));
        assertThat(alice.error()).isEqualTo("refused");
    }

    @Test
    void nothingGoesToABlockedUser(World world) {
        TestNode hub = hub(world);
        RawUser alice = alice(world);
        RawUser bob = bob(world);
        pair(alice, bob);
        var id = hub.device(ID, bob.code()).orElseThrow().id();
        hub.node().registry().suspend(id, "test", "");
        world.settle();
        assertThat(bob.error()).isEqualTo("refused");
        assertThat(bob.closed()).isPresent();
        alice.send(alice.to(bob.code(), "message"));
        assertThat(alice.error()).isEqualTo("refused");
        bob.open("/ws").send(bob.data("connect"));
        assertThat(bob.error()).isEqualTo("refused");
        assertThat(bob.closed()).isPresent();
    }

    @Test
    void aMessageFromBeforeTheStartIsAskedForAgain(World world) {
        TestNode hub = hub(world);
        RawUser alice = alice(world);
        RawUser bob = bob(world);
        pair(alice, bob);
        Json.Members message = RawUser.with(alice.to(bob.code(), "message"), "id", "m1", "at", "2026-03-01T12:00:00Z");
        hub.crash();
        world.pass(Duration.ofSeconds(1));
        hub.start();
        alice.connect();
        alice.send(message);
        assertThat(alice.errorAbout("retry")).contains("m1");
        alice.send(RawUser.with(message, "at", world.clock().now().toString()));
        bob.connect().read("message");
    }

    @Test
    void whatWasAcceptedOutlivesAKill(World world) {
        TestNode hub = hub(world);
        RawUser alice = alice(world);
        var bob = new RawUser(world, "bob").register();
        alice.send(RawUser.with(alice.exchange(bob), "id", "x1")).read("accepted");
        hub.crash();
        hub.start();
        bob.connect().read("key_exchange");
        assertThat(peering(hub, alice, bob).standing()).isEqualTo(Standing.PROPOSED);
    }
}

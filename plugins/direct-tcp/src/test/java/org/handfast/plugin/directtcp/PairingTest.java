package org.handfast.plugin.directtcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.handfast.api.Device.Trust;
import org.handfast.api.DeviceId;
import org.handfast.api.Event.Answer;
import org.handfast.api.Key;
import org.handfast.api.PairingId;
import org.handfast.api.Question.Stage;
import org.handfast.api.Shown;
import org.handfast.api.Step.Outcome;
import org.handfast.core.registry.DeviceRecord;
import org.handfast.plugin.directtcp.wire.Packet.Hello;
import org.handfast.plugin.directtcp.wire.Packet.Refusal;
import org.handfast.plugin.directtcp.wire.Revision;
import org.handfast.testkit.TestNode;
import org.handfast.testkit.World;
import org.handfast.testkit.WorldTest;

/** Pairing as people do it, between a hub and a device that are both ours, and with peers of the document. */
@WorldTest
class PairingTest {

    private static final String ID = DirectTcp.ID;

    private static TestNode hub(World world) {
        return world.node("hub", Map.of(), new DirectTcp());
    }

    private static TestNode device(World world) {
        return world.node("laptop", Map.of(), new DirectTcp());
    }

    private static TestNode.Seen pair(TestNode device, String revision) {
        return device.command(ID, "pair", Map.of("endpoint", "hub", "name", "Ada's laptop", "revision", revision));
    }

    private static DeviceRecord only(TestNode node) {
        List<DeviceRecord> devices = node.contents().devices();
        assertThat(devices).hasSize(1);
        return devices.getFirst();
    }

    private static String address(DeviceRecord device) {
        return device.addresses().getFirst().address().value();
    }

    private static List<Shown> shown(TestNode node, Shown.Kind... kinds) {
        return node.question().shown().stream()
                .filter(s -> List.of(kinds).contains(s.kind()))
                .toList();
    }

    private static void pairFully(TestNode hub, TestNode device) {
        pair(device, "document");
        hub.answer(Stage.CONTACT, Answer.YES);
        hub.answer(Stage.WORDS, Answer.YES);
        device.answer(Stage.WORDS, Answer.YES);
    }

    private static TestNode.Seen connect(TestNode device) {
        return device.command(ID, "connect", Map.of("endpoint", "hub", "device", address(only(device))));
    }

    @ParameterizedTest
    @EnumSource
    void twoPeopleCompareTheSameWordsAndBothEndsAreConnected(Revision revision) {
        var world = new World(revision.ordinal());
        TestNode hub = hub(world);
        TestNode device = device(world);

        TestNode.Seen seen = pair(device, revision.name());
        assertThat(hub.question().claimed().name()).isEqualTo("Ada's laptop");
        hub.answer(Stage.CONTACT, Answer.YES);
        assertThat(shown(hub, Shown.Kind.CHECK_WORDS, Shown.Kind.CHECK_SYMBOLS))
                .hasSize(2)
                .isEqualTo(shown(device, Shown.Kind.CHECK_WORDS, Shown.Kind.CHECK_SYMBOLS));
        hub.answer(Stage.WORDS, Answer.YES);
        assertThat(hub.contents().devices()).isEmpty();
        device.answer(Stage.WORDS, Answer.YES);

        assertThat(seen.labels()).endsWith("Connected");
        assertThat(hub.flight().label()).isEqualTo("Connected");
        assertThat(only(hub).trust()).isEqualTo(Trust.TRUSTED);
        assertThat(only(hub).name()).isEqualTo("Ada's laptop");
        assertThat(only(hub).approval()).map(DeviceRecord.Approved::by).contains("test");
        assertThat(hub.node().registry().connected(only(hub))).isTrue();
        assertThat(only(device).trust()).isEqualTo(Trust.TRUSTED);
        world.check();
    }

    @Test
    void aDeviceMayCompareFirst(World world) {
        TestNode hub = hub(world);
        TestNode device = device(world);
        pair(device, "document");
        hub.answer(Stage.CONTACT, Answer.YES);
        device.answer(Stage.WORDS, Answer.YES);
        assertThat(device.flight().label()).isEqualTo("CheckingKeys");
        hub.answer(Stage.WORDS, Answer.YES);
        assertThat(device.flight().label()).isEqualTo("Connected");
    }

    @Test
    void bothEndsKeepTheSameFingerprints(World world) {
        TestNode hub = hub(world);
        TestNode device = device(world);
        pairFully(hub, device);
        var here = hub.contents().pairings().getFirst().fingerprints();
        var there = device.contents().pairings().getFirst().fingerprints();
        assertThat(here.own()).hasSize(12).isEqualTo(there.theirs());
        assertThat(here.theirs()).hasSize(12).isEqualTo(there.own());
    }

    @ParameterizedTest
    @EnumSource
    void aDeviceThatIsTurnedAwayIsToldAsItsRevisionAllows(Revision revision) {
        var world = new World(3);
        TestNode hub = hub(world);
        TestNode device = device(world);
        TestNode.Seen seen = pair(device, revision.name());
        hub.answer(Stage.CONTACT, Answer.NO);
        assertThat(seen.end().orElseThrow()).startsWith("REJECTED");
        assertThat(hub.flight().outcome()).contains(Outcome.REJECTED);
        assertThat(hub.contents().devices()).isEmpty();
        world.check();
    }

    @Test
    void wordsThatDifferEndItAndLeaveNothing(World world) {
        TestNode hub = hub(world);
        TestNode device = device(world);
        pair(device, "later");
        hub.answer(Stage.CONTACT, Answer.YES);
        hub.answer(Stage.WORDS, Answer.NO);
        assertThat(hub.contents().pairings()).isEmpty();
        assertThat(hub.contents().devices()).isEmpty();
        assertThat(device.contents().pairings()).isEmpty();
        assertThat(device.contents().devices()).isEmpty();
    }

    @Test
    void aDeviceThatSaysTheWordsDifferEndsItToo(World world) {
        TestNode hub = hub(world);
        TestNode device = device(world);
        pair(device, "document");
        hub.answer(Stage.CONTACT, Answer.YES);
        device.answer(Stage.WORDS, Answer.NO);
        assertThat(hub.node().desk().pending()).isEmpty();
        assertThat(hub.contents().pairings()).isEmpty();
        assertThat(device.contents().pairings()).isEmpty();
    }

    @Test
    void aQuestionThatNobodyAnswersExpires(World world) {
        TestNode hub = hub(world);
        TestNode device = device(world);
        TestNode.Seen seen = pair(device, "document");
        world.pass(Duration.ofMinutes(5).minusMillis(1));
        assertThat(hub.node().desk().pending()).hasSize(1);
        world.pass(Duration.ofMillis(1));
        assertThat(hub.node().desk().pending()).isEmpty();
        assertThat(hub.flight().outcome()).contains(Outcome.EXPIRED);
        assertThat(seen.end()).isPresent();
    }

    @Test
    void aPolicyAnswersBothQuestions(World world) {
        TestNode hub = world.node("hub", Map.of("approval.default", "accept"), new DirectTcp());
        TestNode device = world.node("laptop", Map.of("approval.default", "accept"), new DirectTcp());
        pair(device, "document");
        assertThat(only(hub).trust()).isEqualTo(Trust.TRUSTED);
        assertThat(only(hub).approval()).map(DeviceRecord.Approved::by).contains("policy accept");
    }

    @Test
    void aPolicyTurnsEverybodyAway(World world) {
        TestNode hub = world.node("hub", Map.of("approval.default", "deny"), new DirectTcp());
        TestNode device = device(world);
        assertThat(pair(device, "later").end().orElseThrow()).startsWith("REJECTED");
        assertThat(hub.contents().devices()).isEmpty();
    }

    @Test
    void aTrustedDeviceReconnectsByKeyChecksAlone(World world) {
        TestNode hub = hub(world);
        TestNode device = device(world);
        pairFully(hub, device);
        for (int i = 0; i < 3; i++) {
            hub.stop();
            hub.start();
            assertThat(connect(device).labels()).endsWith("Connected");
            assertThat(hub.node().desk().pending()).isEmpty();
            assertThat(hub.flight().label()).isEqualTo("Connected");
            assertThat(hub.node().registry().connected(only(hub))).isTrue();
        }
    }

    @Test
    void aNewConnectionTakesThePlaceOfTheOldOne(World world) {
        TestNode hub = hub(world);
        TestNode device = device(world);
        pairFully(hub, device);
        connect(device);
        assertThat(hub.flights())
                .extracting(f -> f.outcome().map(Enum::name).orElse(f.label()))
                .containsExactlyInAnyOrder("Connected", "CLOSED");
        assertThat(hub.node().registry().connected(only(hub))).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void aRevokedDeviceIsDisconnectedAndRefusedFromThenOn(Revision revision) {
        var world = new World(4);
        TestNode hub = hub(world);
        TestNode device = device(world);
        pairFully(hub, device);
        DeviceId id = only(hub).id();
        hub.node().registry().revoke(id, "test", "it was stolen");
        world.settle();
        assertThat(hub.node().registry().connected(only(hub))).isFalse();
        assertThat(hub.contents().pairings()).isEmpty();
        var again = device.command(
                ID, "connect", Map.of("endpoint", "hub", "device", address(only(device)), "revision", revision.name()));
        assertThat(again.end().orElseThrow()).startsWith("REJECTED");
        assertThat(pair(device, revision.name()).end()).isPresent();
        assertThat(hub.node().desk().pending()).isEmpty();
        assertThat(only(hub).trust()).isEqualTo(Trust.REVOKED);
        world.check();
    }

    @Test
    void aRevokedDeviceHearsItInTheWordsOfItsRevision(World world) {
        TestNode hub = hub(world);
        for (Revision revision : Revision.values()) {
            var raw = new RawDevice(world, revision, "raw " + revision).dial("hub");
            raw.hello(false);
            raw.ask("Raw");
            hub.answer(Stage.CONTACT, Answer.YES);
            Key key = raw.exchangeKeys();
            hub.answer(Stage.WORDS, Answer.YES);
            raw.answerCheck(key);
            hub.node()
                    .registry()
                    .revoke(hub.device(ID, raw.id.toString()).orElseThrow().id(), "test", "");
            world.settle();
            if (revision == Revision.LATER) {
                assertThat(raw.read(Refusal.class)).isEqualTo(Refusal.denied());
            }
            assertThat(raw.closed()).isTrue();
            raw.dial("hub").send(new Hello(raw.id, true));
            if (revision == Revision.LATER) {
                assertThat(raw.read(Refusal.class)).isEqualTo(Refusal.denied());
            } else {
                assertThat(raw.read(Hello.class).paired()).isFalse();
            }
            assertThat(raw.closed()).isTrue();
        }
    }

    @Test
    void aForgottenDeviceIsAStrangerAgainAndMayAskAnew(World world) {
        TestNode hub = hub(world);
        TestNode device = device(world);
        pairFully(hub, device);
        hub.node().registry().revoke(only(hub).id(), "test", "");
        world.settle();
        hub.node().registry().forget(only(hub).id(), "test");
        assertThat(hub.contents().devices()).isEmpty();
        pair(device, "document");
        hub.answer(Stage.CONTACT, Answer.YES);
        hub.answer(Stage.WORDS, Answer.YES);
        device.answer(Stage.WORDS, Answer.YES);
        assertThat(only(hub).trust()).isEqualTo(Trust.TRUSTED);
    }

    @Test
    void pairingAgainReplacesTheKeysOnlyOnceTheNewOnesAreProven(World world) {
        TestNode hub = hub(world);
        TestNode device = device(world);
        pairFully(hub, device);
        Key before = hub.contents().pairings().getFirst().theirKey();
        pair(device, "document");
        hub.answer(Stage.CONTACT, Answer.YES);
        assertThat(hub.contents().pairings()).hasSize(2);
        assertThat(only(hub).key(ID)).contains(before);
        hub.answer(Stage.WORDS, Answer.YES);
        device.answer(Stage.WORDS, Answer.YES);
        Key after = hub.contents().pairings().getFirst().theirKey();
        assertThat(hub.contents().pairings()).hasSize(1);
        assertThat(after).isNotEqualTo(before);
        assertThat(only(hub).key(ID)).contains(after);
        assertThat(connect(device).labels()).endsWith("Connected");
    }

    @Test
    void anImpostorsFailedPairingLeavesTheRealDeviceAsItWas(World world) {
        TestNode hub = hub(world);
        TestNode device = device(world);
        pairFully(hub, device);
        DeviceRecord before = only(hub);
        var impostor = new RawDevice(world, Revision.DOCUMENT, "impostor").dial("hub");
        impostor.send(new Hello(java.util.UUID.fromString(address(before)), false))
                .read(Hello.class);
        impostor.ask("Mallory");
        hub.answer(Stage.CONTACT, Answer.YES);
        impostor.exchangeKeys();
        hub.answer(Stage.WORDS, Answer.NO);
        assertThat(only(hub).name()).isEqualTo("Ada's laptop");
        assertThat(only(hub).keys()).isEqualTo(before.keys());
        assertThat(connect(device).labels()).endsWith("Connected");
    }

    @Test
    void aHubDoesNotPairWithItself(World world) {
        TestNode hub = hub(world);
        var seen = hub.command(ID, "pair", Map.of("endpoint", "hub"));
        assertThat(seen.end().orElseThrow()).startsWith("FAILED");
        assertThat(hub.contents().pairings()).isEmpty();
    }

    @Test
    void aNameIsCleanedBeforeAnybodySeesIt(World world) {
        TestNode hub = hub(world);
        var raw = new RawDevice(world, Revision.DOCUMENT, "raw").dial("hub");
        raw.hello(false);
        raw.ask("\u202egnp.exe\u0000\u0007\n" + "x".repeat(1_000));
        assertThat(hub.question().claimed().name()).hasSize(64).doesNotContain("\u202e", "\u0000", "\n");
        hub.answer(Stage.CONTACT, Answer.NO);
    }

    @Test
    void aPeerOfTheDocumentIsShownFingerprintsSinceItCommittedToNothing(World world) {
        TestNode hub = hub(world);
        var raw = new RawDevice(world, Revision.DOCUMENT, "raw").dial("hub");
        assertThat(raw.hello(false).paired()).isFalse();
        raw.ask("Raw");
        hub.answer(Stage.CONTACT, Answer.YES);
        Key key = raw.exchangeKeys();
        assertThat(hub.question().shown())
                .extracting(Shown::kind)
                .containsExactly(Shown.Kind.PEER_FINGERPRINT, Shown.Kind.OWN_FINGERPRINT);
        assertThat(hub.question().shown()).allMatch(s -> s.values().size() == 12);
        hub.answer(Stage.WORDS, Answer.YES);
        raw.answerCheck(key);
        assertThat(only(hub).trust()).isEqualTo(Trust.TRUSTED);
    }

    @Test
    void aPeerThatForgetsItsChallengeIsStillServed(World world) {
        TestNode hub = hub(world);
        var raw = new RawDevice(world, Revision.DOCUMENT, "raw").dial("hub");
        raw.hello(false);
        raw.ask("Raw");
        hub.answer(Stage.CONTACT, Answer.YES);
        Key key = raw.exchangeKeys();
        hub.answer(Stage.WORDS, Answer.YES);
        raw.answerCheck(key);
        raw.close();

        raw.dial("hub");
        assertThat(raw.hello(true).paired()).isTrue();
        var challenge = raw.random(256);
        raw.send(new org.handfast.plugin.directtcp.wire.Packet.KeyCheck(raw.seal(key, challenge)));
        var echo = raw.open(
                key,
                raw.read(org.handfast.plugin.directtcp.wire.Packet.KeyCheck.class)
                        .message());
        assertThat(echo).isEqualTo(challenge);
        // It takes the answer for a challenge and sends it back once more.
        raw.send(new org.handfast.plugin.directtcp.wire.Packet.KeyCheck(raw.seal(key, echo)));
        raw.answerCheck(key);
        assertThat(hub.flight().label()).isEqualTo("Connected");
    }

    @Test
    void aDeviceThatNeverProvedItselfMayConnectUnproven(World world) {
        TestNode hub = hub(world);
        var raw = paired(hub, world);
        forgetProof(hub, raw);
        raw.dial("hub");
        raw.hello(true);
        Key key = hub.contents().pairings().getFirst().ownKey();
        raw.check(key);
        world.pass(Duration.ofSeconds(10));
        assertThat(hub.flight().label()).isEqualTo("ConnectedUnproven");
        assertThat(hub.node().registry().connected(only(hub))).isFalse();
        raw.answerCheck(key);
        assertThat(hub.flight().label()).isEqualTo("Connected");
        assertThat(only(hub).facts()).extracting(DeviceRecord.Fact::name).contains("proven");
    }

    @Test
    void aDeviceThatOnceProvedItselfMustProveItselfEverAfter(World world) {
        TestNode hub = hub(world);
        var raw = paired(hub, world);
        raw.dial("hub");
        raw.hello(true);
        raw.check(hub.contents().pairings().getFirst().ownKey());
        world.pass(Duration.ofSeconds(10));
        assertThat(raw.closed()).isTrue();
        assertThat(hub.flight().reason()).contains("did not prove itself");
        assertThat(only(hub).trust()).isEqualTo(Trust.TRUSTED);
        assertThat(only(hub).facts()).contains(new DeviceRecord.Fact(ID, "failed-key-checks", "1"));
    }

    @Test
    void aPolicyDemandsProofOfEverybody(World world) {
        TestNode hub = world.node("hub", Map.of("direct-tcp.require-proof", "true"), new DirectTcp());
        var raw = paired(hub, world);
        forgetProof(hub, raw);
        raw.dial("hub");
        raw.hello(true);
        raw.check(hub.contents().pairings().getFirst().ownKey());
        world.pass(Duration.ofSeconds(10));
        assertThat(raw.closed()).isTrue();
    }

    @Test
    void keysThatWereUsedTooOftenAskForANewPairing(World world) {
        TestNode hub = world.node("hub", Map.of("direct-tcp.messages-per-key-pair", "8"), new DirectTcp());
        TestNode device = device(world);
        pairFully(hub, device);
        String last = "";
        for (int i = 0; i < 4; i++) {
            last = connect(device).labels().toString();
        }
        assertThat(last).doesNotContain("Connected");
        assertThat(hub.flights()).anyMatch(f -> f.reason().contains("pair again"));
        pair(device, "document");
        hub.answer(Stage.CONTACT, Answer.YES);
        hub.answer(Stage.WORDS, Answer.YES);
        device.answer(Stage.WORDS, Answer.YES);
        assertThat(hub.flight().label()).isEqualTo("Connected");
    }

    private static RawDevice paired(TestNode hub, World world) {
        var raw = new RawDevice(world, Revision.DOCUMENT, "raw").dial("hub");
        raw.hello(false);
        raw.ask("Raw");
        hub.answer(Stage.CONTACT, Answer.YES);
        Key key = raw.exchangeKeys();
        hub.answer(Stage.WORDS, Answer.YES);
        raw.answerCheck(key);
        raw.close();
        return raw;
    }

    /** As if the pairing had come from a time when no proof was asked for. */
    private static void forgetProof(TestNode hub, RawDevice raw) {
        DeviceRecord device = hub.device(ID, raw.id.toString()).orElseThrow();
        hub.store()
                .store()
                .commit(org.handfast.core.store.Changes.of(
                        new org.handfast.core.store.Write.PutDevice(device.withoutFacts(ID))));
    }

    @Test
    void aConnectionThatSaysNothingIsClosed(World world) {
        TestNode hub = hub(world);
        var raw = new RawDevice(world, Revision.DOCUMENT, "raw").dial("hub");
        world.pass(Duration.ofSeconds(10));
        assertThat(raw.closed()).isTrue();
        assertThat(hub.flight().outcome()).contains(Outcome.EXPIRED);
    }

    @Test
    void nobodyAtTheEndpointIsSaidSo(World world) {
        TestNode device = device(world);
        var seen = device.command(ID, "pair", Map.of("endpoint", "nowhere"));
        assertThat(seen.end().orElseThrow()).isEqualTo("FAILED: Cannot reach nowhere: connection refused");
    }

    @Test
    void theAuditLogSaysWhoApprovedWhat(World world) {
        TestNode hub = hub(world);
        TestNode device = device(world);
        pairFully(hub, device);
        hub.node().registry().revoke(only(hub).id(), "test", "");
        world.settle();
        hub.node().audit().seal();
        assertThat(hub.node().ports().store().sealedAudit(0, 100))
                .extracting(s -> s.record().action())
                .containsExactly("question-accepted", "question-accepted", "device-approved", "device-revoked");
    }

    @Test
    void aPairingIsKnownByItsAddressOnly(World world) {
        TestNode hub = hub(world);
        TestNode device = device(world);
        pairFully(hub, device);
        assertThat(hub.contents().pairings().getFirst().ref().pairing())
                .isEqualTo(PairingId.hub(only(hub).addresses().getFirst().address()));
        assertThat(Optional.of(hub.flight().address().orElseThrow()))
                .contains(only(hub).addresses().getFirst().address());
    }
}

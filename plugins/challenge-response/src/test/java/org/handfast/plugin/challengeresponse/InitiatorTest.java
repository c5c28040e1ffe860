package org.handfast.plugin.challengeresponse;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.handfast.api.Bytes;
import org.handfast.api.Device.Trust;
import org.handfast.api.Event.Answer;
import org.handfast.api.Question.Stage;
import org.handfast.api.Shown;
import org.handfast.core.approval.PendingQuestion;
import org.handfast.plugin.challengeresponse.code.Code;
import org.handfast.plugin.challengeresponse.code.Derivation;
import org.handfast.plugin.challengeresponse.code.Proofs;
import org.handfast.plugin.challengeresponse.wire.PairingMessage.Challenge;
import org.handfast.plugin.challengeresponse.wire.PairingMessage.Complete;
import org.handfast.plugin.challengeresponse.wire.PairingMessage.PairingRequest;
import org.handfast.plugin.challengeresponse.wire.PairingMessage.Response;
import org.handfast.plugin.challengeresponse.wire.PeerNames;
import org.handfast.testkit.ScriptedPeer;
import org.handfast.testkit.TestNode;
import org.handfast.testkit.World;
import org.handfast.testkit.WorldTest;

/** The side that made the words, against joiners of every kind. */
@WorldTest
class InitiatorTest {

    private static final String ID = ChallengeResponse.ID;
    private static final Bytes ZEROS = Bytes.wrap(new byte[32]);

    private static TestNode hub(World world, String... settings) {
        Map<String, String> all = new java.util.HashMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            all.put(settings[i], settings[i + 1]);
        }
        return world.node("hub", all, new ChallengeResponse());
    }

    private static Code invite(TestNode hub, RawPeer reader) {
        return reader.code(hub.command(ID, "invite", Map.of()), Derivation.DOCUMENT);
    }

    private static void answer(TestNode hub, World world, RawPeer about, Answer answer) {
        PendingQuestion pending = hub.node().desk().pending().stream()
                .filter(p -> p.question().about().value().equals(about.id()))
                .findFirst()
                .orElseThrow();
        hub.node().desk().answer(pending.id(), answer, "test");
        world.settle();
    }

    private static List<String> waiting(TestNode hub) {
        return hub.node().desk().pending().stream()
                .map(p -> p.question().about().value())
                .toList();
    }

    private static void noByte(ScriptedPeer stream) {
        assertThat(stream.heardNothing()).isTrue();
        assertThat(stream.closedBecause()).isPresent();
    }

    private static void refused(ScriptedPeer stream, String why) {
        Complete complete = RawPeer.complete(stream);
        assertThat(complete.success()).isFalse();
        assertThat(complete.reason().orElseThrow()).contains(why);
    }

    private static boolean paired(TestNode hub, RawPeer peer) {
        return hub.device(ID, peer.id()).filter(d -> d.trust() == Trust.TRUSTED).isPresent();
    }

    @Test
    void aJoinerThatProvesTheCodeIsPairedOnceAPersonAgrees(World world) {
        TestNode hub = hub(world);
        var raw = new RawPeer(world, "raw");
        Code code = invite(hub, raw);
        Challenge challenge = raw.ask(hub, code);
        Proofs proofs = Proofs.of(code, hub.peer(), raw.key, challenge.challenge(), raw.crypto);
        assertThat(challenge.proof()).contains(proofs.initiator());
        assertThat(challenge.device().isOf(hub.peer(), raw.crypto)).isTrue();
        ScriptedPeer stream =
                raw.say(hub, raw.provenResponse(hub, code, challenge).encode());
        assertThat(stream.heardNothing()).isTrue();
        assertThat(hub.contents().devices()).isEmpty();
        hub.answer(Stage.WORDS, Answer.YES);
        Complete complete = RawPeer.complete(stream);
        assertThat(complete.success()).isTrue();
        assertThat(complete.proof()).contains(proofs.complete(proofs.joiner()));
        assertThat(paired(hub, raw)).isTrue();
        assertThat(hub.device(ID, raw.id()).orElseThrow().name()).isEqualTo("Raw raw");
        assertThat(hub.audit())
                .anyMatch(r -> r.action().equals("device-approved") && r.actor().equals("test"));
    }

    @Test
    void anOriginalJoinerIsPairedToo(World world) {
        TestNode hub = hub(world);
        var raw = new RawPeer(world, "raw");
        var seen = hub.command(ID, "invite", Map.of("derivation", "original"));
        Code code = raw.code(seen, Derivation.ORIGINAL);
        assertThat(seen.told()).anyMatch(line -> line.startsWith("warning: "));
        Challenge challenge = raw.ask(hub, code);
        assertThat(challenge.proof()).isEmpty();
        assertThat(challenge.nonce()).isEmpty();
        ScriptedPeer stream = raw.say(hub, raw.response(code, challenge).encode());
        hub.answer(Stage.WORDS, Answer.YES);
        Complete complete = RawPeer.complete(stream);
        assertThat(complete.success()).isTrue();
        assertThat(complete.proof()).isEmpty();
        assertThat(paired(hub, raw)).isTrue();
        assertThat(HubsTest.fact(hub.device(ID, raw.id()).orElseThrow(), "proven"))
                .isEqualTo("no");
    }

    @Test
    void operatorsDoNotSeeACodeThatIsItsOwnSession(World world) {
        TestNode hub = hub(world);
        TestNode joiner = world.node("joiner", Map.of(), new ChallengeResponse());
        var raw = new RawPeer(world, "raw");
        var seen = hub.command(ID, "invite", Map.of("derivation", "original"));
        Code code = raw.code(seen, Derivation.ORIGINAL);
        HubsTest.join(joiner, HubsTest.words(seen), "derivation", "original", "accept-unproven", "yes");
        raw.say(hub, raw.response(code, raw.ask(hub, code)).encode()).close();
        for (TestNode node : List.of(hub, joiner)) {
            assertThat(node.contents().offers()).isNotEmpty();
            assertThat(node.contents().offers().toString())
                    .doesNotContain(code.session().hex());
            assertThat(node.contents().items().toString())
                    .doesNotContain(code.session().hex());
            assertThat(node.flights().toString()).doesNotContain(code.session().hex());
            assertThat(node.audit().toString()).doesNotContain(code.session().hex());
        }
    }

    @Test
    void aPersonSeesPeerAddressAndThatNothingWasProven(World world) {
        TestNode hub = hub(world);
        var raw = new RawPeer(world, "raw");
        raw.respond(hub, invite(hub, raw));
        assertThat(hub.question().shown())
                .extracting(Shown::kind)
                .contains(Shown.Kind.PEER_FINGERPRINT, Shown.Kind.OWN_FINGERPRINT);
        assertThat(hub.question().shown().stream().flatMap(s -> s.values().stream()))
                .contains("Peer " + raw.id(), "It has not proven the code")
                .anyMatch(line -> line.startsWith("Address raw:"));
        assertThat(hub.question().inPerson()).isTrue();
    }

    @Test
    void noPolicyAcceptsWithoutProof(World world) {
        TestNode hub = hub(world, "approval.default", "accept", ID + ".accept", "code");
        var raw = new RawPeer(world, "raw");
        var good = new RawPeer(world, "good");
        Code code = invite(hub, raw);
        ScriptedPeer stream = raw.respond(hub, code);
        assertThat(stream.heardNothing()).isTrue();
        assertThat(waiting(hub)).containsExactly(raw.id());
        assertThat(RawPeer.complete(good.respondProven(hub, code)).success()).isTrue();
        refused(stream, "proven to have the code");
        assertThat(waiting(hub)).isEmpty();
        assertThat(paired(hub, raw)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"code", "person"})
    void aProofIsEnoughIfTheOperatorSaysSo(String accept) {
        var world = new World(7);
        TestNode hub = hub(world, ID + ".accept", accept);
        var raw = new RawPeer(world, "raw");
        ScriptedPeer stream = raw.respondProven(hub, invite(hub, raw));
        assertThat(stream.heardNothing()).isEqualTo(accept.equals("person"));
        assertThat(paired(hub, raw)).isEqualTo(accept.equals("code"));
        stream.close();
        world.check();
    }

    @Test
    void aCodeWorksOnce(World world) {
        TestNode hub = hub(world, ID + ".accept", "code");
        var raw = new RawPeer(world, "raw");
        var late = new RawPeer(world, "late");
        Code code = invite(hub, raw);
        Challenge early = late.ask(hub, code);
        RawPeer.complete(raw.respondProven(hub, code));
        noByte(late.say(hub, late.request(code).encode()));
        noByte(late.say(hub, late.provenResponse(hub, code, early).encode()));
        noByte(raw.say(hub, raw.request(code).encode()));
        assertThat(paired(hub, late)).isFalse();
        assertThat(hub.contents().offers()).isEmpty();
    }

    @Test
    void aCodeWorksForFiveMinutes(World world) {
        TestNode hub = hub(world);
        var raw = new RawPeer(world, "raw");
        var late = new RawPeer(world, "late");
        var seen = hub.command(ID, "invite", Map.of());
        Code code = raw.code(seen, Derivation.DOCUMENT);
        world.pass(Duration.ofMinutes(5).minusMillis(10));
        Challenge inTime = raw.ask(hub, code);
        world.pass(Duration.ofMillis(20));
        noByte(late.say(hub, late.request(code).encode()));
        assertThat(raw.say(hub, raw.provenResponse(hub, code, inTime).encode()).heardNothing())
                .isTrue();
        assertThat(waiting(hub)).containsExactly(raw.id());
        assertThat(seen.end().orElseThrow()).startsWith("EXPIRED");
    }

    @Test
    void aCodeThatNobodyComesForEnds(World world) {
        TestNode hub = hub(world);
        var raw = new RawPeer(world, "raw");
        var seen = hub.command(ID, "invite", Map.of());
        Code code = raw.code(seen, Derivation.DOCUMENT);
        world.pass(Duration.ofMinutes(5));
        assertThat(seen.end().orElseThrow()).isEqualTo("EXPIRED: Nobody came for the code in time.");
        noByte(raw.say(hub, raw.request(code).encode()));
    }

    @Test
    void aCodeThatIsTakenBackIsNoMore(World world) {
        TestNode hub = hub(world);
        var raw = new RawPeer(world, "raw");
        Code code = invite(hub, raw);
        raw.ask(hub, code);
        hub.node().offers().takeBack(hub.contents().offers().getFirst().ref(), "test");
        noByte(raw.say(hub, raw.request(code).encode()));
    }

    @Test
    void nobodyIsAskedAboutWhoeverHasAChallengeOfACodeThatIsTakenBack(World world) {
        TestNode hub = hub(world);
        var raw = new RawPeer(world, "raw");
        var late = new RawPeer(world, "late");
        Code code = invite(hub, raw);
        Challenge challenge = raw.ask(hub, code);
        Challenge another = late.ask(hub, code);
        hub.node().offers().takeBack(hub.contents().offers().getFirst().ref(), "test");
        refused(raw.say(hub, raw.provenResponse(hub, code, challenge).encode()), "taken back");
        world.pass(Duration.ofMinutes(6));
        noByte(late.say(hub, late.provenResponse(hub, code, another).encode()));
        assertThat(waiting(hub)).isEmpty();
    }

    @Test
    void whoeverCancelsAnInvitationTakesItsCodeBack(World world) {
        TestNode hub = hub(world);
        var raw = new RawPeer(world, "raw");
        var seen = hub.command(ID, "invite", Map.of());
        Code code = raw.code(seen, Derivation.DOCUMENT);
        hub.node().engine().cancel(hub.flight().id(), "Enough.");
        world.settle();
        assertThat(seen.end()).contains("CANCELLED: Enough.");
        assertThat(hub.contents().offers()).isEmpty();
        noByte(raw.say(hub, raw.request(code).encode()));
    }

    @Test
    void anUnknownSessionGetsNoByte(World world) {
        TestNode hub = hub(world);
        var raw = new RawPeer(world, "raw");
        noByte(raw.say(
                hub,
                raw.request(Code.of(Derivation.DOCUMENT, ZEROS.slice(0, 16), raw.crypto))
                        .encode()));
    }

    @Test
    void strangersWithSessionsOfTheirOwnLeaveNothing(World world) {
        TestNode hub = hub(world, ID + ".failures", "20");
        var raw = new RawPeer(world, "raw");
        Code code = invite(hub, raw);
        int before = hub.flights().size();
        for (int i = 0; i < 10; i++) {
            Bytes entropy = raw.crypto.random(16);
            noByte(raw.say(
                    hub,
                    raw.request(Code.of(Derivation.DOCUMENT, entropy, raw.crypto))
                            .encode()));
        }
        for (int i = 0; i < 25; i++) {
            raw.say(hub, Bytes.hex("a1")).close();
        }
        // It has failed too often by now to be told anything.
        noByte(raw.say(hub, raw.request(code).encode()));
        assertThat(hub.flights()).hasSize(before);
        assertThat(hub.node().engine().size()).isEqualTo(1);
    }

    @Test
    void aRepeatedRequestGetsTheSameChallenge(World world) {
        TestNode hub = hub(world);
        var raw = new RawPeer(world, "raw");
        Code code = invite(hub, raw);
        Challenge first = raw.ask(hub, code);
        world.pass(Duration.ofSeconds(30));
        for (int i = 0; i < 20; i++) {
            assertThat(raw.ask(hub, code)).isEqualTo(first);
        }
        var other = new RawPeer(world, "other");
        assertThat(other.ask(hub, code).challenge()).isNotEqualTo(first.challenge());
    }

    @Test
    void aChallengeIsSpentByTheFirstResponse(World world) {
        TestNode hub = hub(world);
        var raw = new RawPeer(world, "raw");
        Code code = invite(hub, raw);
        Challenge first = raw.ask(hub, code);
        Bytes wrong = new Response(
                        code.session(), Bytes.wrap(new byte[64]), raw.device(), Optional.empty(), Optional.empty())
                .encode();
        refused(raw.say(hub, wrong), "signature");
        refused(raw.say(hub, raw.provenResponse(hub, code, first).encode()), "no open challenge");
        assertThat(raw.ask(hub, code).challenge()).isNotEqualTo(first.challenge());
    }

    @Test
    void theSameResponseGetsTheSameCompleteUntilTheSessionEnds(World world) {
        TestNode hub = hub(world, ID + ".accept", "code");
        var raw = new RawPeer(world, "raw");
        Code code = invite(hub, raw);
        Bytes response = raw.provenResponse(hub, code, raw.ask(hub, code)).encode();
        ScriptedPeer lost = raw.say(hub, response);
        Bytes complete = lost.read();
        lost.close();
        for (int i = 0; i < 3; i++) {
            world.pass(Duration.ofMinutes(3));
            ScriptedPeer again = raw.say(hub, response);
            assertThat(again.read()).isEqualTo(complete);
            again.close();
        }
        var thief = new RawPeer(world, "thief");
        noByte(thief.say(hub, response));
        world.pass(Duration.ofMinutes(1));
        noByte(raw.say(hub, response));
    }

    @Test
    void theSameResponseOnAnotherStreamIsAnsweredThere(World world) {
        TestNode hub = hub(world);
        var raw = new RawPeer(world, "raw");
        Code code = invite(hub, raw);
        Bytes response = raw.provenResponse(hub, code, raw.ask(hub, code)).encode();
        ScriptedPeer first = raw.say(hub, response);
        ScriptedPeer second = raw.say(hub, response);
        noByte(first);
        second.drop();
        world.settle();
        ScriptedPeer third = raw.say(hub, response);
        hub.answer(Stage.WORDS, Answer.YES);
        assertThat(RawPeer.complete(third).success()).isTrue();
    }

    @Test
    void sixteenStatesAreKeptAndTheOldestGivesWay(World world) {
        TestNode hub = hub(world);
        List<RawPeer> peers = new ArrayList<>();
        for (int i = 0; i < 18; i++) {
            peers.add(new RawPeer(world, "raw " + i));
        }
        Code code = invite(hub, peers.getFirst());
        List<Challenge> challenges = new ArrayList<>();
        for (RawPeer peer : peers.subList(0, 16)) {
            challenges.add(peer.ask(hub, code));
        }
        ScriptedPeer waits = peers.get(0)
                .say(hub, peers.get(0).response(code, challenges.get(0)).encode());
        assertThat(peers.get(1).ask(hub, code)).isEqualTo(challenges.get(1));
        peers.get(16).ask(hub, code);
        assertThat(peers.get(2).ask(hub, code)).isEqualTo(challenges.get(2));
        refused(
                peers.get(1)
                        .say(hub, peers.get(1).response(code, challenges.get(1)).encode()),
                "no open challenge");
        assertThat(waiting(hub)).containsExactly(peers.get(0).id());
        hub.answer(Stage.WORDS, Answer.YES);
        assertThat(RawPeer.complete(waits).success()).isTrue();
    }

    @Test
    void aFloodFromOnePlaceDrivesOutNobodyElse(World world) {
        TestNode hub = hub(world, ID + ".accept", "code");
        var good = new RawPeer(world, "good");
        Code code = invite(hub, good);
        Challenge challenge = good.ask(hub, code);
        for (int i = 0; i < 40; i++) {
            new RawPeer(world, "flood " + i, "elsewhere").ask(hub, code);
        }
        assertThat(RawPeer.complete(good.say(
                                hub, good.provenResponse(hub, code, challenge).encode()))
                        .success())
                .isTrue();
    }

    @Test
    void threeWaitForAPersonAndAFourthIsRefusedAtOnce(World world) {
        TestNode hub = hub(world);
        List<RawPeer> peers = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            peers.add(new RawPeer(world, "raw " + i));
        }
        Code code = invite(hub, peers.getFirst());
        List<ScriptedPeer> streams = new ArrayList<>();
        for (RawPeer peer : peers.subList(0, 3)) {
            streams.add(peer.respond(hub, code));
        }
        refused(peers.get(3).respond(hub, code), "Too many devices wait");
        assertThat(waiting(hub)).hasSize(3);
        // One of each peer: one that answers anew takes its own place.
        ScriptedPeer anew = peers.get(0).respond(hub, code);
        assertThat(waiting(hub)).hasSize(3);
        noByte(streams.get(0));
        answer(hub, world, peers.get(0), Answer.NO);
        refused(anew, "turned it away");
        streams.add(peers.get(3).respond(hub, code));
        assertThat(waiting(hub)).hasSize(3);
        // Who has proven the code is not kept out by them, and sends them away.
        ScriptedPeer good = peers.get(4).respondProven(hub, code);
        assertThat(waiting(hub)).containsExactly(peers.get(4).id());
        for (ScriptedPeer stream : streams.subList(1, 4)) {
            refused(stream, "proven to have the code");
        }
        refused(peers.get(1).respond(hub, code), "proven to have the code");
        hub.answer(Stage.WORDS, Answer.YES);
        assertThat(RawPeer.complete(good).success()).isTrue();
    }

    @Test
    void aStreamStaysOpenForFiftySecondsAndTheApprovalForTenMinutes(World world) {
        TestNode hub = hub(world);
        var raw = new RawPeer(world, "raw");
        var seen = hub.command(ID, "invite", Map.of());
        Code code = raw.code(seen, Derivation.DOCUMENT);
        ScriptedPeer stream = raw.respond(hub, code);
        world.pass(Duration.ofSeconds(50).minusMillis(10));
        assertThat(stream.heardNothing()).isTrue();
        world.pass(Duration.ofMillis(10));
        refused(stream, "try again");
        world.pass(Duration.ofMinutes(7));
        assertThat(waiting(hub)).containsExactly(raw.id());
        hub.answer(Stage.WORDS, Answer.YES);
        assertThat(paired(hub, raw)).isFalse();
        var other = new RawPeer(world, "other");
        noByte(other.say(hub, other.request(code).encode()));
        assertThat(RawPeer.complete(raw.respond(hub, code)).success()).isTrue();
        assertThat(paired(hub, raw)).isTrue();
        assertThat(seen.end().orElseThrow()).startsWith("CLOSED: Paired with " + raw.id());
    }

    @Test
    void anApprovalIsOfOnePeerThatHasProvenAsMuch(World world) {
        TestNode hub = hub(world);
        var raw = new RawPeer(world, "raw");
        var other = new RawPeer(world, "other");
        Code code = invite(hub, raw);
        ScriptedPeer stream = raw.respond(hub, code);
        world.pass(Duration.ofSeconds(50));
        refused(stream, "try again");
        hub.answer(Stage.WORDS, Answer.YES);
        ScriptedPeer others = other.respond(hub, code);
        assertThat(others.heardNothing()).isTrue();
        ScriptedPeer proven = raw.respondProven(hub, code);
        assertThat(proven.heardNothing()).isTrue();
        assertThat(waiting(hub)).containsExactly(raw.id());
        assertThat(paired(hub, raw)).isFalse();
        proven.close();
    }

    @Test
    void anApprovalEndsWithTheSession(World world) {
        TestNode hub = hub(world);
        var raw = new RawPeer(world, "raw");
        Code code = invite(hub, raw);
        ScriptedPeer stream = raw.respond(hub, code);
        world.pass(Duration.ofSeconds(50));
        refused(stream, "try again");
        hub.answer(Stage.WORDS, Answer.YES);
        world.pass(Duration.ofMinutes(10).minusSeconds(50));
        noByte(raw.say(hub, raw.request(code).encode()));
        assertThat(hub.contents().devices()).isEmpty();
    }

    @Test
    void whoIsTurnedAwayStaysSo(World world) {
        TestNode hub = hub(world);
        var raw = new RawPeer(world, "raw");
        Code code = invite(hub, raw);
        ScriptedPeer stream = raw.respond(hub, code);
        hub.answer(Stage.WORDS, Answer.NO);
        refused(stream, "turned it away");
        refused(raw.respond(hub, code), "turned it away");
        assertThat(waiting(hub)).isEmpty();
        var good = new RawPeer(world, "good");
        ScriptedPeer proven = good.respondProven(hub, code);
        hub.answer(Stage.WORDS, Answer.YES);
        assertThat(RawPeer.complete(proven).success()).isTrue();
    }

    @Test
    void aCodeThatAWrongDeviceHasProvenIsNoLongerGood(World world) {
        TestNode hub = hub(world);
        var raw = new RawPeer(world, "raw");
        var seen = hub.command(ID, "invite", Map.of());
        Code code = raw.code(seen, Derivation.DOCUMENT);
        ScriptedPeer stream = raw.respondProven(hub, code);
        hub.answer(Stage.WORDS, Answer.NO);
        refused(stream, "turned it away");
        var good = new RawPeer(world, "good");
        noByte(good.say(hub, good.request(code).encode()));
        assertThat(seen.end().orElseThrow()).startsWith("REJECTED");
        assertThat(hub.contents().offers()).isEmpty();
    }

    @Test
    void questionsOfOthersDoNotEndACode(World world) {
        TestNode hub = hub(world);
        for (int i = 0; i < 6; i++) {
            var stranger = new RawPeer(world, "stranger " + i, "elsewhere");
            stranger.respond(hub, invite(hub, stranger));
        }
        assertThat(waiting(hub)).hasSize(5);
        var raw = new RawPeer(world, "raw", "elsewhere");
        Code code = invite(hub, raw);
        refused(raw.respondProven(hub, code), "Nobody decided");
        answer(hub, world, new RawPeer(world, "stranger 0", "elsewhere"), Answer.NO);
        ScriptedPeer again = raw.respondProven(hub, code);
        answer(hub, world, raw, Answer.YES);
        assertThat(RawPeer.complete(again).success()).isTrue();
    }

    @Test
    void aForeignPublicKeyGetsNoByte(World world) {
        TestNode hub = hub(world);
        var raw = new RawPeer(world, "raw");
        var other = new RawPeer(world, "other");
        Code code = invite(hub, raw);
        noByte(raw.say(
                hub,
                new PairingRequest(code.session(), raw.device(), PeerNames.publicKey(other.key), Optional.empty())
                        .encode()));
        noByte(raw.say(
                hub, new PairingRequest(code.session(), raw.device(), raw.key.bytes(), Optional.empty()).encode()));
    }

    @Test
    void whatARequestSaysOfItsDeviceIsNotHeldAgainstIt(World world) {
        TestNode hub = hub(world);
        var raw = new RawPeer(world, "raw");
        Code code = invite(hub, raw);
        var request = new PairingRequest(
                code.session(), raw.device(hub.peer()), PeerNames.publicKey(raw.key), Optional.empty());
        assertThat(RawPeer.challenge(raw.say(hub, request.encode())).challenge().size())
                .isEqualTo(32);
    }

    @Test
    void aResponseForAnotherDeviceIsRefused(World world) {
        TestNode hub = hub(world);
        var raw = new RawPeer(world, "raw");
        var other = new RawPeer(world, "other");
        Code code = invite(hub, raw);
        Challenge challenge = raw.ask(hub, code);
        refused(
                raw.say(
                        hub,
                        new Response(
                                        code.session(),
                                        raw.sign(challenge),
                                        raw.device(other.key),
                                        Optional.of(raw.proof(hub, code, challenge)),
                                        Optional.empty())
                                .encode()),
                "another device");
    }

    @Test
    void aResponseOfAnotherPeerIsRefused(World world) {
        TestNode hub = hub(world);
        var raw = new RawPeer(world, "raw");
        var thief = new RawPeer(world, "thief");
        Code code = invite(hub, raw);
        Challenge challenge = raw.ask(hub, code);
        refused(thief.say(hub, raw.provenResponse(hub, code, challenge).encode()), "no open challenge");
        thief.ask(hub, code);
        refused(thief.say(hub, raw.provenResponse(hub, code, challenge).encode()), "signature");
        assertThat(raw.say(hub, raw.provenResponse(hub, code, challenge).encode())
                        .heardNothing())
                .isTrue();
    }

    @Test
    void aStrangerWhoSawTheSessionProvesNothing(World world) {
        TestNode hub = hub(world, ID + ".accept", "code");
        var raw = new RawPeer(world, "raw");
        Code code = invite(hub, raw);
        refused(raw.respondProven(hub, raw.stranger(code)), "proof is wrong");
        assertThat(waiting(hub)).isEmpty();
        assertThat(paired(hub, raw)).isFalse();
    }

    @Test
    void aProofOfAnotherFormIsAWrongOne(World world) {
        TestNode hub = hub(world);
        var raw = new RawPeer(world, "raw");
        Code code = invite(hub, raw);
        Challenge challenge = raw.ask(hub, code);
        refused(
                raw.say(
                        hub,
                        new Response(
                                        code.session(),
                                        raw.sign(challenge),
                                        raw.device(),
                                        Optional.of(Bytes.hex("00")),
                                        Optional.empty())
                                .encode()),
                "proof is wrong");
    }

    @Test
    void anyProofUnderAnOriginalCodeIsAWrongOne(World world) {
        TestNode hub = hub(world);
        var raw = new RawPeer(world, "raw");
        Code code = raw.code(hub.command(ID, "invite", Map.of("derivation", "original")), Derivation.ORIGINAL);
        refused(raw.respondProven(hub, code), "proof is wrong");
    }

    @Test
    void whoeverOpensAnotherCommitmentIsRefused(World world) {
        TestNode hub = hub(world);
        var raw = new RawPeer(world, "raw");
        Code code = invite(hub, raw);
        Bytes nonce = raw.crypto.random(32);
        Bytes commit = TestCrypto.comparison().commit(Bytes.utf8(raw.id()), raw.key.bytes(), nonce);
        var request =
                new PairingRequest(code.session(), raw.device(), PeerNames.publicKey(raw.key), Optional.of(commit));
        for (Bytes opening : List.of(ZEROS, Bytes.hex("00"), nonce)) {
            Challenge challenge = RawPeer.challenge(raw.say(hub, request.encode()));
            assertThat(challenge.nonce().orElseThrow().size()).isEqualTo(32);
            ScriptedPeer stream = raw.say(
                    hub,
                    new Response(
                                    code.session(),
                                    raw.sign(challenge),
                                    raw.device(),
                                    Optional.empty(),
                                    Optional.of(opening))
                            .encode());
            if (opening.equals(nonce)) {
                assertThat(hub.question().shown()).extracting(Shown::kind).contains(Shown.Kind.CHECK_WORDS);
            } else {
                refused(stream, "other check words");
            }
        }
    }

    @Test
    void aCommitmentThatIsNoneGetsNoByte(World world) {
        TestNode hub = hub(world);
        var raw = new RawPeer(world, "raw");
        Code code = invite(hub, raw);
        PairingRequest sound = raw.request(code);
        noByte(raw.say(
                hub,
                new PairingRequest(
                                sound.session(),
                                sound.device(),
                                sound.publicKey(),
                                Optional.of(Bytes.wrap(new byte[31])))
                        .encode()));
    }

    @Test
    void anotherCommitmentGetsTheSameChallengeAndAnotherNonce(World world) {
        TestNode hub = hub(world);
        var raw = new RawPeer(world, "raw");
        Code code = invite(hub, raw);
        List<Challenge> challenges = new ArrayList<>();
        for (Bytes commit : List.of(ZEROS, TestCrypto.CHALLENGE)) {
            challenges.add(RawPeer.challenge(raw.say(
                    hub,
                    new PairingRequest(code.session(), raw.device(), PeerNames.publicKey(raw.key), Optional.of(commit))
                            .encode())));
        }
        assertThat(challenges.get(0).challenge()).isEqualTo(challenges.get(1).challenge());
        assertThat(challenges.get(0).nonce()).isNotEqualTo(challenges.get(1).nonce());
    }

    @Test
    void whatDoesNotBelongHereGetsNoByte(World world) {
        TestNode hub = hub(world);
        var raw = new RawPeer(world, "raw");
        Code code = invite(hub, raw);
        noByte(raw.say(hub, new Complete(code.session(), true, Optional.empty(), Optional.empty()).encode()));
        noByte(raw.say(
                hub, new Challenge(code.session(), ZEROS, raw.device(), Optional.empty(), Optional.empty()).encode()));
        noByte(raw.say(hub, Bytes.utf8("GET / HTTP/1.1\r\n\r\n")));
        noByte(raw.say(hub, Bytes.EMPTY));
        noByte(raw.say(hub, raw.request(code).encode().slice(0, 60)));
    }

    @Test
    void aMessageThatIsTooLargeIsAResetAndOneThatIsNotIsRead(World world) {
        TestNode hub = hub(world);
        var raw = new RawPeer(world, "raw");
        Code code = invite(hub, raw);
        Bytes request = raw.request(code).encode();
        noByte(raw.say(hub, Bytes.join(request, Bytes.wrap(new byte[65_537 - request.size()]))));
        RawPeer.challenge(raw.say(hub, Bytes.join(request, Bytes.wrap(new byte[65_536 - request.size()]))));
    }

    @Test
    void tenFailuresOfAnAddressAreTheLastThatAreAnswered(World world) {
        TestNode hub = hub(world);
        var one = new RawPeer(world, "one", "place");
        var two = new RawPeer(world, "two", "place");
        var elsewhere = new RawPeer(world, "elsewhere");
        Code code = invite(hub, one);
        for (int i = 0; i < 5; i++) {
            refused(one.respondProven(hub, one.stranger(code)), "proof");
            noByte(two.say(hub, Bytes.hex("a0")));
        }
        noByte(one.say(hub, one.request(code).encode()));
        noByte(two.say(hub, two.request(code).encode()));
        elsewhere.ask(hub, code);
        world.pass(Duration.ofMinutes(10));
        Code next = invite(hub, one);
        one.ask(hub, next);
        two.ask(hub, next);
    }

    @Test
    void tenFailuresOfAPeerAreTheLastThatAreAnsweredWhereverItIs(World world) {
        TestNode hub = hub(world, ID + ".failures", "3");
        var here = new RawPeer(world, "raw", "here");
        var there = new RawPeer(world, "raw", "there");
        var other = new RawPeer(world, "other");
        Code code = invite(hub, here);
        for (int i = 0; i < 3; i++) {
            noByte(here.say(hub, here.request(code).encode().slice(0, 100)));
        }
        noByte(there.say(hub, there.request(code).encode()));
        other.ask(hub, code);
        hub.crash();
        world.settle();
        hub.start();
        noByte(there.say(hub, there.request(code).encode()));
    }

    @Test
    void askingAgainIsNoFailure(World world) {
        TestNode hub = hub(world);
        var raw = new RawPeer(world, "raw");
        Code code = invite(hub, raw);
        for (int i = 0; i < 30; i++) {
            raw.ask(hub, code);
        }
        assertThat(raw.respondProven(hub, code).heardNothing()).isTrue();
    }

    @Test
    void aRevokedDeviceIsRefused(World world) {
        TestNode hub = hub(world, ID + ".accept", "code");
        var raw = new RawPeer(world, "raw");
        Code code = invite(hub, raw);
        RawPeer.complete(raw.respondProven(hub, code));
        hub.node().registry().revoke(hub.device(ID, raw.id()).orElseThrow().id(), "test", "it was stolen");
        world.settle();
        Code next = invite(hub, raw);
        noByte(raw.say(hub, raw.request(next).encode()));
    }

    @Test
    void aDeviceThatIsRevokedWhileItWaitsIsRefused(World world) {
        TestNode hub = hub(world);
        var raw = new RawPeer(world, "raw");
        Code code = invite(hub, raw);
        ScriptedPeer stream = raw.respondProven(hub, code);
        hub.answer(Stage.WORDS, Answer.YES);
        RawPeer.complete(stream);
        Code next = invite(hub, raw);
        Challenge challenge = raw.ask(hub, next);
        ScriptedPeer again =
                raw.say(hub, raw.provenResponse(hub, next, challenge).encode());
        hub.node().registry().revoke(hub.device(ID, raw.id()).orElseThrow().id(), "test", "");
        world.settle();
        hub.answer(Stage.WORDS, Answer.YES);
        refused(again, "not welcome");
        assertThat(paired(hub, raw)).isFalse();
    }

    @Test
    void aPairedDeviceMayPairAgainForOtherKeys(World world) {
        TestNode hub = hub(world, ID + ".accept", "code");
        var raw = new RawPeer(world, "raw");
        for (int i = 0; i < 2; i++) {
            assertThat(RawPeer.complete(raw.respondProven(hub, invite(hub, raw)))
                            .success())
                    .isTrue();
        }
        assertThat(hub.contents().devices()).hasSize(1);
        assertThat(hub.contents().pairings()).hasSize(1);
    }

    @Test
    void aCodeOutlivesACrash(World world) {
        TestNode hub = hub(world, ID + ".accept", "code");
        var raw = new RawPeer(world, "raw");
        Code code = invite(hub, raw);
        raw.ask(hub, code);
        hub.crash();
        world.settle();
        hub.start();
        assertThat(RawPeer.complete(raw.respondProven(hub, code)).success()).isTrue();
        assertThat(paired(hub, raw)).isTrue();
    }

    @Test
    void aCompleteThatWasLostInACrashIsSaidAgain(World world) {
        TestNode hub = hub(world, ID + ".accept", "code");
        var raw = new RawPeer(world, "raw");
        var other = new RawPeer(world, "other");
        Code code = invite(hub, raw);
        Bytes response = raw.provenResponse(hub, code, raw.ask(hub, code)).encode();
        Complete complete = RawPeer.complete(raw.say(hub, response));
        hub.crash();
        world.settle();
        hub.start();
        assertThat(RawPeer.complete(raw.say(hub, response))).isEqualTo(complete);
        noByte(other.say(hub, response));
        noByte(raw.say(hub, raw.request(code).encode()));
        hub.node().registry().revoke(hub.device(ID, raw.id()).orElseThrow().id(), "test", "");
        noByte(raw.say(hub, response));
    }

    @Test
    void severalCodesDoNotMindEachOther(World world) {
        TestNode hub = hub(world, ID + ".accept", "code");
        var one = new RawPeer(world, "one");
        var two = new RawPeer(world, "two");
        Code first = invite(hub, one);
        Code second = invite(hub, two);
        Challenge challenge = one.ask(hub, first);
        refused(two.say(hub, two.provenResponse(hub, second, challenge).encode()), "no open challenge");
        assertThat(RawPeer.complete(two.respondProven(hub, second)).success()).isTrue();
        assertThat(RawPeer.complete(one.say(
                                hub, one.provenResponse(hub, first, challenge).encode()))
                        .success())
                .isTrue();
    }
}

package org.handfast.plugin.challengeresponse;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
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
import org.handfast.plugin.challengeresponse.code.Code;
import org.handfast.plugin.challengeresponse.code.Derivation;
import org.handfast.plugin.challengeresponse.wire.DhtRecord;
import org.handfast.plugin.challengeresponse.wire.PairingMessage.Challenge;
import org.handfast.plugin.challengeresponse.wire.PairingMessage.Complete;
import org.handfast.plugin.challengeresponse.wire.PairingMessage.PairingRequest;
import org.handfast.plugin.challengeresponse.wire.PairingMessage.Response;
import org.handfast.plugin.challengeresponse.wire.PeerNames;
import org.handfast.testkit.MemoryNetwork;
import org.handfast.testkit.ScriptedPeer;
import org.handfast.testkit.TestNode;
import org.handfast.testkit.World;
import org.handfast.testkit.WorldTest;

/** The side that typed the words, against whoever says that it made them. */
@WorldTest
class JoinerTest {

    private static final String ID = ChallengeResponse.ID;
    private static final Bytes CHALLENGE = TestCrypto.CHALLENGE;

    private static TestNode joiner(World world) {
        return world.node("joiner", Map.of(), new ChallengeResponse());
    }

    private static TestNode.Seen join(TestNode joiner, String... more) {
        return HubsTest.join(joiner, RawInitiator.words(), more);
    }

    private static boolean paired(TestNode joiner, RawInitiator with) {
        return joiner.device(ID, with.raw.id())
                .filter(d -> d.trust() == Trust.TRUSTED)
                .isPresent();
    }

    private static String end(TestNode.Seen seen) {
        return seen.end().orElseThrow();
    }

    @Test
    void whoeverProvesTheCodeIsTakenAtOnce(World world) {
        TestNode joiner = joiner(world);
        var raw = new RawInitiator(world, "raw");
        Code code = raw.code(Derivation.DOCUMENT);
        TestNode.Seen seen = join(joiner);
        assertThat(raw.asked().publicKey()).isEqualTo(PeerNames.publicKey(joiner.peer()));
        Challenge challenge = raw.proven(code, joiner.peer(), CHALLENGE);
        raw.send(challenge);
        Response response = raw.answered();
        assertThat(raw.raw.crypto.verify(joiner.peer(), CHALLENGE, response.response()))
                .isTrue();
        assertThat(response.device().isOf(joiner.peer(), raw.raw.crypto)).isTrue();
        var proofs = raw.proofs(code, joiner.peer(), CHALLENGE);
        assertThat(response.proof()).contains(proofs.joiner());
        raw.send(RawInitiator.complete(code, Optional.of(proofs.complete(proofs.joiner()))));
        assertThat(end(seen)).startsWith("CLOSED: Paired with Raw raw");
        assertThat(paired(joiner, raw)).isTrue();
        assertThat(joiner.node().desk().pending()).isEmpty();
    }

    @Test
    void whoHasNotAnsweredYetIsToldNoName(World world) {
        TestNode joiner = joiner(world);
        var raw = new RawInitiator(world, "raw");
        var near = new RawInitiator(world, "near");
        Code code = raw.code(Derivation.DOCUMENT);
        join(joiner);
        PairingRequest one = raw.asked();
        PairingRequest two = near.asked();
        for (PairingRequest request : List.of(one, two)) {
            assertThat(request.device().name()).isEqualTo("Device");
        }
        assertThat(one.device().id()).isNotEqualTo(two.device().id());
        raw.send(raw.proven(code, joiner.peer(), CHALLENGE));
        assertThat(raw.answered().device().name()).isEqualTo("joiner");
        raw.close();
        near.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 31, 33, 56, 64})
    void signsNothingButChallengesOfThirtyTwoBytes(int size) {
        var world = new World(11);
        TestNode joiner = joiner(world);
        var raw = new RawInitiator(world, "raw");
        Code code = raw.code(Derivation.DOCUMENT);
        TestNode.Seen seen = join(joiner, "accept-unproven", "yes");
        raw.asked();
        Bytes challenge = Bytes.wrap("noise-libp2p-static-key:0123456789abcdef0123456789abcdef0123456789"
                        .getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                .slice(0, size);
        raw.send(raw.proven(code, joiner.peer(), challenge));
        world.pass(Duration.ofSeconds(60));
        assertThat(raw.heardNothing()).isTrue();
        assertThat(end(seen)).startsWith("EXPIRED").contains("32 bytes");
        world.check();
    }

    @Test
    void signsNoChallengeOfZeros(World world) {
        TestNode joiner = joiner(world);
        var raw = new RawInitiator(world, "raw");
        Code code = raw.code(Derivation.DOCUMENT);
        join(joiner, "accept-unproven", "yes");
        raw.asked();
        raw.send(raw.proven(code, joiner.peer(), Bytes.wrap(new byte[32])));
        world.pass(Duration.ofSeconds(60));
        assertThat(raw.heardNothing()).isTrue();
    }

    @Test
    void aPeerNearThatAnswersFirstIsNotTakenForTheInitiator(World world) {
        TestNode joiner = joiner(world);
        var first = new RawInitiator(world, "first");
        Code code = first.code(Derivation.DOCUMENT);
        var real = new RawInitiator(world, "real");
        join(joiner);
        first.asked();
        first.send(first.challenge(code, CHALLENGE));
        world.pass(Duration.ofSeconds(5));
        real.asked();
        real.send(real.proven(code, joiner.peer(), CHALLENGE));
        assertThat(first.heardNothing()).isTrue();
        assertThat(real.answered().proof()).isPresent();
        real.close();
    }

    @Test
    void whoDoesNotProveTheCodeIsAskedAboutAfterTenSeconds(World world) {
        TestNode joiner = joiner(world);
        var raw = new RawInitiator(world, "raw");
        Code code = raw.code(Derivation.DOCUMENT);
        TestNode.Seen seen = join(joiner);
        raw.asked();
        raw.send(raw.challenge(code, CHALLENGE));
        world.pass(Duration.ofSeconds(10).minusMillis(1));
        assertThat(joiner.node().desk().pending()).isEmpty();
        world.pass(Duration.ofMillis(1));
        assertThat(joiner.question().inPerson()).isTrue();
        assertThat(raw.heardNothing()).isTrue();
        joiner.answer(Stage.WORDS, Answer.YES);
        Response response = raw.answered();
        assertThat(response.proof()).isEmpty();
        raw.send(RawInitiator.complete(code, Optional.empty()));
        assertThat(end(seen)).startsWith("CLOSED");
        assertThat(HubsTest.fact(joiner.device(ID, raw.raw.id()).orElseThrow(), "proven"))
                .isEqualTo("no");
    }

    @Test
    void aQuestionComesFromWhomItIsAboutWhoeverWasDialledSince(World world) {
        TestNode joiner = joiner(world);
        var raw = new RawInitiator(world, "raw");
        Code code = raw.code(Derivation.DOCUMENT);
        join(joiner);
        raw.asked();
        raw.send(raw.challenge(code, CHALLENGE));
        world.pass(Duration.ofSeconds(5));
        var later = new RawInitiator(world, "later");
        world.discovery()
                .put(
                        "x",
                        code.session(),
                        record(
                                        later.raw,
                                        code,
                                        MemoryNetwork.stream("later"),
                                        world.clock().now())
                                .encode());
        world.pass(Duration.ofSeconds(5));
        later.asked();
        assertThat(joiner.node().desk().pending())
                .singleElement()
                .satisfies(p -> assertThat(p.remote().orElseThrow()).contains("raw"));
        later.close();
    }

    @Test
    void whoDoesNotProveTheCodeIsNotSignedForIfAPersonSaysNo(World world) {
        TestNode joiner = joiner(world);
        var raw = new RawInitiator(world, "raw");
        var other = new RawInitiator(world, "other");
        Code code = raw.code(Derivation.DOCUMENT);
        TestNode.Seen seen = join(joiner);
        for (RawInitiator one : List.of(raw, other)) {
            one.asked();
            one.send(one.challenge(code, CHALLENGE));
        }
        world.pass(Duration.ofSeconds(10));
        joiner.answer(Stage.WORDS, Answer.NO);
        joiner.answer(Stage.WORDS, Answer.NO);
        world.pass(Duration.ofSeconds(60));
        assertThat(raw.heardNothing()).isTrue();
        assertThat(other.heardNothing()).isTrue();
        assertThat(end(seen)).contains("turned away by a person");
    }

    @Test
    void whoProvesTheCodeWhileAPersonIsAskedAboutAnotherIsTaken(World world) {
        TestNode joiner = joiner(world);
        var raw = new RawInitiator(world, "raw");
        Code code = raw.code(Derivation.DOCUMENT);
        join(joiner);
        raw.asked();
        raw.send(raw.challenge(code, CHALLENGE));
        world.pass(Duration.ofSeconds(10));
        assertThat(joiner.node().desk().pending()).hasSize(1);
        var real = new RawInitiator(world, "real");
        found(world, real, code);
        real.asked();
        real.send(real.proven(code, joiner.peer(), CHALLENGE));
        assertThat(joiner.node().desk().pending()).isEmpty();
        real.answered();
        assertThat(raw.heardNothing()).isTrue();
        real.close();
    }

    @Test
    void aPersonMayAgreeBeforehandAndIsStillNotHurried(World world) {
        TestNode joiner = joiner(world);
        var raw = new RawInitiator(world, "raw");
        Code code = raw.code(Derivation.DOCUMENT);
        TestNode.Seen seen = join(joiner, "accept-unproven", "yes");
        raw.asked();
        raw.send(raw.challenge(code, CHALLENGE));
        world.pass(Duration.ofSeconds(10).minusMillis(1));
        assertThat(raw.heardNothing()).isTrue();
        world.pass(Duration.ofMillis(1));
        raw.answered();
        raw.send(RawInitiator.complete(code, Optional.empty()));
        assertThat(end(seen)).startsWith("CLOSED");
    }

    @Test
    void aWrongProofEndsACandidate(World world) {
        TestNode joiner = joiner(world);
        var raw = new RawInitiator(world, "raw");
        Code code = raw.code(Derivation.DOCUMENT);
        TestNode.Seen seen = join(joiner, "accept-unproven", "yes");
        raw.asked();
        raw.send(raw.proven(raw.raw.stranger(code), joiner.peer(), CHALLENGE));
        world.pass(Duration.ofSeconds(60));
        assertThat(raw.heardNothing()).isTrue();
        assertThat(end(seen)).contains("wrong proof");
    }

    @Test
    void aNonceThatIsNoneEndsACandidate(World world) {
        TestNode joiner = joiner(world);
        var raw = new RawInitiator(world, "raw");
        Code code = raw.code(Derivation.DOCUMENT);
        TestNode.Seen seen = join(joiner, "accept-unproven", "yes");
        raw.asked();
        Challenge proven = raw.proven(code, joiner.peer(), CHALLENGE);
        raw.send(new Challenge(
                code.session(), CHALLENGE, proven.device(), proven.proof(), Optional.of(Bytes.wrap(new byte[31]))));
        world.pass(Duration.ofSeconds(60));
        assertThat(raw.heardNothing()).isTrue();
        assertThat(end(seen)).contains("nonce for check words that is none");
    }

    @Test
    void aRelayedProofIsAWrongOne(World world) {
        TestNode joiner = joiner(world);
        var middle = new RawInitiator(world, "middle");
        TestNode hub = world.node("hub", Map.of(), new ChallengeResponse());
        Code code = middle.raw.code(hub.command(ID, "invite", Map.of()), Derivation.DOCUMENT);
        // It asks the hub in its own name and hands the hub's challenge on.
        Challenge hubs = middle.raw.ask(hub, code);
        world.discovery().near(owner -> false);
        TestNode.Seen seen = HubsTest.join(
                joiner,
                HubsTest.words(hub.command(ID, "invite", Map.of())),
                "address",
                MemoryNetwork.stream("middle"),
                "accept-unproven",
                "yes");
        Code typed = new Code(code.derivation(), middle.asked().session(), code.secret());
        middle.send(
                new Challenge(typed.session(), hubs.challenge(), middle.raw.device(), hubs.proof(), Optional.empty()));
        world.pass(Duration.ofSeconds(60));
        assertThat(middle.heardNothing()).isTrue();
        assertThat(end(seen)).doesNotStartWith("CLOSED: Paired with Raw");
    }

    @Test
    void anyProofUnderAnOriginalCodeEndsACandidate(World world) {
        TestNode joiner = joiner(world);
        var raw = new RawInitiator(world, "raw");
        Code code = raw.code(Derivation.ORIGINAL);
        TestNode.Seen seen = join(
                joiner, "derivation", "original", "address", MemoryNetwork.stream("raw"), "accept-unproven", "yes");
        assertThat(raw.asked().commit()).isEmpty();
        raw.send(raw.proven(code, joiner.peer(), CHALLENGE));
        world.pass(Duration.ofSeconds(60));
        assertThat(raw.heardNothing()).isTrue();
        assertThat(end(seen)).contains("wrong proof");
    }

    @Test
    void aChallengeForAnotherDeviceEndsACandidate(World world) {
        TestNode joiner = joiner(world);
        var raw = new RawInitiator(world, "raw");
        Code code = raw.code(Derivation.DOCUMENT);
        TestNode.Seen seen = join(joiner);
        raw.asked();
        raw.send(new Challenge(
                code.session(),
                CHALLENGE,
                raw.raw.device(joiner.peer()),
                Optional.of(raw.proofs(code, joiner.peer(), CHALLENGE).initiator()),
                Optional.empty()));
        world.pass(Duration.ofSeconds(60));
        assertThat(raw.heardNothing()).isTrue();
        assertThat(end(seen)).contains("another device");
    }

    @ParameterizedTest
    @ValueSource(strings = {"another session", "garbage", "refusal", "success", "nothing"})
    void whateverElseComesEndsACandidate(String what) {
        var world = new World(12);
        TestNode joiner = joiner(world);
        var raw = new RawInitiator(world, "raw");
        Code code = raw.code(Derivation.DOCUMENT);
        Code other = raw.code(Derivation.ORIGINAL);
        TestNode.Seen seen = join(joiner, "accept-unproven", "yes");
        raw.asked();
        switch (what) {
            case "another session" -> raw.send(raw.challenge(other, CHALLENGE));
            case "garbage" -> raw.send(Bytes.hex("a1"));
            case "refusal" -> raw.send(new Complete(code.session(), false, Optional.of("go\naway"), Optional.empty()));
            case "success" -> raw.send(RawInitiator.complete(code, Optional.empty()));
            default -> raw.close();
        }
        world.pass(Duration.ofSeconds(60));
        assertThat(raw.heardNothing()).isTrue();
        assertThat(end(seen)).startsWith("EXPIRED: Nobody was found").contains("/memory/raw");
        assertThat(end(seen).contains("refused: go away")).isEqualTo(what.equals("refusal"));
        world.check();
    }

    @ParameterizedTest
    @ValueSource(strings = {"missing", "wrong", "too short"})
    void theLastProofMustAnswerOurs(String what) {
        var world = new World(13);
        TestNode joiner = joiner(world);
        var raw = new RawInitiator(world, "raw");
        Code code = raw.code(Derivation.DOCUMENT);
        TestNode.Seen seen = join(joiner);
        raw.asked();
        raw.send(raw.proven(code, joiner.peer(), CHALLENGE));
        raw.answered();
        raw.send(RawInitiator.complete(
                code,
                switch (what) {
                    case "missing" -> Optional.empty();
                    case "wrong" -> Optional.of(CHALLENGE);
                    default -> Optional.of(Bytes.hex("01"));
                }));
        assertThat(end(seen)).startsWith("FAILED: The initiator's last proof");
        assertThat(paired(joiner, raw)).isFalse();
        world.check();
    }

    @Test
    void aLastProofThatAnswersNoneEndsIt(World world) {
        TestNode joiner = joiner(world);
        var raw = new RawInitiator(world, "raw");
        Code code = raw.code(Derivation.DOCUMENT);
        TestNode.Seen seen = join(joiner, "accept-unproven", "yes");
        raw.asked();
        raw.send(raw.challenge(code, CHALLENGE));
        world.pass(Duration.ofSeconds(10));
        raw.answered();
        raw.send(RawInitiator.complete(code, Optional.of(CHALLENGE)));
        assertThat(end(seen)).startsWith("FAILED: The initiator's last proof");
        assertThat(paired(joiner, raw)).isFalse();
    }

    @Test
    void aLostCompleteIsAskedForByTheSameResponse(World world) {
        TestNode joiner = joiner(world);
        var raw = new RawInitiator(world, "raw");
        Code code = raw.code(Derivation.DOCUMENT);
        TestNode.Seen seen = join(joiner);
        raw.asked();
        raw.send(raw.proven(code, joiner.peer(), CHALLENGE));
        Bytes response = raw.read();
        raw.close();
        world.pass(Duration.ofSeconds(2));
        assertThat(raw.read()).isEqualTo(response);
        var proofs = raw.proofs(code, joiner.peer(), CHALLENGE);
        raw.send(RawInitiator.complete(code, Optional.of(proofs.complete(proofs.joiner()))));
        assertThat(end(seen)).startsWith("CLOSED");
    }

    @Test
    void anInitiatorThatIsGoneForGoodIsGivenUp(World world) {
        TestNode joiner = joiner(world);
        var raw = new RawInitiator(world, "raw");
        Code code = raw.code(Derivation.DOCUMENT);
        TestNode.Seen seen = join(joiner);
        raw.asked();
        raw.send(raw.proven(code, joiner.peer(), CHALLENGE));
        for (int i = 0; i < 5; i++) {
            raw.read();
            raw.close();
            world.pass(Duration.ofSeconds(2));
        }
        assertThat(end(seen)).startsWith("FAILED: The initiator does not answer");
    }

    @Test
    void anInitiatorThatSaysNothingIsGivenUpAfterAMinute(World world) {
        TestNode joiner = joiner(world);
        var raw = new RawInitiator(world, "raw");
        Code code = raw.code(Derivation.DOCUMENT);
        TestNode.Seen seen = join(joiner);
        raw.asked();
        raw.send(raw.proven(code, joiner.peer(), CHALLENGE));
        world.pass(Duration.ofSeconds(60));
        raw.answered();
        assertThat(end(seen)).startsWith("EXPIRED");
        assertThat(joiner.contents().offers()).isEmpty();
    }

    @Test
    void nobodyIsFoundAfterAMinuteAndThatIsSaid(World world) {
        TestNode joiner = joiner(world);
        TestNode.Seen seen = join(joiner, "address", "/memory/nowhere");
        world.pass(Duration.ofSeconds(60).minusMillis(1));
        assertThat(seen.end()).isEmpty();
        world.pass(Duration.ofMillis(1));
        assertThat(end(seen))
                .startsWith("EXPIRED: Nobody was found who has this code.")
                .contains("hash table", "local network", "/memory/nowhere connection refused");
    }

    @Test
    void anOriginalCodeIsHandedToNobodyNear(World world) {
        TestNode joiner = joiner(world);
        var raw = new RawInitiator(world, "raw");
        TestNode.Seen seen = join(joiner, "derivation", "original");
        world.pass(Duration.ofSeconds(60));
        assertThat(raw.heardNothing()).isTrue();
        assertThat(end(seen)).doesNotContain("local network");
    }

    private static DhtRecord record(RawPeer of, Code code, String address, Instant made) {
        return DhtRecord.of(of.id(), List.of(address), of.device(), made, made.plus(Duration.ofMinutes(5)));
    }

    /** A record of whoever has the code leads to it from now on. */
    private static void found(World world, RawInitiator initiator, Code code) {
        DhtRecord record = record(
                initiator.raw,
                code,
                MemoryNetwork.stream(initiator.raw.place()),
                world.clock().now());
        world.discovery()
                .put(
                        "record of " + initiator.raw.place(),
                        code.session(),
                        record.proven(code.session(), code.secret(), initiator.raw.crypto)
                                .encode());
        world.settle();
    }

    @Test
    void aRecordLeadsToTheInitiator(World world) {
        world.discovery().near(owner -> false);
        TestNode joiner = joiner(world);
        var raw = new RawInitiator(world, "raw");
        Code code = raw.code(Derivation.DOCUMENT);
        DhtRecord record =
                record(raw.raw, code, MemoryNetwork.stream("raw"), world.clock().now());
        world.discovery()
                .put(
                        "x",
                        code.session(),
                        record.proven(code.session(), code.secret(), raw.raw.crypto)
                                .encode());
        join(joiner);
        raw.asked();
        raw.close();
    }

    @Test
    void aRecordWithAWrongProofIsDroppedAndOneWithoutIsTriedLast(World world) {
        world.discovery().near(owner -> false);
        TestNode joiner = joiner(world);
        var forger = new RawInitiator(world, "forger");
        var plain = new RawInitiator(world, "plain");
        Code code = plain.code(Derivation.DOCUMENT);
        Instant now = world.clock().now();
        Code strangers = forger.raw.stranger(code);
        world.discovery()
                .put(
                        "x",
                        code.session(),
                        record(forger.raw, code, MemoryNetwork.stream("forger"), now)
                                .proven(code.session(), strangers.secret(), forger.raw.crypto)
                                .encode());
        world.discovery()
                .put(
                        "y",
                        DhtRecord.keys(code.session()).get(1),
                        record(plain.raw, code, MemoryNetwork.stream("plain"), now)
                                .encode());
        join(joiner);
        assertThat(plain.heardNothing()).isTrue();
        world.pass(Duration.ofSeconds(2));
        plain.asked();
        world.pass(Duration.ofSeconds(30));
        assertThat(forger.heardNothing()).isTrue();
        plain.close();
    }

    @Test
    void aRecordWithoutProofLeadsNotToThisMachine(World world) {
        world.discovery().near(owner -> false);
        TestNode joiner = joiner(world);
        var raw = new RawPeer(world, "raw");
        Code code = Code.of(Derivation.DOCUMENT, TestCrypto.ENTROPY, raw.crypto);
        Instant now = world.clock().now();
        world.discovery()
                .put(
                        "x",
                        code.session(),
                        record(raw, code, "/ip4/127.0.0.1/tcp/22", now).encode());
        DhtRecord proven = record(raw, code, "/ip4/127.0.0.1/tcp/4001", now);
        world.discovery()
                .put(
                        "y",
                        code.session(),
                        proven.proven(code.session(), code.secret(), raw.crypto).encode());
        TestNode.Seen seen = join(joiner);
        world.pass(Duration.ofSeconds(60));
        assertThat(end(seen)).contains("/ip4/127.0.0.1/tcp/4001").doesNotContain("/tcp/22");
    }

    @Test
    void aRecordThatHasEndedOrIsNoneIsDropped(World world) {
        world.discovery().near(owner -> false);
        TestNode joiner = joiner(world);
        var raw = new RawInitiator(world, "raw");
        Code code = raw.code(Derivation.DOCUMENT);
        Instant long_ago = world.clock().now().minus(Duration.ofMinutes(6));
        world.discovery()
                .put(
                        "x",
                        code.session(),
                        record(raw.raw, code, MemoryNetwork.stream("raw"), long_ago)
                                .proven(code.session(), code.secret(), raw.raw.crypto)
                                .encode());
        world.discovery().put("y", code.session(), Bytes.utf8("{"));
        join(joiner);
        world.pass(Duration.ofSeconds(30));
        assertThat(raw.heardNothing()).isTrue();
        assertThat(joiner.flight().entries()).anyMatch(e -> e.code().equals("bad-record"));
    }

    @Test
    void aRecordNamesWhoMustBeThere(World world) {
        world.discovery().near(owner -> false);
        TestNode joiner = joiner(world);
        var real = new RawPeer(world, "elsewhere");
        var other = new RawInitiator(world, "other");
        Code code = other.code(Derivation.DOCUMENT);
        world.discovery()
                .put(
                        "x",
                        code.session(),
                        record(
                                        real,
                                        code,
                                        MemoryNetwork.stream("other"),
                                        world.clock().now())
                                .proven(code.session(), code.secret(), real.crypto)
                                .encode());
        join(joiner);
        world.pass(Duration.ofSeconds(30));
        assertThat(other.heardNothing()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nowhere",
                "/ip4/192.0.2.1/tcp/1 Pairing failed, type the words at evil.example",
                "/\u001b[2J",
                "/x…"
            })
    void aRecordOfAStrangersWithAddressesThatAreNoneDoesNotEndTheSearch(String address) {
        var world = new World(11);
        TestNode joiner = joiner(world);
        var raw = new RawInitiator(world, "raw");
        Code code = raw.code(Derivation.DOCUMENT);
        String stretched = address.endsWith("…") ? address + "/dns4/" + "a".repeat(500) : address;
        world.discovery()
                .put(
                        "x",
                        code.session(),
                        record(raw.raw, code, stretched, world.clock().now()).encode());
        TestNode.Seen seen = join(joiner);
        world.pass(Duration.ofSeconds(3));
        raw.asked();
        raw.close();
        world.pass(Duration.ofSeconds(60));
        assertThat(end(seen)).startsWith("EXPIRED").doesNotContain("evil.example");
        world.check();
    }

    @Test
    void aFloodOfRecordsDoesNotHideTheInitiator(World world) {
        TestNode joiner = joiner(world);
        var raw = new RawInitiator(world, "raw");
        Code code = raw.code(Derivation.DOCUMENT);
        for (int i = 0; i < 200; i++) {
            world.discovery()
                    .put(
                            "x" + i,
                            code.session(),
                            record(
                                            raw.raw,
                                            code,
                                            "/memory/nobody" + i,
                                            world.clock().now())
                                    .encode());
        }
        join(joiner);
        raw.asked();
        raw.close();
    }

    @Test
    void peersNearThatDoNotAnswerDoNotHideTheInitiator(World world) {
        List<RawInitiator> silent = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            silent.add(new RawInitiator(world, "silent-" + i));
        }
        TestNode joiner = joiner(world);
        join(joiner);
        world.settle();
        var raw = new RawInitiator(world, "raw");
        Code code = raw.code(Derivation.DOCUMENT);
        DhtRecord record =
                record(raw.raw, code, MemoryNetwork.stream("raw"), world.clock().now());
        world.discovery()
                .put(
                        "x",
                        code.session(),
                        record.proven(code.session(), code.secret(), raw.raw.crypto)
                                .encode());
        world.settle();
        raw.asked();
        raw.close();
        silent.forEach(RawInitiator::close);
    }

    @ParameterizedTest
    @ValueSource(strings = {"stalls", "closes"})
    void whoRelaysThePeerAndAnswersNothingDoesNotHideItsOwnPlace(String relay) {
        var world = new World(15);
        TestNode joiner = joiner(world);
        var raw = new RawInitiator(world, "raw");
        Code code = raw.code(Derivation.DOCUMENT);
        world.discovery().near(owner -> false);
        world.network().knows("relay", raw.raw.key);
        ScriptedPeer between = world.peer("relay").listen(RawPeer.PAIRING);
        join(joiner, "address", MemoryNetwork.stream("relay"));
        between.read();
        found(world, raw, code);
        world.pass(Duration.ofSeconds(10).minusMillis(2));
        assertThat(raw.heardNothing()).isTrue();
        if (relay.equals("closes")) {
            between.close();
        } else {
            world.pass(Duration.ofMillis(2));
            assertThat(between.closedBecause()).isPresent();
        }
        raw.asked();
        raw.send(raw.proven(code, joiner.peer(), CHALLENGE));
        raw.answered();
        raw.close();
        world.check();
    }

    @Test
    void strangersWithRecordsThatDoNotAnswerDoNotHideTheInitiator(World world) {
        world.discovery().near(owner -> false);
        TestNode joiner = joiner(world);
        var raw = new RawInitiator(world, "raw");
        Code code = raw.code(Derivation.DOCUMENT);
        for (int i = 0; i < 9; i++) {
            var silent = new RawInitiator(world, "silent-" + i);
            world.discovery()
                    .put(
                            "silent-" + i,
                            code.session(),
                            record(
                                            silent.raw,
                                            code,
                                            MemoryNetwork.stream("silent-" + i),
                                            world.clock().now())
                                    .encode());
        }
        join(joiner);
        world.pass(Duration.ofSeconds(3));
        world.discovery()
                .put(
                        "x",
                        code.session(),
                        record(
                                        raw.raw,
                                        code,
                                        MemoryNetwork.stream("raw"),
                                        world.clock().now())
                                .proven(code.session(), code.secret(), raw.raw.crypto)
                                .encode());
        world.pass(Duration.ofSeconds(20));
        raw.asked();
        raw.close();
    }

    @Test
    void aCodeIsTypedOnce(World world) {
        TestNode joiner = joiner(world);
        var raw = new RawInitiator(world, "raw");
        Code code = raw.code(Derivation.DOCUMENT);
        join(joiner);
        raw.asked();
        raw.send(raw.proven(code, joiner.peer(), CHALLENGE));
        raw.answered();
        var proofs = raw.proofs(code, joiner.peer(), CHALLENGE);
        raw.send(RawInitiator.complete(code, Optional.of(proofs.complete(proofs.joiner()))));
        assertThat(end(join(joiner))).isEqualTo("FAILED: This code has been used: a code is good once. Make another.");
    }

    @Test
    void aCodeIsGoodForFiveMinutesAndTenIfItWasAnswered(World world) {
        TestNode joiner = joiner(world);
        var raw = new RawInitiator(world, "raw");
        Code code = raw.code(Derivation.DOCUMENT);
        TestNode.Seen seen = join(joiner);
        raw.asked();
        raw.send(raw.proven(code, joiner.peer(), CHALLENGE));
        raw.answered();
        raw.send(new Complete(code.session(), false, Optional.of("try again"), Optional.empty()));
        assertThat(end(seen)).isEqualTo("REJECTED: The initiator refused: try again");
        world.pass(Duration.ofMinutes(9));
        assertThat(join(joiner).end()).isEmpty();
        raw.asked();
        raw.close();
        world.pass(Duration.ofMinutes(1));
        assertThat(end(join(joiner))).isEqualTo("FAILED: This code is no longer good. Make another.");
    }

    @Test
    void aCodeThatNobodyAnsweredIsGoodForFiveMinutes(World world) {
        TestNode joiner = joiner(world);
        join(joiner);
        world.pass(Duration.ofMinutes(5));
        assertThat(end(join(joiner))).contains("no longer good");
    }

    @Test
    void wordsThatAreNoCodeAreSaidSo(World world) {
        TestNode joiner = joiner(world);
        assertThat(end(joiner.command(ID, "join", Map.of("words", "abandn math"))))
                .startsWith("FAILED: There is no word 'abandn'; nearest are abandon");
    }

    @Test
    void itsOwnCodeIsForNobodyHere(World world) {
        TestNode hub = joiner(world);
        TestNode.Seen invite = hub.command(ID, "invite", Map.of());
        TestNode.Seen seen = HubsTest.join(hub, HubsTest.words(invite), "address", MemoryNetwork.stream("joiner"));
        world.pass(Duration.ofSeconds(60));
        assertThat(end(seen)).startsWith("EXPIRED").contains("this end itself");
    }
}

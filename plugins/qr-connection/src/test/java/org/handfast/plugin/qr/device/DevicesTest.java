package org.handfast.plugin.qr.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.handfast.api.Bytes;
import org.handfast.api.Fault;
import org.handfast.api.Json;
import org.handfast.api.Key;
import org.handfast.api.Shown;
import org.handfast.plugin.qr.wire.KeyLine;
import org.handfast.plugin.qr.wire.SignatureLine;
import org.handfast.testkit.World;
import org.handfast.testkit.WorldTest;

/** Two devices come together at a hub by what they show each other. */
@WorldTest
class DevicesTest {

    private Handset ann;
    private Handset bob;

    @BeforeEach
    void accounts(World world) {
        Handset.openHub(world);
        ann = Handset.registered(world, "ann");
        bob = Handset.registered(world, "bob");
    }

    private static void fails(Runnable step, String code) {
        assertThatThrownBy(step::run).isInstanceOfSatisfying(Fault.class, fault -> {
            assertThat(fault.code()).isEqualTo(code);
            assertThat(fault.detail()).endsWith(".");
        });
    }

    @Test
    void showTheSameWordsAndAreConnected() {
        Pairing.Showing showing = ann.show("bob");
        Pairing.Answering answering = bob.answer("ann", showing);
        Pairing.Offering offering = ann.initiate(showing, answering);
        Pairing.Comparing comparing = bob.compare(answering, offering);
        List<Shown> words = ann.meeting().words(offering);
        assertThat(bob.meeting().words(comparing)).isEqualTo(words);
        assertThat(words).extracting(Shown::kind).containsExactly(Shown.Kind.CHECK_WORDS, Shown.Kind.CHECK_SYMBOLS);

        bob.confirm(comparing);
        ann.sync();
        assertThat(ann.happened(Happening.Connected.class)).hasSize(1);
        assertThat(ann.connection("bob").words()).isEqualTo(words);
        assertThat(ann.connection("bob").agreed()).as("nobody has said so here").isFalse();
        assertThat(bob.connection("ann").agreed()).isTrue();
        assertThat(ann.connection("bob").id()).isEqualTo(bob.connection("ann").id());
        assertThat(ann.device().pairings()).isEmpty();
        assertThat(ann.device().receipts()).isEmpty();
    }

    @Test
    void secretsAreNeitherWrittenDownNorPrinted() {
        Handset.connect(ann, bob);
        ann.show("carl");
        assertThat(ann.device().toString()).contains("redacted").doesNotContain("SecretBytes");
        assertThatThrownBy(() -> bob.records().read(ann.written()))
                .as("key pairs are sealed for the device that has them")
                .isInstanceOf(Fault.class);
    }

    @Test
    void theHubIsAskedWithTheSameAsOftenAsItTakes() {
        Pairing.Showing showing = ann.show("bob");
        Pairing.Answering answering = bob.answer("ann", showing);
        Pairing.Initiating initiating = ann.meeting().take(showing, answering.line());
        var once = ann.meeting()
                .offer(
                        initiating,
                        ann.ask(ann.calls().initiate(initiating.body())).done());
        var again = ann.meeting()
                .offer(
                        initiating,
                        ann.ask(ann.calls().initiate(initiating.body())).done());
        assertThat(again).isEqualTo(once);
        Pairing.Initiating other = ann.meeting().again(initiating);
        assertThat(ann.ask(ann.calls().initiate(other.body())).refusal().code()).isEqualTo("pending");
    }

    @Test
    void aConfirmWhoseAnswerWasLostIsAConnection() {
        Pairing.Showing showing = ann.show("bob");
        Pairing.Answering answering = bob.answer("ann", showing);
        Pairing.Comparing comparing = bob.compare(answering, ann.initiate(showing, answering));
        bob.ask(bob.calls().confirm(bob.meeting().confirmation(comparing))).done();
        Refusal refusal = bob.ask(bob.calls().confirm(bob.meeting().confirmation(comparing)))
                .refusal();
        assertThat(refusal.code()).isEqualTo("used");
        ann.sync();
        assertThat(refusal.connectionId()).contains(ann.connection("bob").id());
    }

    @Test
    void whoGaveUpIsNotConnected() {
        Pairing.Showing showing = ann.show("bob");
        Pairing.Answering answering = bob.answer("ann", showing);
        Pairing.Offering offering = ann.initiate(showing, answering);
        ann.keep(ann.device().givenUp(offering));
        bob.confirm(bob.compare(answering, offering));
        ann.sync();
        assertThat(ann.device().connections()).isEmpty();
        assertThat(ann.device().breaks()).containsExactly(offering.own().id());
        assertThat(ann.ask(ann.calls().on(offering.own().id(), "break")).status())
                .isEqualTo(204);
        bob.sync();
        assertThat(bob.happened(Happening.Broken.class)).hasSize(1);
        assertThat(bob.connection("ann").keys()).as("are gone").isEmpty();
    }

    @Test
    void whatNobodyConfirmsExpires(World world) {
        Pairing.Showing showing = ann.show("bob");
        Pairing.Answering answering = bob.answer("ann", showing);
        Pairing.Offering offering = ann.initiate(showing, answering);
        Pairing.Comparing comparing = bob.compare(answering, offering);
        world.pass(Duration.ofSeconds(601));
        ann.sync();
        assertThat(ann.happened(Happening.Expired.class)).hasSize(1);
        assertThat(ann.device().pairings()).isEmpty();
        fails(() -> bob.meeting().confirmation(comparing), "expired-code");
        fails(() -> bob.meeting().compare(answering, offering.line()), "expired-code");
    }

    @Test
    void codesThatDoNotBelongThereAreRefused() {
        Pairing.Showing showing = ann.show("bob");
        Pairing.Showing shownToo = bob.show("ann");
        Pairing.Answering answering = bob.answer("ann2", showing);
        Pairing.Offering offering = ann.initiate(showing, answering);
        fails(() -> ann.meeting().take(showing, showing.line(ann.tools())), "own-code");
        fails(() -> ann.meeting().take(showing, shownToo.line(bob.tools())), "both-show");
        fails(() -> ann.meeting().take(showing, offering.line()), "second-first");
        fails(() -> bob.meeting().answer("x", "HUB", answering.line()), "both-scan");
        fails(() -> bob.meeting().answer("x", "HUB", offering.line()), "second-first");
        fails(() -> bob.meeting().compare(answering, showing.line(ann.tools())), "first-again");
        fails(() -> bob.meeting().words(answering), "too-early");
    }

    @Test
    void keysThatAreNoneAreRefused() {
        KeyLine sound = ann.show("bob").line(ann.tools());
        var low = new Key(Key.Algorithm.X25519, Bytes.wrap(new byte[32]));
        var noPoint = new Key(Key.Algorithm.ED25519, Bytes.hex("ff".repeat(32)));
        fails(
                () -> bob.meeting().answer("ann", "HUB", new KeyLine(low, sound.pairKey(), sound.rest(), "HUB")),
                "weak-key");
        fails(
                () -> bob.meeting().answer("ann", "HUB", new KeyLine(sound.agreement(), noPoint, sound.rest(), "HUB")),
                "weak-key");
    }

    @Test
    void threeCodesOfSomebodyInBetweenAreOneTooMany() {
        Pairing.Showing showing = ann.show("bob");
        Pairing.Answering answering = bob.answer("ann", showing);
        SignatureLine line = ann.initiate(showing, answering).line();
        var otherNonce = new SignatureLine(
                line.signature(), line.expires(), line.sender(), line.recipient(), Bytes.wrap(new byte[16]));
        var otherPair =
                new SignatureLine(line.signature(), line.expires(), line.recipient(), line.sender(), line.nonce());
        fails(() -> bob.meeting().compare(answering, otherNonce), "not-opened");
        fails(() -> bob.meeting().compare(answering, otherPair), "other-pair");
        Optional<Pairing.Answering> missed = Meeting.missed(answering).flatMap(Meeting::missed);
        assertThat(missed).isPresent();
        assertThat(missed.flatMap(Meeting::missed)).isEmpty();
    }

    @Test
    void aKeyInBetweenShowsOtherWords(World world) {
        Handset eve = Handset.registered(world, "eve");
        Pairing.Showing anns = ann.show("bob");
        Pairing.Answering eves = eve.answer("ann", anns);
        Pairing.Offering offered = ann.initiate(anns, eves);
        Pairing.Showing evesOwn = eve.show("bob");
        Pairing.Answering bobs = bob.answer("ann", evesOwn);
        Pairing.Comparing compared = bob.compare(bobs, eve.initiate(evesOwn, bobs));
        assertThat(bob.meeting().words(compared)).isNotEqualTo(ann.meeting().words(offered));
    }

    @Test
    void anotherHubsSignatureIsNotTakenForTheHubs(World world) {
        Pairing.Showing showing = ann.show("bob");
        Pairing.Answering answering = bob.answer("ann", showing);
        Pairing.Initiating initiating = ann.meeting().take(showing, answering.line());
        var answer = ann.ask(ann.calls().initiate(initiating.body())).done();
        assertThat(answer.text("signature")).isPresent();
        Account account = ann.device().account();
        var elsewhere = new Account(
                account.hubId(),
                bob.device().account().key().publicKey(),
                account.key(),
                account.id(),
                account.standing());
        fails(() -> new Meeting(elsewhere, ann.tools()).offer(initiating, answer), "bad-answer");
    }

    @Test
    void aWaitingAccountCanDoNothingYet() {
        Account account = bob.device().account();
        var waiting =
                new Account(account.hubId(), account.hubKey(), account.key(), account.id(), Account.Standing.WAITING);
        Pairing.Showing showing = ann.show("bob");
        Pairing.Answering answering = bob.answer("ann", showing);
        var meeting = new Meeting(waiting, bob.tools());
        fails(() -> meeting.take(showing, answering.line()), "not-active");
    }

    @Test
    void namesAreFreeOnce() {
        Handset.connect(ann, bob);
        ann.show("carl");
        fails(() -> ann.device().freeName("bob"), "taken-name");
        fails(() -> ann.device().freeName("carl"), "taken-name");
        fails(() -> ann.device().freeName(" dora"), "bad-name");
        fails(() -> ann.device().freeName("x".repeat(41)), "bad-name");
        assertThat(ann.device().freeName("")).isEqualTo("peer1");
        ann.show("peer1");
        assertThat(ann.device().freeName("")).isEqualTo("peer2");
        ann.keep(ann.device().with(ann.connection("bob").broken()));
        assertThat(ann.device().freeName("bob")).isEqualTo("bob");
    }

    @Test
    void whatIsDamagedIsNotRead() {
        Handset.connect(ann, bob);
        var written = ann.written();
        for (String name : written.values().keySet()) {
            var less = new LinkedHashMap<>(written.values());
            less.remove(name);
            fails(() -> ann.records().read(new Json.Members(less)), "damaged-record");
        }
    }
}

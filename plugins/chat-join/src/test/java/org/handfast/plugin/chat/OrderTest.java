package org.handfast.plugin.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.handfast.plugin.chat.RawGuest.texts;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.handfast.api.Bytes;
import org.handfast.api.Event.Answer;
import org.handfast.api.Json;
import org.handfast.api.Peering;
import org.handfast.api.Question;
import org.handfast.core.registry.ProtocolAddress;
import org.handfast.plugin.chat.wire.ChatWire;
import org.handfast.testkit.TestNode;
import org.handfast.testkit.World;
import org.handfast.testkit.WorldTest;

/** The hub keeps the order of a room, whoever breaks it. */
@WorldTest
class OrderTest {

    private static final String ROOM = "lobby";
    private static final String BOX = Bytes.utf8("a box").b64u();

    private static TestNode hub(World world, String... settings) {
        return new Chat(world, settings).hub();
    }

    private static RawGuest guest(World world, String name) {
        return new RawGuest(world, name);
    }

    /** A first member that has read its ack. */
    private static RawGuest first(World world, String name) {
        RawGuest first = guest(world, name).proves(ROOM);
        assertThat(first.reads("ack").whole("members")).contains(1L);
        return first;
    }

    /** A member that another added. */
    private static RawGuest added(World world, String name, RawGuest by, long epoch) {
        RawGuest newcomer = guest(world, name).proves(ROOM);
        by.skips().adds(newcomer, epoch);
        newcomer.reads("user_added");
        by.skips();
        return newcomer;
    }

    @Test
    void nothingIsDoneForOneThatHasNotSaidWhoItIs(World world) {
        hub(world);
        RawGuest ann = guest(world, "ann").opens(ROOM);
        assertThat(ann.says("broadcast", "epoch", 1, "seq", 1, "box", BOX).error())
                .isEqualTo("not_member");
        assertThat(ann.says("relay", "to", ann.id().text(), "box", BOX).error()).isEqualTo("not_member");
        assertThat(ann.says("ack", "epoch", 1).error()).isEqualTo("not_member");
    }

    @Test
    void anIdentityIsSaidOnce(World world) {
        hub(world);
        RawGuest ann = first(world, "ann");
        assertThat(ann.says("identity", "identity", ann.id().text()).error()).isEqualTo("identity_set");
    }

    @Test
    void aKeyThatIsNotThatOfTheIdentityIsRefused(World world) {
        hub(world);
        RawGuest ann = guest(world, "ann");
        RawGuest bob = guest(world, "bob").opens(ROOM);
        bob.says("identity", "identity", ann.id().text(), "public_key", bob.key());
        assertThat(bob.sentAway()).isEqualTo("bad_identity");
    }

    @Test
    void aWrongProofIsRefused(World world) {
        hub(world);
        RawGuest ann = guest(world, "ann").opens(ROOM);
        ann.says("identity", "identity", ann.id().text(), "public_key", ann.key());
        ann.reads("prove");
        ann.says("proof", "nonce", ann.crypto.random(32).b64u());
        assertThat(ann.sentAway()).isEqualTo("bad_identity");
    }

    @Test
    void aLateProofIsRefused(World world) {
        hub(world);
        RawGuest ann = guest(world, "ann").opens(ROOM);
        ann.says("identity", "identity", ann.id().text(), "public_key", ann.key());
        ann.reads("prove");
        world.pass(Duration.ofSeconds(20));
        assertThat(ann.sentAway()).isEqualTo("bad_identity");
    }

    @Test
    void aSecondProofIsRefused(World world) {
        hub(world);
        RawGuest ann = first(world, "ann");
        ann.says("proof", "nonce", ann.crypto.random(32).b64u());
        assertThat(ann.sentAway()).isEqualTo("bad_identity");
    }

    @Test
    void aProofForOneRoomIsNoneForAnother(World world) {
        hub(world);
        RawGuest ann = guest(world, "ann").opens(ROOM);
        ann.says("identity", "identity", ann.id().text(), "public_key", ann.key());
        Json.Members prove = ann.reads("prove");
        assertThat(ann.crypto.openFrom(
                        ann.pair,
                        world.nodes().getFirst().toolkit().hub().agreement(),
                        ChatWire.prove(world.nodes().getFirst().toolkit().hub(), "cellar", ann.id()),
                        Bytes.EMPTY,
                        Bytes.b64u(prove.text("sealed").orElseThrow()).orElseThrow()))
                .isEmpty();
    }

    @Test
    void whoSaysNothingIsSentAway(World world) {
        hub(world);
        RawGuest ann = guest(world, "ann").opens(ROOM);
        world.pass(Duration.ofSeconds(20));
        assertThat(ann.sentAway()).isEqualTo("no_answer");
    }

    @Test
    void anIdentityThatIsHereIsNotTakenByAClaim(World world) {
        hub(world);
        RawGuest ann = first(world, "ann");
        RawGuest twin = guest(world, "ann").claims(ROOM);
        assertThat(twin.sentAway()).isEqualTo("here_already");
        assertThat(ann.heardNothing()).isTrue();
    }

    @Test
    void anIdentityThatIsAtTheDoorIsNotTakenByAClaim(World world) {
        hub(world);
        RawGuest ann = first(world, "ann");
        guest(world, "bob").claims(ROOM);
        ann.reads("new_user");
        assertThat(guest(world, "bob").claims(ROOM).sentAway()).isEqualTo("here_already");
        assertThat(ann.heardNothing()).as("nobody is asked again").isTrue();
    }

    @Test
    void aProofTakesTheSeat(World world) {
        hub(world);
        RawGuest ann = first(world, "ann");
        RawGuest bob = added(world, "bob", ann, 1);
        RawGuest again = guest(world, "ann").proves(ROOM);
        assertThat(ann.sentAway()).isEqualTo("replaced");
        Json.Members ack = again.reads("ack");
        assertThat(texts(ack, "roster"))
                .containsExactly(ann.id().text(), bob.id().text());
        assertThat(texts(ack, "keys")).containsExactly(ann.key(), bob.key());
        Json.Members order = again.reads("rekey");
        assertThat(order.text("by")).as("seniority stays").contains(ann.id().text());
        assertThat(bob.reads("rekey")).isEqualTo(order);
        assertThat(bob.heardNothing()).as("nobody left").isTrue();
    }

    @Test
    void onlyTheOneThatWasAskedAdds(World world) {
        hub(world);
        RawGuest ann = first(world, "ann");
        RawGuest bob = added(world, "bob", ann, 1);
        RawGuest cat = guest(world, "cat").proves(ROOM);
        ann.reads("new_user");
        assertThat(bob.adds(cat, 1).error()).isEqualTo("not_asked");
        assertThat(bob.says("nack", "identity", cat.id().text()).error()).isEqualTo("not_asked");
        assertThat(bob.says("relay", "to", cat.id().text(), "box", BOX).error()).isEqualTo("not_asked");
        assertThat(cat.heardNothing()).isTrue();
    }

    @Test
    void aNewcomerSpeaksWithNobodyElse(World world) {
        hub(world);
        RawGuest ann = first(world, "ann");
        RawGuest bob = added(world, "bob", ann, 1);
        RawGuest cat = guest(world, "cat").proves(ROOM);
        assertThat(cat.says("relay", "to", bob.id().text(), "box", BOX).error()).isEqualTo("not_assigned");
        assertThat(cat.says("broadcast", "epoch", 1, "seq", 1, "box", BOX).error())
                .isEqualTo("not_member");
        ann.skips();
        assertThat(cat.says("relay", "to", ann.id().text(), "box", BOX).error())
                .as("before it was written to")
                .isEqualTo("not_assigned");
        ann.says("relay", "to", cat.id().text(), "box", BOX);
        cat.reads("relay");
        String large = Bytes.wrap(new byte[3_073]).b64u();
        assertThat(cat.says("relay", "to", ann.id().text(), "box", large).error())
                .isEqualTo("invalid_message");
        cat.says("relay", "to", ann.id().text(), "box", BOX);
        assertThat(ann.reads("relay").text("from")).contains(cat.id().text());
        assertThat(cat.says("relay", "to", ann.id().text(), "box", BOX).error())
                .as("a second answer")
                .isEqualTo("not_assigned");
        assertThat(ann.heardNothing()).isTrue();
        assertThat(bob.heardNothing()).isTrue();
    }

    @Test
    void oneThatDoesNotAnswerIsAskedNoMore(World world) {
        hub(world);
        RawGuest ann = first(world, "ann");
        RawGuest bob = added(world, "bob", ann, 1);
        RawGuest cat = guest(world, "cat").proves(ROOM);
        ann.reads("new_user");
        world.pass(Duration.ofSeconds(20));
        assertThat(bob.reads("new_user").text("identity")).contains(cat.id().text());
        assertThat(ann.reads("user_left").text("identity")).contains(cat.id().text());
        assertThat(ann.adds(cat, 1).error()).isEqualTo("not_asked");
        world.pass(Duration.ofSeconds(20));
        assertThat(cat.sentAway()).isEqualTo("unknown_here");
    }

    @Test
    void severalNewcomersAreAskedForByThemselves(World world) {
        hub(world);
        RawGuest ann = first(world, "ann");
        RawGuest bob = guest(world, "bob").proves(ROOM);
        RawGuest cat = guest(world, "cat").proves(ROOM);
        ann.skips().adds(cat, 1).adds(bob, 1);
        assertThat(texts(cat.reads("user_added"), "members"))
                .containsExactly(ann.id().text(), cat.id().text());
        assertThat(texts(bob.reads("user_added"), "members"))
                .containsExactly(ann.id().text(), cat.id().text(), bob.id().text());
    }

    @Test
    void aNewcomerThatGoesIsToldOf(World world) {
        hub(world);
        RawGuest ann = first(world, "ann");
        RawGuest bob = guest(world, "bob").proves(ROOM);
        ann.reads("new_user");
        bob.closes();
        assertThat(ann.reads("user_left").text("identity")).contains(bob.id().text());
        assertThat(ann.adds(bob, 1).error()).isEqualTo("not_asked");
    }

    @Test
    void whenAllLeaveInTheMiddleOfAJoinTheNewcomerIsTold(World world) {
        hub(world);
        RawGuest ann = first(world, "ann");
        RawGuest bob = added(world, "bob", ann, 1);
        RawGuest cat = guest(world, "cat").proves(ROOM);
        ann.closes();
        assertThat(cat.heardNothing()).isTrue();
        bob.says("bye");
        assertThat(cat.sentAway()).isEqualTo("everybody_left");
    }

    @Test
    void aMemberIsAddedUnderTheNewestKeyAlone(World world) {
        hub(world);
        RawGuest ann = first(world, "ann");
        RawGuest bob = added(world, "bob", ann, 1);
        RawGuest cat = added(world, "cat", ann, 1);
        bob.skips();
        RawGuest dan = guest(world, "dan").proves(ROOM);
        ann.skips();
        cat.says("bye");
        assertThat(ann.reads("user_left").text("reason")).contains("left");
        assertThat(ann.reads("rekey").whole("epoch")).contains(2L);
        ann.adds(dan, 1);
        Json.Members stale = ann.reads("error");
        assertThat(stale.text("code")).contains("stale_epoch");
        assertThat(stale.whole("epoch")).contains(2L);
        ann.adds(dan, 2);
        assertThat(dan.reads("user_added").whole("epoch")).contains(2L);
    }

    @Test
    void betweenMembersOnlyTheMakerOfTheKeyRelays(World world) {
        hub(world);
        RawGuest ann = first(world, "ann");
        RawGuest bob = added(world, "bob", ann, 1);
        RawGuest cat = added(world, "cat", ann, 1);
        bob.skips();
        assertThat(ann.says("relay", "to", bob.id().text(), "box", BOX).error()).isEqualTo("not_assigned");
        cat.says("bye");
        ann.skips();
        bob.skips();
        assertThat(bob.says("relay", "to", ann.id().text(), "box", BOX).error()).isEqualTo("not_assigned");
        ann.says("relay", "to", bob.id().text(), "box", BOX);
        assertThat(bob.reads("relay").text("from")).contains(ann.id().text());
        ann.says("ack", "epoch", 2);
        bob.says("ack", "epoch", 2);
        assertThat(ann.says("relay", "to", bob.id().text(), "box", BOX).error()).isEqualTo("not_assigned");
        assertThat(ann.says("relay", "to", cat.id().text(), "box", BOX).error()).isEqualTo("unknown_recipient");
    }

    @Test
    void aKeyThatIsNotAcknowledgedIsOrderedOfTheNextOldest(World world) {
        hub(world);
        RawGuest ann = first(world, "ann");
        RawGuest bob = added(world, "bob", ann, 1);
        RawGuest cat = added(world, "cat", ann, 1);
        cat.says("bye");
        bob.skips();
        world.pass(Duration.ofSeconds(20));
        assertThat(bob.reads("rekey").text("by")).contains(bob.id().text());
        bob.says("relay", "to", ann.id().text(), "box", BOX).says("ack", "epoch", 3);
        world.pass(Duration.ofSeconds(20));
        assertThat(bob.skips().closed())
                .as("it was sent nothing, which is ann's fault")
                .isEmpty();
        world.pass(Duration.ofSeconds(20));
        assertThat(ann.skips().closed())
                .as("it made no key twice, and took none once")
                .isPresent();
        assertThat(bob.closed()).isEmpty();
    }

    @Test
    void thoseWhomTheMakerSendsNothingAreNotRemovedForIt(World world) {
        hub(world);
        RawGuest mal = first(world, "mal");
        RawGuest max = added(world, "max", mal, 1);
        RawGuest bob = added(world, "bob", mal, 1);
        RawGuest cat = added(world, "cat", mal, 1);
        max.skips();
        cat.says("bye");
        long epoch = 2;
        for (int i = 0; i < 6; i++) {
            String by = bob.skipsTo("rekey").text("by").orElseThrow();
            for (RawGuest guest : List.of(mal, max)) {
                if (by.equals(guest.id().text())) {
                    guest.says("ack", "epoch", epoch);
                }
            }
            if (by.equals(bob.id().text())) {
                bob.says("relay", "to", mal.id().text(), "box", BOX);
                bob.says("relay", "to", max.id().text(), "box", BOX);
                bob.says("ack", "epoch", epoch);
            }
            world.pass(Duration.ofSeconds(20));
            epoch++;
        }
        assertThat(bob.closed()).isEmpty();
        assertThat(List.of(mal.closed(), max.closed())).allMatch(Optional::isPresent);
    }

    @Test
    void whatNobodyCanHelpDoesNotCloseALink(World world) {
        hub(world);
        RawGuest ann = first(world, "ann");
        for (int i = 0; i < 8; i++) {
            RawGuest gone = guest(world, "gone" + i).claims(ROOM);
            gone.closes();
            assertThat(ann.skips().says("nack", "identity", gone.id().text()).error())
                    .isEqualTo("not_asked");
        }
        assertThat(ann.closed()).isEmpty();
    }

    @Test
    void aTypeThatCannotBeSaidAgainIsJustUnknown(World world) {
        hub(world);
        RawGuest ann = first(world, "ann");
        assertThat(ann.says("a".repeat(39) + "\ud83d\ude00").error()).isEqualTo("unknown_type");
        assertThat(ann.closed()).isEmpty();
    }

    @Test
    void aCrowdThatSaysNothingKeepsNobodyOut(World world) {
        hub(world);
        RawGuest ann = first(world, "ann");
        for (int i = 0; i < 100; i++) {
            guest(world, "crowd" + i).opens(ROOM);
        }
        guest(world, "bob").proves(ROOM);
        ann.reads("new_user");
    }

    @Test
    void aMemberThatIsDeafIsAskedLast(World world) {
        hub(world);
        RawGuest ann = first(world, "ann");
        RawGuest bob = added(world, "bob", ann, 1);
        guest(world, "cat").claims(ROOM);
        world.pass(Duration.ofSeconds(20));
        ann.skips();
        bob.skips();
        RawGuest dan = guest(world, "dan").claims(ROOM);
        assertThat(bob.reads("new_user").text("identity")).contains(dan.id().text());
        assertThat(ann.heardNothing()).isTrue();
    }

    @Test
    void aMemberBroadcastsOnlySoMuch(World world) {
        hub(world, "bytes-per-second", "10000");
        RawGuest ann = first(world, "ann");
        String box = Bytes.wrap(new byte[6_000]).b64u();
        ann.says("broadcast", "epoch", 1, "seq", 1, "box", box);
        assertThat(ann.says("broadcast", "epoch", 1, "seq", 2, "box", box).error())
                .isEqualTo("rate_limited");
        world.pass(Duration.ofSeconds(1));
        ann.says("broadcast", "epoch", 1, "seq", 2, "box", box);
        assertThat(ann.heardNothing()).isTrue();
    }

    @Test
    void aKeyIsSentOnceToEach(World world) {
        hub(world);
        RawGuest ann = first(world, "ann");
        RawGuest bob = added(world, "bob", ann, 1);
        added(world, "cat", ann, 1).says("bye");
        ann.skips().says("relay", "to", bob.id().text(), "box", BOX);
        assertThat(ann.says("relay", "to", bob.id().text(), "box", BOX).error()).isEqualTo("not_assigned");
    }

    @Test
    void whoWouldOpenARoomAndGoesIsNotAnsweredForByAnother(World world) {
        TestNode hub = hub(world, "rooms", "admin");
        RawGuest ann = guest(world, "ann").proves(ROOM);
        RawGuest bob = guest(world, "bob").claims(ROOM);
        ann.skips().closes();
        world.pass(Duration.ofSeconds(1));
        assertThat(hub.question().claimed().name()).isEqualTo("room lobby, by an identity that is only claimed");
        hub.answer(Question.Stage.CONTACT, Answer.YES);
        assertThat(bob.skips().closed()).isEmpty();
        assertThat(hub.node().engine().inProgress().getFirst().label()).startsWith("1 of 1");
    }

    @Test
    void whoComesAfterAllHaveLeftBeginsWithTheFirstKey(World world) {
        hub(world, "persistent-rooms", ROOM);
        RawGuest ann = first(world, "ann");
        ann.says("need_key").says("ack", "epoch", 2).says("bye");
        RawGuest bob = first(world, "bob");
        bob.says("broadcast", "epoch", 1, "seq", 1, "box", BOX);
        assertThat(bob.heardNothing()).isTrue();
    }

    @Test
    void whoIsAloneIsNoDevice(World world) {
        TestNode hub = hub(world);
        first(world, "ann");
        assertThat(hub.contents().devices()).isEmpty();
    }

    @Test
    void thoseWhoLeaveTogetherAreOneOrder(World world) {
        hub(world);
        RawGuest ann = first(world, "ann");
        RawGuest bob = added(world, "bob", ann, 1);
        RawGuest cat = added(world, "cat", ann, 1);
        RawGuest dan = added(world, "dan", ann, 1);
        RawGuest eve = added(world, "eve", ann, 1);
        bob.says("bye");
        ann.skips();
        cat.says("bye");
        dan.says("bye");
        ann.reads("user_left");
        ann.reads("user_left");
        assertThat(ann.heardNothing()).isTrue();
        world.pass(Duration.ofSeconds(1));
        Json.Members order = ann.reads("rekey");
        assertThat(order.whole("epoch")).contains(3L);
        assertThat(texts(order, "members"))
                .containsExactly(ann.id().text(), eve.id().text());
    }

    @Test
    void whoComesAgainAtOnceComesUnderAnotherKey(World world) {
        hub(world);
        RawGuest ann = first(world, "ann");
        added(world, "bob", ann, 1).closes();
        RawGuest cat = added(world, "cat", ann, 2);
        cat.closes();
        ann.skips();
        RawGuest again = guest(world, "cat").proves(ROOM);
        ann.reads("new_user");
        ann.adds(again, 2);
        assertThat(ann.reads("rekey").whole("epoch")).contains(3L);
        assertThat(ann.error()).isEqualTo("stale_epoch");
        ann.adds(again, 3);
        assertThat(again.reads("user_added").whole("epoch")).contains(3L);
    }

    @Test
    void repeatsAndOldEpochsAreNotPassedOn(World world) {
        hub(world);
        RawGuest ann = first(world, "ann");
        RawGuest bob = added(world, "bob", ann, 1);
        RawGuest cat = added(world, "cat", ann, 1);
        bob.skips();
        ann.says("broadcast", "epoch", 1, "seq", 2, "box", BOX);
        Json.Members passed = bob.reads("broadcast");
        assertThat(passed.text("from")).contains(ann.id().text());
        assertThat(passed.text("box")).contains(BOX);
        assertThat(ann.says("broadcast", "epoch", 1, "seq", 2, "box", BOX).error())
                .isEqualTo("replayed");
        assertThat(ann.says("broadcast", "epoch", 1, "seq", 1, "box", BOX).error())
                .isEqualTo("replayed");
        assertThat(ann.says("broadcast", "epoch", 2, "seq", 1, "box", BOX).error())
                .isEqualTo("stale_epoch");
        cat.says("bye");
        ann.skips();
        bob.skips();
        ann.says("broadcast", "epoch", 1, "seq", 3, "box", BOX);
        assertThat(bob.reads("broadcast").whole("epoch"))
                .as("good for a while yet")
                .contains(1L);
        ann.says("ack", "epoch", 2);
        bob.says("ack", "epoch", 2);
        world.pass(Duration.ofSeconds(10));
        assertThat(ann.says("broadcast", "epoch", 1, "seq", 4, "box", BOX).error())
                .isEqualTo("stale_epoch");
    }

    @Test
    void aFrameThatIsTooLargeClosesTheLink(World world) {
        hub(world);
        RawGuest ann = first(world, "ann");
        ann.says(
                "broadcast",
                "epoch",
                1,
                "seq",
                1,
                "box",
                ann.crypto.random(16_384).b64u());
        assertThat(ann.error()).isEqualTo("too_large");
        assertThat(ann.closed()).isPresent();
    }

    @Test
    void aRelayMayBeLargerButNotWithoutEnd(World world) {
        hub(world);
        RawGuest ann = first(world, "ann");
        RawGuest bob = guest(world, "bob").proves(ROOM);
        ann.skips()
                .says(
                        "relay",
                        "to",
                        bob.id().text(),
                        "box",
                        ann.crypto.random(60_000).b64u());
        bob.reads("relay");
        ann.says(
                "relay",
                "to",
                bob.id().text(),
                "box",
                Bytes.join(ann.crypto.random(65_536), ann.crypto.random(65_536)).b64u());
        assertThat(ann.error()).isEqualTo("too_large");
        assertThat(ann.closed()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "[]",
                "{}",
                "{\"type\":7}",
                "{\"type\":\"broadcast\"}",
                "{\"type\":\"broadcast\",\"epoch\":1,\"seq\":0,\"box\":\"AA\"}",
                "{\"type\":\"broadcast\",\"epoch\":1,\"seq\":1.5,\"box\":\"AA\"}",
                "{\"type\":\"broadcast\",\"epoch\":1,\"seq\":1,\"box\":\"A=\"}",
                "{\"type\":\"relay\",\"to\":\"ann\",\"box\":\"AA\"}",
                "{\"type\":\"add_user\"}",
                "{\"type\":\"ack\",\"epoch\":\"1\"}"
            })
    void whatCannotBeReadIsAnErrorAndNothingElse(String frame, World world) {
        hub(world);
        RawGuest ann = first(world, "ann");
        assertThat(ann.sends(Bytes.utf8(frame)).error()).isEqualTo("invalid_message");
        assertThat(ann.closed()).isEmpty();
        assertThat(ann.says("dance").error()).isEqualTo("unknown_type");
    }

    @Test
    void fiveErrorsInARowCloseTheLinkAndFourDoNot(World world) {
        hub(world);
        RawGuest ann = first(world, "ann");
        RawGuest bob = added(world, "bob", ann, 1);
        for (int i = 0; i < 4; i++) {
            assertThat(ann.says("dance").error()).isEqualTo("unknown_type");
        }
        ann.says("broadcast", "epoch", 1, "seq", 1, "box", BOX);
        for (int i = 0; i < 5; i++) {
            assertThat(ann.closed()).isEmpty();
            assertThat(ann.says("dance").error()).isEqualTo("unknown_type");
        }
        assertThat(ann.closed()).isPresent();
        bob.reads("broadcast");
        assertThat(bob.reads("user_left").text("identity")).contains(ann.id().text());
    }

    @Test
    void tooManyFramesInASecondAreRefused(World world) {
        hub(world, "frames-per-second", "10");
        RawGuest ann = first(world, "ann");
        for (int i = 1; i <= 10; i++) {
            ann.says("broadcast", "epoch", 1, "seq", i, "box", BOX);
        }
        assertThat(ann.says("broadcast", "epoch", 1, "seq", 11, "box", BOX).error())
                .isEqualTo("rate_limited");
        world.pass(Duration.ofSeconds(1));
        ann.says("broadcast", "epoch", 1, "seq", 11, "box", BOX);
        assertThat(ann.heardNothing()).isTrue();
    }

    @Test
    void theKeyIsOrderedForOneThatLostItOnceAMinute(World world) {
        hub(world);
        RawGuest ann = first(world, "ann");
        assertThat(ann.says("need_key").reads("rekey").whole("epoch")).contains(2L);
        ann.says("ack", "epoch", 2);
        assertThat(ann.says("need_key").error()).isEqualTo("rate_limited");
        world.pass(Duration.ofMinutes(1));
        assertThat(ann.says("need_key").reads("rekey").whole("epoch")).contains(3L);
    }

    @Test
    void aRoomIsOpenedByAnOperatorsLeaveIfThatIsTheRule(World world) {
        TestNode hub = hub(world, "rooms", "admin");
        RawGuest ann = guest(world, "ann").proves(ROOM);
        assertThat(ann.reads("waiting").whole("seconds")).contains(600L);
        RawGuest bob = guest(world, "bob").proves(ROOM);
        bob.reads("waiting");
        assertThat(hub.question().claimed().name()).isEqualTo("room lobby");
        hub.answer(Question.Stage.CONTACT, Answer.NO);
        assertThat(ann.sentAway()).isEqualTo("not_allowed");
        hub.answer(Question.Stage.CONTACT, Answer.YES);
        assertThat(bob.skips().closed()).isEmpty();
        RawGuest cat = guest(world, "cat").proves(ROOM);
        assertThat(bob.reads("new_user").text("identity")).contains(cat.id().text());
    }

    @Test
    void whoIsVouchedForIsKnownAndTheVouchIsKept(World world) {
        TestNode hub = hub(world);
        RawGuest ann = first(world, "ann");
        RawGuest bob = added(world, "bob", ann, 1);
        assertThat(hub.device(ChatJoin.ID, bob.id().text())).isPresent();
        Peering vouch = hub.contents().peerings().stream()
                .map(p -> p.peering())
                .findFirst()
                .orElseThrow();
        assertThat(vouch.proposer()).isEqualTo(ann.id().address());
        assertThat(vouch.other()).isEqualTo(bob.id().address());
        assertThat(vouch.facts()).containsEntry("rooms", ROOM);
    }

    @Test
    void aClaimLeavesNothingInTheRegistry(World world) {
        TestNode hub = hub(world);
        RawGuest ann = first(world, "ann");
        RawGuest bob = guest(world, "bob").claims(ROOM);
        ann.skips().adds(bob, 1);
        bob.reads("user_added");
        assertThat(hub.device(ChatJoin.ID, bob.id().text())).isEmpty();
        assertThat(hub.contents().peerings()).isEmpty();
    }

    @Test
    void whoIsRevokedIsRemovedAndComesNoMore(World world) {
        TestNode hub = hub(world);
        RawGuest ann = first(world, "ann");
        RawGuest bob = added(world, "bob", ann, 1);
        hub.node()
                .registry()
                .revoke(hub.device(ChatJoin.ID, bob.id().text()).orElseThrow().id(), "lost", "test");
        world.settle();
        assertThat(bob.sentAway()).isEqualTo("blocked");
        assertThat(ann.reads("user_left").text("reason")).contains("removed");
        assertThat(ann.reads("rekey").whole("epoch")).contains(2L);
        assertThat(guest(world, "bob").proves(ROOM).sentAway()).isEqualTo("blocked");
        assertThat(guest(world, "bob").claims(ROOM).sentAway()).isEqualTo("blocked");
    }

    @Test
    void anOperatorRemovesAMemberAndClosesARoom(World world) {
        TestNode hub = hub(world);
        RawGuest ann = first(world, "ann");
        RawGuest bob = added(world, "bob", ann, 1);
        hub.command(
                ChatJoin.ID,
                "remove-member",
                Map.of("room", ROOM, "identity", bob.id().text()));
        assertThat(bob.sentAway()).isEqualTo("removed");
        assertThat(ann.reads("user_left").text("reason")).contains("removed");
        hub.command(ChatJoin.ID, "close-room", Map.of("room", ROOM));
        ann.reads("rekey");
        assertThat(ann.sentAway()).isEqualTo("closed");
        assertThat(hub.node().engine().size()).isZero();
        assertThat(hub.node()
                        .presence()
                        .interested(new ProtocolAddress(ChatJoin.ID, ann.id().address())))
                .isEmpty();
    }

    @Test
    void aPersistentRoomKeepsItsMembersOverARestart(World world) {
        TestNode hub = hub(world, "persistent-rooms", "cellar, lobby");
        RawGuest ann = first(world, "ann");
        RawGuest bob = added(world, "bob", ann, 1);
        ann.closes();
        assertThat(bob.reads("user_left").text("reason")).contains("offline");
        assertThat(bob.heardNothing()).as("no new key").isTrue();
        hub.crash();
        hub.start();
        assertThat(hub.node().engine().inProgress()).as("the rooms stand").hasSize(2);
        RawGuest cat = guest(world, "cat").proves(ROOM);
        assertThat(cat.reads("waiting").whole("seconds")).contains(600L);
        RawGuest back = guest(world, "bob").proves(ROOM);
        assertThat(texts(back.reads("ack"), "roster"))
                .containsExactly(ann.id().text(), bob.id().text());
        assertThat(back.reads("rekey").whole("epoch")).contains(2L);
        assertThat(back.reads("new_user").text("identity")).contains(cat.id().text());
        back.adds(cat, 2);
        assertThat(texts(cat.reads("user_added"), "members"))
                .containsExactly(ann.id().text(), bob.id().text(), cat.id().text());
    }

    @Test
    void aPersistentRoomIsOverWhenAllHaveSaidGoodbye(World world) {
        TestNode hub = hub(world, "persistent-rooms", ROOM);
        RawGuest ann = first(world, "ann");
        added(world, "bob", ann, 1).says("bye");
        ann.says("bye");
        assertThat(hub.contents().items()).isEmpty();
        assertThat(hub.node().engine().inProgress().getFirst().label()).isEqualTo("Empty");
        assertThat(first(world, "cat").closed()).isEmpty();
    }

    @Test
    void linesSayTheirRoomFirst(World world) {
        hub(world);
        RawGuest ann = guest(world, "ann").dialsLines();
        ann.says("identity", "identity", ann.id().text());
        assertThat(ann.closed()).isPresent();
        RawGuest bob = guest(world, "bob").dialsLines();
        bob.says("room", "room", "No Such Room");
        assertThat(bob.closed()).isPresent();
        RawGuest cat = guest(world, "cat").dialsLines();
        cat.says("room", "room", ROOM).says("identity", "identity", cat.id().text());
        assertThat(cat.reads("ack").whole("members")).contains(1L);
    }
}

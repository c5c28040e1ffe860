package org.handfast.plugin.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.Test;

import org.handfast.api.Bytes;
import org.handfast.api.Json;
import org.handfast.core.json.JsonReader;
import org.handfast.plugin.chat.device.Happening.Dropped;
import org.handfast.plugin.chat.device.Happening.HubMisbehaves;
import org.handfast.plugin.chat.device.Happening.Introduced;
import org.handfast.plugin.chat.device.Happening.Refused;
import org.handfast.plugin.chat.device.Happening.Rekeyed;
import org.handfast.plugin.chat.device.Happening.RosterDiffers;
import org.handfast.plugin.chat.wire.Identity;
import org.handfast.testkit.World;
import org.handfast.testkit.WorldTest;

/** What a member does if the hub, or who is in its place, changes, holds back and makes up what it says. */
@WorldTest
class LyingHubTest {

    private static final String ROOM = "lobby";

    private final List<Bytes> kept = new ArrayList<>();

    private static Json.Members json(Bytes frame) {
        return JsonReader.read(frame).root();
    }

    private static boolean is(Bytes frame, String type) {
        return json(frame).text("type").filter(type::equals).isPresent();
    }

    /** Changes frames of a type on their way to somebody. */
    private static void change(Chat chat, Guest to, String type, UnaryOperator<Json.Members> how) {
        chat.world()
                .network()
                .tap((from, whom, message) -> whom.equals(to.name()) && is(message, type)
                        ? List.of(how.apply(json(message)).canonical())
                        : List.of(message));
    }

    /** Holds frames of a type back on their way to somebody. */
    private void keep(Chat chat, Guest to, String type) {
        chat.world().network().tap((from, whom, message) -> {
            if (whom.equals(to.name()) && is(message, type)) {
                kept.add(message);
                return List.of();
            }
            return List.of(message);
        });
    }

    private static void tellTheTruth(Chat chat) {
        chat.world().network().tap((from, to, message) -> List.of(message));
    }

    private record Three(Chat chat, Guest ann, Guest bob, Guest cat) {
        static Three in(World world) {
            var chat = new Chat(world);
            Guest ann = chat.guest("ann").joins(ROOM);
            Guest bob = chat.guest("bob");
            Guest cat = chat.guest("cat");
            chat.acquaint(ann, bob, cat);
            bob.joins(ROOM);
            cat.joins(ROOM);
            return new Three(chat, ann, bob, cat);
        }
    }

    private static Json members(Json.Members frame, Identity more) {
        List<Json> members = new ArrayList<>(((Json.Items) frame.values().get("members")).values());
        members.add(new Json.Text(more.text()));
        return new Json.Items(members);
    }

    @Test
    void aMemberThatNobodyVouchedForIsWarnedOfAndNotSpokenTo(World world) {
        var chat = new Chat(world);
        Guest ann = chat.guest("ann").joins(ROOM);
        Guest bob = chat.guest("bob");
        Guest spy = chat.guest("spy");
        chat.acquaint(ann, bob);
        change(chat, ann, "user_added", frame -> frame.with("members", members(frame, spy.id())));
        bob.joins(ROOM);
        assertThat(ann.told(RosterDiffers.class)).containsExactly(new RosterDiffers(List.of(spy.id()), List.of()));
        ann.says("secret");
        assertThat(ann.told(Refused.class)).extracting(Refused::code).containsExactly("roster_differs");
        assertThat(bob.heard()).isEmpty();
    }

    @Test
    void aKeyIsMadeForNobodyWhomTheHubAdds(World world) {
        Three three = Three.in(world);
        Guest spy = three.chat().guest("spy");
        change(three.chat(), three.ann(), "rekey", frame -> frame.with("members", members(frame, spy.id())));
        three.cat().leaves();
        three.chat().pass(Duration.ofSeconds(2));
        assertThat(three.ann().told(RosterDiffers.class)).hasSize(1);
        assertThat(three.ann().told(Rekeyed.class)).isEmpty();
        assertThat(three.bob().told(Rekeyed.class)).isEmpty();
    }

    @Test
    void aKeyOfSomebodyElseIsNotTaken(World world) {
        Three three = Three.in(world);
        change(
                three.chat(),
                three.bob(),
                "rekey",
                frame -> frame.with("by", three.bob().id().text()));
        change(
                three.chat(),
                three.cat(),
                "relay",
                frame -> frame.with("from", three.bob().id().text()));
        three.ann().says("before");
        three.ann().sends(Json.of("type", "need_key").canonical());
        assertThat(three.cat().told(Rekeyed.class)).isEmpty();
        assertThat(three.cat().told(Dropped.class)).isNotEmpty();
    }

    @Test
    void whatComesBeforeItsKeyIsHeldUntilThat(World world) {
        Three three = Three.in(world);
        keep(three.chat(), three.bob(), "relay");
        three.cat().leaves();
        three.chat().pass(Duration.ofSeconds(2));
        three.ann().says("under the new key");
        assertThat(three.bob().heard()).isEmpty();
        tellTheTruth(three.chat());
        kept.forEach(three.bob()::hearsOf);
        assertThat(three.bob().heard()).containsExactly("under the new key");
    }

    @Test
    void whatComesBeforeItsKeyIsNotHeldForEver(World world) {
        Three three = Three.in(world);
        keep(three.chat(), three.bob(), "relay");
        three.cat().leaves();
        three.ann().says("under the new key");
        three.bob().told(Dropped.class);
        three.chat().pass(Duration.ofSeconds(19));
        assertThat(three.bob().told(Dropped.class)).isEmpty();
        keep(three.chat(), three.bob(), "rekey");
        three.chat().pass(Duration.ofSeconds(2));
        assertThat(three.bob().told(Dropped.class)).hasSize(1);
    }

    @Test
    void nothingIsSaidWhileAKeyIsOnItsWay(World world) {
        Three three = Three.in(world);
        keep(three.chat(), three.bob(), "relay");
        three.cat().leaves();
        three.chat().pass(Duration.ofSeconds(2));
        three.bob().says("just us?");
        assertThat(three.ann().heard()).isEmpty();
        tellTheTruth(three.chat());
        kept.forEach(three.bob()::hearsOf);
        three.chat().settle();
        assertThat(three.ann().heard()).containsExactly("just us?");
    }

    @Test
    void whatCameOnceIsNotHeardAgain(World world) {
        Three three = Three.in(world);
        three.chat()
                .world()
                .network()
                .tap((from, to, message) ->
                        to.equals("bob") && is(message, "broadcast") ? List.of(message, message) : List.of(message));
        three.ann().says("once");
        assertThat(three.bob().heard()).containsExactly("once");
        assertThat(three.bob().told(Dropped.class))
                .extracting(Dropped::why)
                .containsExactly("a message that came before");
    }

    @Test
    void aMessageIsNotHeardAsThatOfAnother(World world) {
        Three three = Three.in(world);
        change(
                three.chat(),
                three.bob(),
                "broadcast",
                frame -> frame.with("from", three.cat().id().text()));
        three.ann().says("I am cat");
        assertThat(three.bob().heard()).isEmpty();
        assertThat(three.bob().told(Dropped.class)).hasSize(1);
    }

    @Test
    void aMessageIsNotHeardUnderAnotherNumber(World world) {
        Three three = Three.in(world);
        change(three.chat(), three.bob(), "broadcast", frame -> frame.with("seq", 7));
        three.ann().says("hello");
        assertThat(three.bob().heard()).isEmpty();
    }

    @Test
    void anOrderOfAKeyThatWasIsRefused(World world) {
        Three three = Three.in(world);
        change(three.chat(), three.bob(), "rekey", frame -> frame.with("epoch", 1));
        three.cat().leaves();
        assertThat(three.bob().told(HubMisbehaves.class)).hasSize(1);
        assertThat(three.bob().client().epoch()).isEqualTo(1);
    }

    @Test
    void aProofIsGivenToThePinnedHubAlone(World world) {
        var chat = new Chat(world);
        Guest ann = chat.guest("ann");
        change(
                chat,
                ann,
                "prove",
                frame -> frame.with("sealed", Bytes.wrap(new byte[80]).b64u()));
        ann.joins(ROOM);
        assertThat(ann.told(HubMisbehaves.class)).hasSize(1);
        assertThat(ann.client().over()).isTrue();
    }

    @Test
    void aMembershipThatNoMemberGaveIsNone(World world) {
        var chat = new Chat(world);
        Guest ann = chat.guest("ann").joins(ROOM);
        Guest bob = chat.guest("bob");
        chat.acquaint(ann, bob);
        keep(chat, bob, "relay");
        bob.joins(ROOM);
        bob.hearsOf(Json.of(
                        "type",
                        "user_added",
                        "identity",
                        bob.id().text(),
                        "by",
                        ann.id().text(),
                        "epoch",
                        1,
                        "members",
                        new Json.Items(List.of(
                                new Json.Text(ann.id().text()),
                                new Json.Text(bob.id().text()))),
                        "public_key",
                        bob.self().pair().publicKey().bytes().b64u())
                .canonical());
        assertThat(bob.told(HubMisbehaves.class)).hasSize(1);
        assertThat(bob.client().over()).isTrue();
    }

    @Test
    void aKeyOfANewcomerThatIsNotItsKeySilences(World world) {
        var chat = new Chat(world);
        Guest ann = chat.guest("ann").joins(ROOM);
        Guest bob = chat.guest("bob");
        chat.acquaint(ann, bob);
        change(
                chat,
                ann,
                "user_added",
                frame -> frame.with(
                        "public_key", ann.self().pair().publicKey().bytes().b64u()));
        bob.joins(ROOM);
        assertThat(ann.told(HubMisbehaves.class)).hasSize(1);
        ann.says("hello");
        assertThat(bob.heard()).isEmpty();
    }

    @Test
    void whoCameBackTakesNoKeyFromStrangers(World world) {
        var chat = new Chat(world, "persistent-rooms", ROOM);
        Guest ann = chat.guest("ann").joins(ROOM);
        Guest bob = chat.guest("bob");
        chat.acquaint(ann, bob);
        bob.joins(ROOM);
        bob.vanishes();
        Guest cat = chat.guest("cat");
        chat.acquaint(ann, cat);
        cat.joins(ROOM);
        ann.vanishes();
        bob.told(Rekeyed.class);
        bob.joins(ROOM);
        chat.pass(Duration.ofSeconds(2));
        assertThat(bob.told(RosterDiffers.class)).containsExactly(new RosterDiffers(List.of(cat.id()), List.of()));
        chat.pass(Duration.ofSeconds(25));
        assertThat(bob.told(Dropped.class)).extracting(Dropped::from).containsOnly(cat.id());
        assertThat(bob.told(Rekeyed.class)).isEmpty();
        assertThat(cat.told(Rekeyed.class)).extracting(Rekeyed::epoch).doesNotContain(2L);
        ann.joins(ROOM);
        assertThat(bob.told(Rekeyed.class)).as("by one that it knows").hasSize(1);
        bob.says("hello");
        assertThat(cat.heard()).containsExactly("hello");
    }

    @Test
    void whatCannotBeReadIsPassedOver(World world) {
        var chat = new Chat(world);
        Guest ann = chat.guest("ann").joins(ROOM);
        for (String frame :
                List.of("", "{", "[]", "{\"type\":\"rekey\"}", "{\"type\":\"user_added\",\"identity\":7}")) {
            ann.hearsOf(Bytes.utf8(frame));
        }
        assertThat(ann.told(HubMisbehaves.class)).hasSize(5);
        ann.hearsOf(Bytes.utf8("{\"type\":\"something_new\"}"));
        assertThat(ann.told(HubMisbehaves.class)).isEmpty();
        assertThat(ann.client().over()).isFalse();
    }

    @Test
    void tooLongAMessageIsRefusedHere(World world) {
        Three three = Three.in(world);
        three.ann().says("x".repeat(8_001));
        assertThat(three.ann().told(Refused.class)).extracting(Refused::code).containsExactly("too_long");
        three.ann().says("x".repeat(8_000));
        assertThat(three.bob().heard()).hasSize(1);
    }

    @Test
    void aNameIsCleanedOfWhatWouldDeceive(World world) {
        var chat = new Chat(world);
        Guest ann = chat.guest("ann").joins(ROOM);
        Guest bob = chat.guest("bo\u202eb\u0007");
        chat.acquaint(ann, bob);
        bob.joins(ROOM);
        assertThat(ann.told(Introduced.class)).extracting(Introduced::name).containsExactly("bob");
    }
}

package org.handfast.plugin.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.handfast.plugin.chat.device.Happening.Came;
import org.handfast.plugin.chat.device.Happening.Dropped;
import org.handfast.plugin.chat.device.Happening.Introduced;
import org.handfast.plugin.chat.device.Happening.OpenedRoom;
import org.handfast.plugin.chat.device.Happening.Rekeyed;
import org.handfast.plugin.chat.device.Happening.SentAway;
import org.handfast.plugin.chat.device.Happening.StrangerVouches;
import org.handfast.plugin.chat.device.Happening.VouchedFor;
import org.handfast.plugin.chat.device.Happening.Went;
import org.handfast.plugin.chat.device.Happening.Words;
import org.handfast.testkit.World;
import org.handfast.testkit.WorldTest;

/** The eight steps of the document, and what follows, by clients that keep to them. */
@WorldTest
class JoiningTest {

    private static final String ROOM = "lobby";

    @Test
    void theFirstOpensTheRoom(World world) {
        var chat = new Chat(world);
        Guest ann = chat.guest("ann").joins(ROOM);
        assertThat(ann.told(OpenedRoom.class)).hasSize(1);
        assertThat(ann.client().members()).containsExactly(ann.id());
        assertThat(ann.client().epoch()).isEqualTo(1);
    }

    @Test
    void aMemberVouchesForASecondAndTheyTalk(World world) {
        var chat = new Chat(world);
        Guest ann = chat.guest("ann").joins(ROOM);
        Guest bob = chat.guest("bob");
        chat.acquaint(ann, bob);
        bob.joinsByLines(ROOM);
        assertThat(bob.toldAll()).noneMatch(Dropped.class::isInstance);
        assertThat(bob.told(VouchedFor.class))
                .containsExactly(new VouchedFor(ann.self().contact()));
        assertThat(bob.client().members()).containsExactly(ann.id(), bob.id());
        assertThat(ann.told(Came.class)).containsExactly(new Came(bob.id(), ann.id()));
        assertThat(ann.told(Introduced.class)).containsExactly(new Introduced(bob.id(), "bob"));
        assertThat(ann.told(Words.class).getFirst().words())
                .isEqualTo(bob.told(Words.class).getFirst().words());
        bob.says("hello");
        ann.says("welcome");
        assertThat(ann.heard()).containsExactly("hello");
        assertThat(bob.heard()).containsExactly("welcome");
    }

    @Test
    void aMemberCallsItselfOtherwiseAndSaysSo(World world) {
        var chat = new Chat(world);
        Guest ann = chat.guest("ann").joins(ROOM);
        Guest bob = chat.guest("bob");
        chat.acquaint(ann, bob);
        bob.joins(ROOM);
        ann.isCalled("Anna");
        assertThat(bob.told(Introduced.class)).containsExactly(new Introduced(ann.id(), "Anna"));
    }

    @Test
    void theThirdIsVouchedForByWhicheverKnowsIt(World world) {
        var chat = new Chat(world);
        Guest ann = chat.guest("ann").joins(ROOM);
        Guest bob = chat.guest("bob");
        chat.acquaint(ann, bob);
        bob.joins(ROOM);
        Guest eve = chat.guest("eve");
        chat.acquaint(bob, eve);
        eve.joins(ROOM);
        assertThat(eve.told(VouchedFor.class))
                .containsExactly(new VouchedFor(bob.self().contact()));
        eve.says("hi all");
        assertThat(List.of(ann.heard(), bob.heard())).containsOnly(List.of("hi all"));
    }

    @Test
    void aStrangerIsTurnedAwayInWords(World world) {
        var chat = new Chat(world);
        chat.guest("ann").joins(ROOM);
        Guest eve = chat.guest("eve").joins(ROOM);
        assertThat(eve.told(SentAway.class)).containsExactly(new SentAway("unknown_here", "nobody here knows you"));
        assertThat(eve.client().over()).isTrue();
    }

    @Test
    void aNewcomerThatDoesNotKnowItsVoucherLeaves(World world) {
        var chat = new Chat(world);
        Guest ann = chat.guest("ann").joins(ROOM);
        Guest bob = chat.guest("bob");
        ann.trusts(bob);
        bob.joins(ROOM);
        assertThat(bob.told(StrangerVouches.class)).containsExactly(new StrangerVouches(ann.id()));
        assertThat(ann.client().members()).containsExactly(ann.id());
    }

    @Test
    void whenOneLeavesTheOthersHaveANewKey(World world) {
        var chat = new Chat(world);
        Guest ann = chat.guest("ann").joins(ROOM);
        Guest bob = chat.guest("bob");
        Guest cat = chat.guest("cat");
        chat.acquaint(ann, bob, cat);
        bob.joins(ROOM);
        cat.joins(ROOM);
        ann.leaves();
        chat.pass(Duration.ofSeconds(2));
        assertThat(bob.told(Went.class)).containsExactly(new Went(ann.id(), "left"));
        assertThat(bob.told(Rekeyed.class)).containsExactly(new Rekeyed(2));
        assertThat(cat.told(Rekeyed.class)).containsExactly(new Rekeyed(2));
        bob.says("just us");
        assertThat(cat.heard()).containsExactly("just us");
        assertThat(ann.heard()).isEmpty();
    }
}

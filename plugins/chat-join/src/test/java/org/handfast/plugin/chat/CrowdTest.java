package org.handfast.plugin.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.handfast.plugin.chat.RawGuest.texts;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.handfast.api.Bytes;
import org.handfast.plugin.chat.wire.ChatWire;
import org.handfast.testkit.TestNode;
import org.handfast.testkit.World;
import org.handfast.testkit.WorldTest;

/** Rooms as large, and as many, as there may be; and one more. */
@WorldTest
class CrowdTest {

    private static final String BOX = Bytes.utf8("a box").b64u();

    @Test
    void aRoomHasFiveHundredMembersAndNotOneMore(World world) {
        new Chat(world);
        List<RawGuest> members = new ArrayList<>();
        RawGuest first = new RawGuest(world, "0").claims("hall");
        members.add(first.skips());
        for (int i = 1; i < ChatWire.MOST_MEMBERS; i++) {
            RawGuest next = new RawGuest(world, "" + i).claims("hall");
            first.adds(next, 1).skips();
            members.add(next);
            if (i % 50 == 0) {
                world.pass(Duration.ofSeconds(1));
            }
        }
        RawGuest last = members.getLast();
        assertThat(texts(last.reads("user_added"), "members")).hasSize(ChatWire.MOST_MEMBERS);
        assertThat(new RawGuest(world, "one more").claims("hall").sentAway()).isEqualTo("room_full");
        members.forEach(RawGuest::skips);
        last.says("broadcast", "epoch", 1, "seq", 1, "box", BOX);
        for (RawGuest member : members.subList(0, ChatWire.MOST_MEMBERS - 1)) {
            assertThat(member.reads("broadcast").text("box")).contains(BOX);
        }
        last.says("bye");
        assertThat(texts(first.skipsTo("rekey"), "members")).hasSize(ChatWire.MOST_MEMBERS - 1);
        for (RawGuest member : members.subList(1, ChatWire.MOST_MEMBERS - 1)) {
            first.says("relay", "to", member.id().text(), "box", BOX);
            assertThat(member.skipsTo("relay").text("from")).contains(first.id().text());
            member.puts("ack", "epoch", 2);
        }
        assertThat(first.says("ack", "epoch", 2).heardNothing())
                .as("499 boxes in a second are no flood if they are a new key")
                .isTrue();
    }

    @Test
    void ofTenThousandRoomsThoseThatThereIsRoomForAreOpened(World world) {
        TestNode hub = new Chat(world).hub();
        List<RawGuest> open = new ArrayList<>();
        int refused = 0;
        for (int i = 0; i < 10_000; i++) {
            RawGuest guest = new RawGuest(world, "" + i).claims("room-" + i);
            if (guest.closed().isPresent()) {
                refused++;
            } else {
                open.add(guest);
            }
        }
        assertThat(open).hasSize(6_000);
        assertThat(refused).isEqualTo(4_000);
        assertThat(hub.node().engine().size()).isEqualTo(6_000);
        RawGuest one = open.get(3_000).skips();
        assertThat(one.says("need_key").reads("rekey").whole("epoch")).contains(2L);
        open.getFirst().says("bye");
        assertThat(new RawGuest(world, "late").claims("late").reads("ack").whole("members"))
                .contains(1L);
    }
}

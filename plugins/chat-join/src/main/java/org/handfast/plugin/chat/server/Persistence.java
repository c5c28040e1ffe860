package org.handfast.plugin.chat.server;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.handfast.api.Bytes;
import org.handfast.api.Claim;
import org.handfast.api.Effect;
import org.handfast.api.Fault;
import org.handfast.api.Item;
import org.handfast.api.Json;
import org.handfast.api.Key;
import org.handfast.api.Settings;
import org.handfast.api.State;
import org.handfast.api.Step;
import org.handfast.api.View;
import org.handfast.plugin.chat.wire.ChatWire;
import org.handfast.plugin.chat.wire.Identity;

/**
 * Rooms that outlive their members' connections, and the hub: of each an item for its numbers, and one a member, under its seat. A
 * change costs as much as what changed.
 */
public final class Persistence {

    private static final String ROOMS = "rooms";
    private static final String SETTING = "persistent-rooms";

    private Persistence() {}

    /**
     * The rooms that are to be kept.
     *
     * @throws Fault CONFIGURATION that names those that no room can be called
     */
    public static List<String> rooms(Settings settings) {
        List<String> names = names(settings);
        List<String> bad = names.stream().filter(n -> !ChatWire.isRoom(n)).toList();
        if (!bad.isEmpty()) {
            throw new Fault(
                    Fault.Category.CONFIGURATION,
                    "bad-room",
                    "'" + SETTING + "' names '" + String.join("', '", bad)
                            + "': a room's name has 1 to 64 of a to z, 0 to 9 and hyphens.");
        }
        return names;
    }

    private static List<String> names(Settings settings) {
        return Arrays.stream(settings.text(SETTING).split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
    }

    static boolean persistent(String room, View view) {
        return names(view.settings()).contains(room);
    }

    /** The room as it was kept, if it has only just begun to be looked at. */
    static Room recalled(Room room, View view) {
        if (room.seats() > 0) {
            return room;
        }
        return view.item(ROOMS, Bytes.utf8(room.name()))
                .map(item -> read(room, view.json(item.value()).root(), view))
                .orElse(room);
    }

    private static Room read(Room room, Json.Members numbers, View view) {
        List<Member> members = view.items(scope(room.name()), ChatWire.MOST_MEMBERS).stream()
                .map(item -> member(item, view))
                .toList();
        return new Room(
                room.name(),
                members,
                room.visitors(),
                numbers.whole("seats").orElseThrow(),
                new Epochs(numbers.whole("epoch").orElseThrow(), List.of()),
                Optional.empty(),
                Optional.empty(),
                Instant.EPOCH,
                Instant.EPOCH,
                Set.of(),
                true,
                room.alarm());
    }

    private static Member member(Item item, View view) {
        Json.Members kept = view.json(item.value()).root();
        return new Member(
                kept.whole("seat").orElseThrow(),
                new Identity(kept.text("identity").orElseThrow()),
                kept.text("key").flatMap(Bytes::b64u).map(b -> new Key(Key.Algorithm.X25519, b)),
                kept.has("proven"),
                kept.text("by").map(Identity::new),
                Instant.ofEpochSecond(kept.whole("since").orElseThrow()),
                kept.whole("epoch").orElseThrow(),
                Optional.empty(),
                Sent.NOTHING,
                Manners.GOOD,
                Instant.EPOCH,
                0,
                false);
    }

    /** Where a turn leads to; of a persistent room what has changed is kept. */
    static Step<State> kept(Room before, Turn turn) {
        if (turn.persistent() && !turn.empty()) {
            keep(before.kept() ? before : Room.empty(before.name()), turn);
            turn.kept(true);
        } else if (turn.kept()) {
            forget(turn);
        }
        return turn.done();
    }

    /** All have said goodbye, or the room is to be kept no more: then those who are offline have left. */
    private static void forget(Turn turn) {
        turn.members().stream().filter(m -> !m.online()).forEach(m -> Leaving.member(turn, m, Leaving.Reason.LEFT));
        turn.effect(Effect.remove(ROOMS, Bytes.utf8(turn.name())));
        turn.effect(Effect.clear(scope(turn.name())));
        turn.kept(false);
    }

    private static void keep(Room before, Turn turn) {
        if (before.epochs().current() != turn.epochs().current() || before.seats() != turn.seats()) {
            turn.effect(Effect.put(new Item(ROOMS, Bytes.utf8(turn.name()), numbers(turn), Claim.FOREVER)));
        }
        Map<Long, Member> left = new HashMap<>();
        before.members().forEach(member -> left.put(member.seat(), member));
        for (Member member : turn.members()) {
            Member old = left.remove(member.seat());
            if (old == null || !old.keptLike(member)) {
                turn.effect(Effect.put(new Item(scope(turn.name()), key(member), written(member), Claim.FOREVER)));
            }
        }
        left.values().forEach(gone -> turn.effect(Effect.remove(scope(turn.name()), key(gone))));
    }

    private static String scope(String room) {
        return "room/" + room;
    }

    private static Bytes key(Member member) {
        return Bytes.u64(member.seat());
    }

    private static Bytes numbers(Turn turn) {
        return Json.of("epoch", turn.epochs().current(), "seats", turn.seats()).canonical();
    }

    private static Bytes written(Member member) {
        List<Object> values = new ArrayList<>(List.of(
                "seat", member.seat(),
                "identity", member.identity().text(),
                "since", member.since().getEpochSecond(),
                "epoch", member.epoch()));
        member.key().ifPresent(key -> values.addAll(List.of("key", key.bytes().b64u())));
        member.voucher().ifPresent(by -> values.addAll(List.of("by", by.text())));
        if (member.proven()) {
            values.addAll(List.of("proven", true));
        }
        return Json.of(values.toArray()).canonical();
    }
}

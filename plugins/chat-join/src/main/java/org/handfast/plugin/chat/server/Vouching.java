package org.handfast.plugin.chat.server;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;

import org.handfast.api.Address;
import org.handfast.api.Binding;
import org.handfast.api.Device;
import org.handfast.api.Effect;
import org.handfast.api.Introduction;
import org.handfast.api.Key;
import org.handfast.api.Peering;
import org.handfast.api.Peering.Standing;

/**
 * What the registry learns of members: those that have shown their key become devices once one vouches for the other, and who
 * vouched for whom stays known when the room is long over. A claim becomes nothing, and neither does who is alone.
 */
final class Vouching {

    static final String KIND = "chat identity";

    private static final String ROOMS = "rooms";
    private static final int MOST_ROOMS = 20;
    private static final int SHORT = 8;

    /** One identity may be in many rooms, each by a link of its own. */
    private static final Binding PRESENT = Binding.shared(64);

    private Vouching() {}

    /** A member has its seat, or has it again: one that the registry knows is here now, and is heard of if it is blocked. */
    static void seated(Turn turn, Member member) {
        if (member.proven() && device(turn, member).isPresent()) {
            present(turn, member);
        } else {
            watched(turn, member);
        }
    }

    /** A member of a room that is recalled, before it comes itself. */
    static void watched(Turn turn, Member member) {
        turn.effect(Effect.watch(member.identity().address()));
    }

    private static void present(Turn turn, Member member) {
        member.link()
                .ifPresent(link -> turn.effect(Effect.bind(member.identity().address(), link, PRESENT)));
    }

    private static Optional<Device> device(Turn turn, Member member) {
        return turn.view().device(member.identity().address());
    }

    /** Makes a member that has shown its key a device, if it is none; false if the key is that of another by now. */
    private static boolean registered(Turn turn, Member member) {
        if (device(turn, member).isPresent()) {
            return true;
        }
        Optional<Key> key = member.key().filter(k -> turn.view().holder(k).isEmpty());
        key.ifPresent(k -> {
            turn.effect(Effect.register(
                    member.identity().address(),
                    Introduction.of(member.identity().text().substring(0, SHORT), KIND),
                    k,
                    Map.of()));
            present(turn, member);
        });
        return key.isPresent();
    }

    /** A member is none any more. */
    static void gone(Turn turn, Member member) {
        turn.effect(Effect.release(member.identity().address()));
    }

    /** A member added another. */
    static void vouched(Turn turn, Member by, Member added) {
        Address voucher = by.identity().address();
        Address newcomer = added.identity().address();
        if (!by.proven() || !added.proven() || !registered(turn, by) || !registered(turn, added)) {
            return;
        }
        Optional<Peering> before = turn.view().peering(voucher, newcomer);
        if (before.filter(p -> rooms(p).contains(turn.name())).isPresent()) {
            return;
        }
        SequencedSet<String> rooms =
                new LinkedHashSet<>(before.map(Vouching::rooms).orElse(List.of()));
        rooms.add(turn.name());
        while (rooms.size() > MOST_ROOMS) {
            rooms.removeFirst();
        }
        turn.effect(Effect.relate(new Peering(
                before.map(Peering::proposer).orElse(voucher),
                before.map(Peering::other).orElse(newcomer),
                Standing.ESTABLISHED,
                List.of(),
                Map.of(ROOMS, String.join(" ", rooms)))));
    }

    private static List<String> rooms(Peering peering) {
        return peering.standing() == Standing.ENDED
                ? List.of()
                : Arrays.asList(peering.facts().getOrDefault(ROOMS, "").split(" "));
    }
}

package org.handfast.plugin.chat.server;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.handfast.api.Participant;
import org.handfast.api.State;
import org.handfast.plugin.chat.wire.Identity;

/**
 * A room.
 *
 * @param name of it
 * @param members those who are in it, the oldest first; in a persistent room those who are offline too
 * @param visitors those at its door
 * @param seats how many ever were members
 * @param epochs of its keys
 * @param rekey the order of a key that not all have acknowledged
 * @param wanted when another is to be ordered
 * @param ordered when one was last
 * @param askAfter when an operator may be asked about the next who would open the room
 * @param gone who has left since then
 * @param kept whether what outlives the hub is written down
 * @param alarm when the room is to be looked at next
 */
public record Room(
        String name,
        List<Member> members,
        List<Visitor> visitors,
        long seats,
        Epochs epochs,
        Optional<Rekey> rekey,
        Optional<Instant> wanted,
        Instant ordered,
        Instant askAfter,
        Set<Identity> gone,
        boolean kept,
        Optional<Instant> alarm)
        implements State {

    public Room {
        members = List.copyOf(members);
        visitors = List.copyOf(visitors);
        gone = Set.copyOf(gone);
    }

    /** One that nobody has come to. */
    public static Room empty(String name) {
        return new Room(
                name,
                List.of(),
                List.of(),
                0,
                Epochs.NONE,
                Optional.empty(),
                Optional.empty(),
                Instant.EPOCH,
                Instant.EPOCH,
                Set.of(),
                false,
                Optional.empty());
    }

    @Override
    public Phase phase() {
        return members.isEmpty() ? Phase.OPENED : Phase.ESTABLISHED;
    }

    /** Says how many there are: what lists show goes by the label, and news tell when it becomes another. */
    @Override
    public String label() {
        long waiting = visitors.stream().filter(v -> v.known().isPresent()).count();
        String door = waiting == 0 ? "" : ", " + waiting + " at the door";
        if (members.isEmpty()) {
            return "Empty" + door;
        }
        return members.stream().filter(Member::online).count() + " of " + members.size() + " here" + door;
    }

    @Override
    public Optional<List<Participant>> participants() {
        return Optional.of(Participants.of(this));
    }
}

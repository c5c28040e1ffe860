package org.handfast.plugin.chat.server;

import java.util.List;
import java.util.Map;

import org.handfast.api.Descriptor.Command;
import org.handfast.api.Descriptor.Command.Parameter;
import org.handfast.api.Event.Commanded;
import org.handfast.api.Fault;
import org.handfast.plugin.chat.wire.ChatWire;
import org.handfast.plugin.chat.wire.Identity;
import org.handfast.plugin.chat.wire.Refusal;

/** What operators do to rooms. */
public final class Operators {

    private static final Parameter ROOM = new Parameter("room", "Room", "The name of the room.", List.of(), true);

    /** What they may do. */
    public static final List<Command> COMMANDS = List.of(
            new Command(
                    "remove-member",
                    "Remove a member of a room",
                    List.of(ROOM, new Parameter("identity", "Identity", "Whom to remove.", List.of(), true))),
            new Command("close-room", "Close a room", List.of(ROOM)));

    private Operators() {}

    /**
     * The room of a command.
     *
     * @throws Fault OPERATOR_INPUT if it is none
     */
    public static String room(Map<String, String> arguments) {
        String room = arguments.getOrDefault("room", "");
        if (!ChatWire.isRoom(room)) {
            throw input("bad-room", "A room's name has 1 to 64 of a to z, 0 to 9 and hyphens.");
        }
        return room;
    }

    static void commanded(Turn turn, Commanded event) {
        if (turn.empty() && turn.visitors().isEmpty()) {
            throw input("no-such-room", "Nobody is in a room '" + turn.name() + "'.");
        }
        switch (event.command()) {
            case "remove-member" -> {
                Member member = Identity.parse(event.arguments().getOrDefault("identity", ""))
                        .flatMap(turn::member)
                        .orElseThrow(() -> input("no-such-member", "Nobody of this identity is a member of the room."));
                Leaving.sentAway(turn, member, Refusal.REMOVED);
            }
            case "close-room" -> close(turn);
            default -> throw input("no-such-command", "There is no command '" + event.command() + "'.");
        }
    }

    private static void close(Turn turn) {
        for (Visitor visitor : turn.visitors()) {
            Leaving.visitor(turn, visitor);
            turn.turnAway(visitor, Refusal.CLOSED);
        }
        for (Member member : turn.members()) {
            turn.remove(member);
            Vouching.gone(turn, member);
            member.link().ifPresent(link -> turn.turnAway(link, Refusal.CLOSED));
        }
        turn.anew();
    }

    private static Fault input(String code, String detail) {
        return new Fault(Fault.Category.OPERATOR_INPUT, code, detail);
    }
}

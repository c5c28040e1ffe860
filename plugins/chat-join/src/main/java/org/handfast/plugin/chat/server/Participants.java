package org.handfast.plugin.chat.server;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.handfast.api.Participant;
import org.handfast.plugin.chat.server.Visitor.Asking;
import org.handfast.plugin.chat.server.Visitor.Known;
import org.handfast.plugin.chat.server.Visitor.Opening;
import org.handfast.plugin.chat.server.Visitor.Queued;

/** Who is in a room and at its door, for operators. */
final class Participants {

    private Participants() {}

    static List<Participant> of(Room room) {
        return Stream.concat(
                        room.members().stream().map(Participants::member),
                        room.visitors().stream().flatMap(v -> v.known().map(Participants::visitor).stream()))
                .toList();
    }

    private static Participant member(Member member) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("identity", shown(member.proven()));
        facts.put("since", member.since().toString());
        member.voucher().ifPresent(by -> facts.put("vouched-by", by.text()));
        return new Participant(member.identity().address(), "Member", member.online(), facts);
    }

    private static Participant visitor(Known visitor) {
        String door =
                switch (visitor) {
                    case Asking asking -> "a member is asked whether it knows this one";
                    case Queued queued -> "nobody is here who could be asked";
                    case Opening opening -> "an operator is asked whether this one may open the room";
                };
        return new Participant(
                visitor.identity().address(),
                "At the door",
                true,
                Map.of("identity", shown(visitor.proven()), "door", door));
    }

    private static String shown(boolean proven) {
        return proven ? "proven" : "claimed";
    }
}

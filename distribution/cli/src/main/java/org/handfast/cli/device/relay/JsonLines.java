package org.handfast.cli.device.relay;

import java.io.PrintWriter;
import java.util.List;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.handfast.api.Shown;
import org.handfast.api.Step.Outcome;
import org.handfast.cli.Json;
import org.handfast.cli.Terminal;
import org.handfast.cli.device.ShownText;

/** An object a line, for a script. */
final class JsonLines implements RelayTeller {

    private final PrintWriter out;

    JsonLines(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void line(String where) {
        say(event("state").put("state", where));
    }

    @Override
    public void told(Told told) {
        ObjectNode event = event(told.code());
        List<String> names = names(told.code());
        for (int i = 0; i < Math.min(names.size(), told.texts().size()); i++) {
            event.put(names.get(i), told.text(i));
        }
        say(event);
    }

    private static List<String> names(String code) {
        return switch (code) {
            case "message" -> List.of("peer", "text");
            case "revoked" -> List.of("peer", "reason");
            case "accepted" -> List.of("peer", "type", "id");
            case "failed" -> List.of("peer", "type", "code", "detail");
            case "refused" -> List.of("detail");
            default -> List.of("peer");
        };
    }

    @Override
    public void compare(String peer, List<Shown> shown) {
        ObjectNode event = event("compare").put("peer", peer);
        ShownText.into(event, shown);
        say(event);
    }

    /** Whoever reads the lines knows what is asked. */
    @Override
    public boolean agrees(String peer, Terminal terminal) {
        return terminal.yes();
    }

    @Override
    public void note(String sentence) {
        say(event("note").put("detail", sentence));
    }

    @Override
    public void over(Outcome outcome, String reason) {
        say(event("over").put("outcome", outcome.name()).put("reason", reason));
    }

    private static ObjectNode event(String name) {
        return Json.MAPPER.createObjectNode().put("event", name);
    }

    private void say(ObjectNode event) {
        out.println(Json.line(event));
        out.flush();
    }
}

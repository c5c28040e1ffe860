package org.handfast.cli.device;

import java.io.PrintWriter;
import java.util.List;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.handfast.api.Shown;
import org.handfast.api.Step.Outcome;
import org.handfast.cli.Json;
import org.handfast.cli.Plain;

/** Tells how a conversation goes: in sentences for a person, or one JSON object a line for a script. */
interface Teller {

    /** It reached a state. */
    void reached(String label);

    /** There is something to compare. */
    void compare(List<Shown> shown);

    /** It is over. */
    void over(Outcome outcome, String reason);

    /** In sentences. */
    static Teller sentences(PrintWriter out, String endpoint) {
        return new Teller() {
            @Override
            public void reached(String label) {
                say(
                        switch (label) {
                            case "Dialling" -> "Dialling " + endpoint + "…";
                            case "Greeting" -> "It answers. Saying hello…";
                            case "AwaitingAnswer" -> "Asked to be paired. Waiting for the person at the other end…";
                            case "AwaitingWords" -> "Keys are exchanged.";
                            case "CheckingKeys" -> "Checking keys…";
                            case "Connected" ->
                                "Connected: paired, and both ends have proven their keys. Ctrl-C disconnects.";
                            case "ConnectedUnproven" -> "Connected, but the other end has not proven its key.";
                            default -> label;
                        });
            }

            @Override
            public void compare(List<Shown> shown) {
                say("");
                ShownText.lines(shown).forEach(this::say);
                say("");
            }

            @Override
            public void over(Outcome outcome, String reason) {
                say(Plain.line(reason));
            }

            private void say(String text) {
                out.println(text);
                out.flush();
            }
        };
    }

    /** In JSON. */
    static Teller json(PrintWriter out) {
        return new Teller() {
            @Override
            public void reached(String label) {
                say(event("state").put("state", label));
            }

            @Override
            public void compare(List<Shown> shown) {
                ObjectNode event = event("compare");
                ShownText.into(event, shown);
                say(event);
            }

            @Override
            public void over(Outcome outcome, String reason) {
                say(event("over").put("outcome", outcome.name()).put("reason", reason));
            }

            private ObjectNode event(String name) {
                return Json.MAPPER.createObjectNode().put("event", name);
            }

            private void say(ObjectNode event) {
                out.println(event);
                out.flush();
            }
        };
    }
}

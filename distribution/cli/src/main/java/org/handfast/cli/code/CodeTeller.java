package org.handfast.cli.code;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Help.Ansi;

import org.handfast.cli.ExitCode;
import org.handfast.cli.Json;
import org.handfast.cli.Plain;

/** Tells a person in sentences, or a script by events, an object a line. Not thread-safe. */
public final class CodeTeller {

    private final PrintWriter out;
    private final boolean json;
    private String clock = "";

    /** One that tells by events if {@code json}, else in sentences. */
    public CodeTeller(PrintWriter out, boolean json) {
        this.out = out;
        this.json = json;
    }

    /** An event of a name, to be filled. */
    public static ObjectNode event(String name) {
        return Json.MAPPER.createObjectNode().put("event", name);
    }

    /** The same either way. What comes from others in the sentence must be plain already. */
    public void tell(String sentence, ObjectNode event) {
        wipe();
        out.println(json ? Json.line(event) : sentence);
        out.flush();
    }

    /** True if it tells by events. */
    public boolean json() {
        return json;
    }

    /** For a script alone. */
    public void report(ObjectNode event) {
        if (json) {
            tell("", event);
        }
    }

    /** For a person alone. */
    public void say(String sentence) {
        if (!json) {
            wipe();
            out.println(sentence);
            out.flush();
        }
    }

    /** An entry of a conversation's timeline, as far as a person needs to know of it. */
    public void entry(String kind, String code, String detail) {
        Course.sentence(kind, code, detail)
                .ifPresent(sentence -> tell(
                        sentence,
                        kind.equals("STATE")
                                ? event("state").put("state", code)
                                : event("note").put("code", code).put("detail", detail)));
    }

    /** How long is left, on a line that stays the last; in a terminal alone. */
    public void clock(String what, Instant now, Instant until) {
        if (json || !Ansi.AUTO.enabled()) {
            return;
        }
        long left = Math.max(0, Duration.between(now, until).toSeconds());
        String line = what + " " + String.format(Locale.ROOT, "%d:%02d", left / 60, left % 60) + " left.";
        if (!line.equals(clock)) {
            out.print("\r" + line + " ".repeat(Math.max(0, clock.length() - line.length())));
            out.flush();
            clock = line;
        }
    }

    /** It is over; how to exit. */
    public ExitCode over(String outcome, String reason) {
        tell(Plain.line(reason), event("over").put("outcome", outcome).put("reason", reason));
        return switch (outcome) {
            case "CLOSED" -> ExitCode.OK;
            case "REJECTED" -> ExitCode.REFUSED;
            case "EXPIRED" -> ExitCode.EXPIRED;
            default -> ExitCode.FAILED;
        };
    }

    /** Takes the clock away. */
    private void wipe() {
        if (!clock.isEmpty()) {
            out.print("\r" + " ".repeat(clock.length()) + "\r");
            clock = "";
        }
    }
}

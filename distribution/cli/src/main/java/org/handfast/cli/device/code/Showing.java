package org.handfast.cli.device.code;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.handfast.api.Shown;
import org.handfast.cli.Plain;
import org.handfast.cli.code.CodeTeller;
import org.handfast.cli.code.Invite;
import org.handfast.cli.device.CodeDrawing;
import org.handfast.cli.device.ShownText;
import org.handfast.core.approval.PendingQuestion;

/** What the protocol shows to the person at this end. */
final class Showing {

    private final CodeDrawing drawing;
    private final PrintWriter out;
    private List<String> words = List.of();
    private List<String> addresses = List.of();
    private List<String> warning = List.of();
    private Optional<Instant> until = Optional.empty();

    Showing(CodeDrawing drawing, PrintWriter out) {
        this.drawing = drawing;
        this.out = out;
    }

    void shown(String code, List<Shown> lines, Optional<Instant> until, CodeTeller teller) {
        switch (code) {
            case "code" -> {
                words = values(lines);
                this.until = until;
            }
            case "addresses" -> addresses = values(lines);
            case "warning" -> warning = values(lines);
            case "compare" -> {
                ObjectNode event = CodeTeller.event(code);
                ShownText.into(event, lines);
                teller.tell("The other end shows:\n" + String.join("\n", ShownText.lines(lines)), event);
            }
            case "session" -> {}
            // Its end says so in a sentence.
            case "paired" -> teller.report(CodeTeller.event(code).put("peer", String.join(" ", values(lines))));
            default -> {
                String text = Plain.line(String.join(" ", values(lines)));
                teller.tell(text, CodeTeller.event(code).put("detail", text));
            }
        }
    }

    private static List<String> values(List<Shown> lines) {
        return lines.stream().flatMap(line -> line.values().stream()).toList();
    }

    /** All that belongs to a code has been shown. */
    void complete(CodeTeller teller) {
        if (words.isEmpty()) {
            return;
        }
        var invite = new Invite(words, addresses, warning, until.map(Instant::toString));
        words = List.of();
        if (teller.json()) {
            teller.report(invite.into(CodeTeller.event("code"), "expires_at"));
        } else {
            invite.print(drawing, out);
        }
    }

    /** Tells how long a code is still good, if one was shown. */
    void clock(CodeTeller teller) {
        until.ifPresent(end -> teller.clock("Waiting for somebody who has the words:", Instant.now(), end));
    }

    /** Somebody wants to be paired. */
    static void question(PendingQuestion pending, CodeTeller teller) {
        String name = pending.question().claimed().name();
        List<Shown> shown = pending.question().shown();
        ObjectNode event = CodeTeller.event("asked")
                .put("peer", pending.question().about().value())
                .put("name", name)
                .put("proven", !pending.question().inPerson());
        ShownText.into(event, shown);
        teller.tell(
                "'" + Plain.line(name) + "', as it calls itself, wants to be paired:\n"
                        + String.join("\n", ShownText.lines(shown)),
                event);
    }

    /** What has to be so before a yes. */
    static String condition(PendingQuestion pending) {
        return pending.question().shown().stream().anyMatch(line -> line.kind() == Shown.Kind.CHECK_WORDS)
                ? "Does it show exactly the same?"
                : "Pair with it?";
    }
}

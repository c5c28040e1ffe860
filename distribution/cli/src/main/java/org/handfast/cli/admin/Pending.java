package org.handfast.cli.admin;

import java.io.PrintWriter;
import java.io.StringWriter;

import com.fasterxml.jackson.databind.JsonNode;

/** A question that waits, as a terminal shows it. */
final class Pending {

    private Pending() {}

    static String text(JsonNode question) {
        var text = new StringWriter();
        var out = new PrintWriter(text);
        out.printf(
                "%s  '%s', as it calls itself, from %s by %s: %s%n",
                AdminBase.shortId(question),
                AdminBase.text(question, "name"),
                AdminBase.text(question, "remote"),
                AdminBase.text(question, "protocolTitle"),
                Stage.of(question).asks(question));
        if (question.has("replaces")) {
            out.println("  It would take the place of '"
                    + question.path("replaces").path("name").asText() + "', which is paired already.");
        }
        Words.print(question.path("shown"), out);
        return text.toString();
    }
}

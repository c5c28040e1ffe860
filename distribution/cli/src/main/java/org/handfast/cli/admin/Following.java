package org.handfast.cli.admin;

import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

import org.handfast.cli.CliException;
import org.handfast.cli.ExitCode;
import org.handfast.cli.Json;
import org.handfast.cli.Plain;
import org.handfast.cli.Terminal;
import org.handfast.cli.code.CodeTeller;

/**
 * Follows a conversation of the hub to its end. What its protocol asks meanwhile a person answers here, if one sits at the terminal,
 * or elsewhere.
 */
final class Following {

    private static final long BLINK_MILLIS = 300;

    private final AdminApi api;
    private final CodeTeller teller;
    private final boolean interactive;
    private final Terminal terminal = Terminal.standard();
    private final BlockingQueue<Answered> answers = new LinkedBlockingQueue<>();
    private final Set<String> told = new HashSet<>();
    private boolean asking;
    private int entries;

    private record Answered(JsonNode question, boolean yes) {}

    /** {@code interactive}: ask the person at the terminal. */
    Following(AdminApi api, CodeTeller teller, boolean interactive) {
        this.api = api;
        this.teller = teller;
        this.interactive = interactive;
    }

    /** Until it is over, or its device is paired; with {@code until} what is left of the time is shown. */
    ExitCode run(String protocol, String conversation, Optional<Instant> until) throws InterruptedException {
        while (true) {
            JsonNode flight = api.get("conversations/" + conversation);
            tell(flight.path("entries"));
            JsonNode now = flight.path("conversation");
            if (now.has("outcome")) {
                return teller.over(AdminBase.text(now, "outcome"), AdminBase.text(now, "reason"));
            }
            if (AdminBase.text(now, "phase").equals("ESTABLISHED")) {
                return ExitCode.OK;
            }
            ask(protocol);
            if (!asking) {
                until.ifPresent(end -> teller.clock("Waiting for somebody who has the words:", Instant.now(), end));
            }
            @Nullable Answered answered = answers.poll(BLINK_MILLIS, TimeUnit.MILLISECONDS);
            if (answered != null) {
                answer(answered);
            }
        }
    }

    private void tell(JsonNode timeline) {
        for (; entries < timeline.size(); entries++) {
            JsonNode entry = timeline.path(entries);
            teller.entry(AdminBase.text(entry, "kind"), AdminBase.text(entry, "code"), AdminBase.text(entry, "detail"));
        }
    }

    private void ask(String protocol) {
        for (JsonNode question : api.get("questions").path("items")) {
            if (!asking
                    && AdminBase.text(question, "protocol").equals(protocol)
                    && told.add(AdminBase.text(question, "id"))) {
                ask(question);
            }
        }
    }

    private void ask(JsonNode question) {
        Stage stage = Stage.of(question);
        teller.tell(
                Pending.text(question).stripTrailing(),
                CodeTeller.event("asked").set("question", question));
        if (!interactive) {
            teller.say("Answer it: handfast admin approve " + AdminBase.shortId(question) + ", or reject");
            return;
        }
        asking = true;
        Thread.ofPlatform()
                .daemon()
                .start(() -> answers.add(new Answered(question, terminal.yes(stage.condition(question)))));
    }

    private void answer(Answered answered) {
        asking = false;
        try {
            api.post(
                    "questions/" + AdminBase.text(answered.question(), "id") + "/answer",
                    Json.MAPPER.createObjectNode().put("answer", answered.yes() ? "YES" : "NO"));
        } catch (CliException late) {
            if (late.code() != ExitCode.USAGE) {
                throw late;
            }
            teller.say("That was too late: " + Plain.line(String.valueOf(late.getMessage())));
        }
    }
}

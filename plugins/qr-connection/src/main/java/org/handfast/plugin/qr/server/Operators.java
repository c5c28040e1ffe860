package org.handfast.plugin.qr.server;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.handfast.api.Bytes;
import org.handfast.api.Descriptor.Command;
import org.handfast.api.Descriptor.Command.Parameter;
import org.handfast.api.Effect;
import org.handfast.api.Event.Commanded;
import org.handfast.api.Fault;
import org.handfast.api.Json;
import org.handfast.api.Shown;
import org.handfast.api.State;
import org.handfast.api.Step;
import org.handfast.api.Step.Outcome;
import org.handfast.api.View;
import org.handfast.plugin.qr.wire.Code;

/** What operators do: invite somebody, and tell all accounts something. */
public final class Operators {

    /** What they may do. */
    public static final List<Command> COMMANDS = List.of(
            new Command(
                    "invite",
                    "Invite an account",
                    List.of(new Parameter(
                            "days",
                            "Good for",
                            "How many days the invite is good for; it is used up by the first who registers with it.",
                            List.of("1", "7", "30"),
                            false))),
            new Command(
                    "announce",
                    "Tell all accounts",
                    List.of(
                            new Parameter(
                                    "kind",
                                    "About",
                                    "What it is about.",
                                    List.of("maintenance", "outage", "load"),
                                    true),
                            new Parameter(
                                    "text",
                                    "Message",
                                    "What all accounts read, up to 500 characters.",
                                    List.of(),
                                    true),
                            new Parameter(
                                    "starts", "Starts", "When it begins, as 2026-12-01T08:00:00Z.", List.of(), false),
                            new Parameter(
                                    "ends",
                                    "Ends",
                                    "When it is over; without it the message goes after a week.",
                                    List.of(),
                                    false))));

    private static final int NAME = 4;
    private static final int MOST_TEXT = 500;
    private static final Duration KEPT = Duration.ofDays(7);
    private static final Duration LONGEST = Duration.ofDays(90);

    private Operators() {}

    /** One command. */
    public static Step<State> on(Commanded event, View view) {
        return switch (event.command()) {
            case "invite" -> invite(event.arguments(), view);
            case "announce" -> announce(event.arguments(), view);
            default -> throw input("no-such-command", "There is no command '" + event.command() + "'.");
        };
    }

    private static Step<State> invite(Map<String, String> arguments, View view) {
        String days = arguments.getOrDefault("days", "7");
        if (!days.matches("[1-9][0-9]?") || Integer.parseInt(days) > LONGEST.toDays()) {
            throw input("bad-days", "'days' is a whole number from 1 to " + LONGEST.toDays() + ".");
        }
        Instant until = view.now().plus(Duration.ofDays(Integer.parseInt(days)));
        Bytes name = view.crypto().random(NAME);
        Bytes secret = view.crypto().random(Invites.SECRET);
        return Step.end(
                Outcome.CLOSED,
                "There is an invite, good until " + until + ".",
                Effect.offer(Invites.offer(name, secret, until, view)),
                Effect.show("invite", until, new Shown(Shown.Kind.PHRASE, List.of(Invites.token(name, secret)))));
    }

    private static Step<State> announce(Map<String, String> arguments, View view) {
        Code code =
                switch (arguments.getOrDefault("kind", "").toLowerCase(Locale.ROOT)) {
                    case "maintenance" -> Code.MAINTENANCE;
                    case "outage" -> Code.OUTAGE;
                    case "load" -> Code.LOAD;
                    default -> throw input("bad-kind", "'kind' is maintenance, outage or load.");
                };
        String text = arguments.getOrDefault("text", "").strip();
        if (text.isEmpty() || text.length() > MOST_TEXT || !Json.Text.wellFormed(text)) {
            throw input("bad-text", "'text' has 1 to " + MOST_TEXT + " characters.");
        }
        Optional<Instant> starts = moment(arguments, "starts");
        Optional<Instant> ends = moment(arguments, "ends");
        Instant until = ends.orElseGet(() -> view.now().plus(KEPT));
        if (!until.isAfter(view.now()) || until.isAfter(view.now().plus(LONGEST))) {
            throw input("bad-ends", "'ends' is in the past, or more than " + LONGEST.toDays() + " days ahead.");
        }
        if (starts.isPresent()
                && (!starts.get().isBefore(until)
                        || starts.get().isBefore(view.now().minus(LONGEST)))) {
            throw input("bad-starts", "'starts' is not before 'ends', or long past.");
        }
        if (view.itemCount(Announcements.SCOPE) >= Announcements.MOST) {
            throw input(
                    "too-many", "There are " + Announcements.MOST + " messages to all already: wait until one ends.");
        }
        Json.Members content = Json.of("type", code.type(), "subType", code.subType(), "text", text);
        if (starts.isPresent()) {
            content = content.with("startsAt", starts.get().getEpochSecond());
        }
        if (ends.isPresent()) {
            content = content.with("endsAt", ends.get().getEpochSecond());
        }
        List<Effect> effects = new ArrayList<>(Announcements.made(content, until, view));
        effects.add(Effect.show(
                "announced",
                until,
                new Shown(Shown.Kind.TEXT, List.of("All accounts are told, until " + until + "."))));
        return Step.end(Outcome.CLOSED, "All accounts are told.", effects.toArray(Effect[]::new));
    }

    private static Optional<Instant> moment(Map<String, String> arguments, String name) {
        String text = arguments.getOrDefault(name, "").strip();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            throw input("bad-" + name, "'" + name + "' is a time such as 2026-12-01T08:00:00Z.");
        }
    }

    private static Fault input(String code, String detail) {
        return new Fault(Fault.Category.OPERATOR_INPUT, code, detail);
    }
}

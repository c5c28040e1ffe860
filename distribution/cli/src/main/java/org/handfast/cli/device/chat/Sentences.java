package org.handfast.cli.device.chat;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.handfast.api.Shown;
import org.handfast.cli.Plain;
import org.handfast.plugin.chat.device.Happening;
import org.handfast.plugin.chat.wire.Identity;

/**
 * In sentences, for a person. A message begins with its time, everything else with a dot, and further lines are indented, so that
 * nothing that somebody says passes for anything else.
 */
final class Sentences implements ChatTeller {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final String DOT = "· ";
    private static final String INDENT = "  ";

    private final Consumer<String> out;
    private final String room;
    private final Names names;
    private final InstantSource clock;
    private final ZoneId zone;

    Sentences(Consumer<String> out, String room, Names names, InstantSource clock, ZoneId zone) {
        this.out = out;
        this.room = room;
        this.names = names;
        this.clock = clock;
        this.zone = zone;
    }

    @Override
    public void knocks(PinnedHub hub) {
        say("Knocking at the room '" + room + "' of " + Plain.line(hub.hub().name()) + ", " + hub.url() + ".");
    }

    @Override
    public void happened(Happening happening) {
        switch (happening) {
            case Happening.OpenedRoom it -> opened();
            case Happening.Waiting it ->
                say("Nobody who could let you in is there, or the hub's operator is asked first. Waiting, for "
                        + minutes(it.seconds()) + " at most; Ctrl-C gives up.");
            case Happening.StrangerVouches it -> strangerVouches(it.stranger());
            case Happening.VouchedFor it -> say(names.of(it.by().identity()) + " knows you, and vouches for you.");
            case Happening.Words it -> words(it);
            case Happening.Joined it -> joined("You are in '" + room + "'", it.members());
            case Happening.CameBack it -> joined("You have your seat in '" + room + "' again", it.members());
            case Happening.Knocked it -> knocked(it);
            case Happening.Came it -> say(names.of(it.member()) + " came in; " + names.of(it.by()) + " vouched.");
            case Happening.Went it -> went(it);
            case Happening.Rekeyed it -> say("The room has a new key (epoch " + it.epoch() + ").");
            case Happening.Introduced it -> introduced(it);
            case Happening.Said it -> message(clock.instant(), names.of(it.by()), it.text());
            case Happening.Dropped it ->
                say("Something from " + names.of(it.from()) + " is thrown away: " + Plain.line(it.why()) + ".");
            case Happening.RosterDiffers it -> differs(it);
            case Happening.Refused it -> refused(it);
            case Happening.SentAway it -> sentAway(it);
            case Happening.HubMisbehaves it -> say("The hub does what it must not: " + Plain.line(it.what()) + ".");
        }
    }

    private void opened() {
        say("You opened the room '" + room + "', and are alone in it. Whoever comes is let in if you trust them,");
        more("and they you: /identity shows the line to give them, /trust LINE takes theirs. /help says more.");
    }

    private void strangerVouches(Identity stranger) {
        say(names.of(stranger) + " would have let you in, and you do not trust them: you have not gone in.");
        more("If it may be somebody you know, ask for their identity line. It must have this identity:");
        more(INDENT + stranger);
        more("Then, and join again: handfast device chat trust add LINE");
    }

    private void words(Happening.Words it) {
        it.words().stream()
                .filter(shown -> shown.kind() == Shown.Kind.CHECK_WORDS)
                .findFirst()
                .ifPresent(shown ->
                        say("If you like to compare, " + names.of(it.with().identity()) + " sees the same: "
                                + String.join(" ", shown.values()) + "."));
    }

    private void joined(String what, List<Identity> members) {
        List<Identity> others =
                members.stream().filter(m -> !m.equals(names.self().identity())).toList();
        say(
                switch (others.size()) {
                    case 0 -> what + ", and alone in it.";
                    case 1 -> what + " with " + names.of(others) + ".";
                    default -> what + " with " + others.size() + " others: " + names.of(others) + ".";
                });
    }

    private void knocked(Happening.Knocked it) {
        if (it.known().isPresent()) {
            say(names.of(it.newcomer()) + " knocks, and you vouch for them.");
            return;
        }
        say(Names.brief(it.newcomer()) + " knocks, and you do not know them. If you do, take their identity line:"
                + " /trust LINE. They can come again then. Their identity is");
        more(INDENT + it.newcomer());
    }

    private void went(Happening.Went it) {
        String who = names.of(it.member());
        say(
                switch (it.reason()) {
                    case "left" -> who + " left.";
                    case "offline" -> who + " is not connected.";
                    case "removed" -> who + " was removed.";
                    default -> who + " is here no more: " + Plain.line(it.reason()) + ".";
                });
    }

    private void introduced(Happening.Introduced it) {
        if (!names.trusts(it.member())) {
            say(Names.brief(it.member()) + " says to be \"" + Plain.line(it.name()) + "\".");
        }
    }

    private void differs(Happening.RosterDiffers it) {
        say("The hub tells of other members than are known here"
                + (it.added().isEmpty() ? "" : "; more: " + names.of(it.added()))
                + (it.missing().isEmpty() ? "" : "; missing: " + names.of(it.missing()))
                + ". Nothing that you say goes out any more: /leave, and join again.");
    }

    private void refused(Happening.Refused it) {
        switch (it.code()) {
            case "unknown_recipient" -> say("Whoever knocked is gone again.");
            case "not_asked" -> say("Somebody else is asked about whoever knocked: this took too long.");
            // The client knows what to do.
            case "stale_epoch" -> {}
            default -> say("Not done: " + Plain.line(it.detail()));
        }
    }

    private void sentAway(Happening.SentAway it) {
        switch (it.code()) {
            case "unknown_here" -> {
                say("Nobody in '" + room + "' knows you. Somebody there has to trust you, and you them. Ask for their");
                more("identity line, and: handfast device chat trust add LINE");
                more("Give them yours, for the same, and join again:");
                more(INDENT + names.self().contact().line());
            }
            case "here_already" -> say("You are in the room already, from elsewhere. Leave there, or wait a little.");
            case "replaced" -> say("You came to the room from elsewhere, and so this end is not there any more.");
            default -> say("You are not in the room: " + Plain.line(it.reason()) + ".");
        }
    }

    @Override
    public void said(String text) {
        message(clock.instant(), Names.YOU, text);
    }

    private void message(Instant at, String name, String text) {
        out.accept(line(at, name, text));
    }

    private String line(Instant at, String name, String text) {
        return TIME.format(at.atZone(zone)) + " " + name + ": " + Plain.text(text, " ".repeat(6));
    }

    @Override
    public void who(List<Identity> members) {
        say(
                members.size() == 1
                        ? "You are alone in '" + room + "':"
                        : "There are " + members.size() + " in '" + room
                                + "', the oldest first; 'known' are those you trust:");
        for (Identity member : members) {
            String mark = member.equals(names.self().identity()) ? "you  " : names.trusts(member) ? "known" : "     ";
            more(mark + " " + member + " " + name(member));
        }
    }

    private String name(Identity member) {
        String name = Plain.line(names.bare(member));
        return names.trusts(member) || name.isEmpty() ? name : "says to be \"" + name + "\"";
    }

    @Override
    public void history(List<History.Entry> entries) {
        if (entries.isEmpty()) {
            say("Nothing has been said yet.");
        }
        entries.forEach(entry -> out.accept(line(entry.at(), entry.name(), entry.text())));
    }

    @Override
    public void help() {
        say("Type what you want to say, or:");
        for (Order order : Order.values()) {
            more(String.format(Locale.ROOT, "%-20s %s", order.usage(), order.does()));
        }
    }

    @Override
    public void note(String sentence) {
        say(Plain.line(sentence));
    }

    @Override
    public void done(String sentence, ObjectNode event) {
        say(Plain.text(sentence, INDENT));
    }

    private static String minutes(long seconds) {
        return seconds < 120 ? seconds + " s" : seconds / 60 + " minutes";
    }

    private void say(String text) {
        out.accept(DOT + text);
    }

    private void more(String text) {
        out.accept(INDENT + text);
    }
}

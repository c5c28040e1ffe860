package org.handfast.cli.device.qr;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Help.Ansi;

import org.handfast.api.Shown;
import org.handfast.cli.Plain;
import org.handfast.cli.Terminal;
import org.handfast.cli.device.ShownText;
import org.handfast.plugin.qr.device.Connection;
import org.handfast.plugin.qr.device.Content;
import org.handfast.plugin.qr.device.Happening;

/** In sentences, for a person. */
final class Sentences implements QrTeller {

    private final PrintWriter out;
    private int clockWidth;

    Sentences(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void happened(Happening happening) {
        switch (happening) {
            case Happening.Said said -> said(name(said.by()), said.content());
            case Happening.Unreadable it ->
                say("Something came over the connection with " + name(it.on())
                        + " that cannot be read. It is thrown away.");
            case Happening.Connected it -> say("Connected with " + name(it.connection()) + ".");
            case Happening.Expired it ->
                say("Nobody confirmed the connection with "
                        + Plain.line(it.pairing().name()) + " in time: show each other new codes.");
            case Happening.Broken it -> say("The connection with " + name(it.connection()) + " is over.");
            case Happening.Rekeyed it ->
                say("There are new keys for the connection with " + name(it.connection()) + ".");
            case Happening.Refused it ->
                say("The hub does not carry it to " + name(it.on()) + ": "
                        + Plain.line(it.refusal().detail()));
            case Happening.Announced it -> announced(it);
            case Happening.Forged it ->
                say("Something came in the name of the hub that is not to be believed, and is thrown away: "
                        + Plain.line(it.why()));
            case Happening.Went it -> {}
        }
    }

    private static String name(Connection connection) {
        return Plain.line(connection.name());
    }

    private void said(String name, Content content) {
        switch (content) {
            case Content.Text text -> say(name + ": " + Plain.text(text.text(), " ".repeat(name.length() + 2)));
            case Content.Location place ->
                say(name + " is at " + place.lat() + "," + place.lon()
                        + (place.accuracy().isPresent()
                                ? String.format(
                                        Locale.ROOT,
                                        ", to %.0f m",
                                        place.accuracy().getAsDouble())
                                : "")
                        + ".");
            case Content.Rekey rekey -> {}
            case Content.Unknown unknown -> {}
        }
    }

    private void announced(Happening.Announced it) {
        String what =
                switch (it.about()) {
                    case MAINTENANCE -> "Maintenance";
                    case OUTAGE -> "Outage";
                    default -> "Heavy load";
                };
        String when = it.starts().map(s -> ", from " + s).orElse("")
                + it.ends().map(e -> ", until " + e).orElse("");
        say("The hub says: " + what + when + ". " + Plain.text(it.text(), "  "));
    }

    @Override
    public void compare(String name, List<Shown> shown) {
        say("");
        say("Compare with " + Plain.line(name) + ":");
        ShownText.lines(shown).forEach(this::say);
        say("");
    }

    @Override
    public Optional<String> code(String name, Terminal terminal) {
        return terminal.line("Paste the line that " + Plain.line(name) + " shows, or name a PNG file with its code:");
    }

    @Override
    public boolean agrees(String name, Terminal terminal) {
        return terminal.yes("Does " + Plain.line(name) + " show exactly the same?");
    }

    @Override
    public void note(String sentence) {
        say(Plain.line(sentence));
    }

    @Override
    public void shown(String sentence, List<Shown> shown) {
        note(sentence);
        ShownText.lines(shown).forEach(this::say);
    }

    @Override
    public void done(String sentence, ObjectNode event) {
        say(Plain.line(sentence));
    }

    @Override
    public void clock(String sentence) {
        if (Ansi.AUTO.enabled()) {
            out.print("\r" + sentence + " ".repeat(Math.max(0, clockWidth - sentence.length())));
            out.flush();
            clockWidth = sentence.length();
        }
    }

    private void say(String text) {
        if (clockWidth > 0) {
            out.print("\r" + " ".repeat(clockWidth) + "\r");
            clockWidth = 0;
        }
        out.println(text);
        out.flush();
    }
}

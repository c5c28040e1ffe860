package org.handfast.cli.device.qr;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.handfast.api.Shown;
import org.handfast.cli.Json;
import org.handfast.cli.Terminal;
import org.handfast.cli.device.ShownText;
import org.handfast.plugin.qr.device.Content;
import org.handfast.plugin.qr.device.Happening;

/** An object a line, for a script. */
final class JsonLines implements QrTeller {

    private final PrintWriter out;

    JsonLines(PrintWriter out) {
        this.out = out;
    }

    static ObjectNode event(String name) {
        return Json.MAPPER.createObjectNode().put("event", name);
    }

    static ObjectNode event(String name, String as) {
        return event(name).put("name", as);
    }

    @Override
    public void happened(Happening happening) {
        say(
                switch (happening) {
                    case Happening.Said said ->
                        said(said.content(), said.by().name())
                                .put("packet", said.packet().toString());
                    case Happening.Unreadable it ->
                        event("unreadable", it.on().name())
                                .put("packet", it.packet().toString());
                    case Happening.Connected it ->
                        event("connected", it.connection().name())
                                .put("connection_id", it.connection().id());
                    case Happening.Expired it -> event("expired", it.pairing().name());
                    case Happening.Broken it -> event("broken", it.connection().name());
                    case Happening.Rekeyed it ->
                        event("rekeyed", it.connection().name());
                    case Happening.Refused it ->
                        event("refused", it.on().name())
                                .put("code", it.refusal().code())
                                .put("detail", it.refusal().detail());
                    case Happening.Announced it -> announced(it);
                    case Happening.Forged it -> event("forged").put("detail", it.why());
                    case Happening.Went it -> {
                        ObjectNode event = event(word(it.how()), it.on().name());
                        it.packets().forEach(p -> event.withArray("packets").add(p.toString()));
                        yield event;
                    }
                });
    }

    private static ObjectNode said(Content content, String name) {
        return switch (content) {
            case Content.Text text ->
                event("message", name)
                        .put("text", text.text())
                        .put("at", text.at().getEpochSecond());
            case Content.Location place -> {
                ObjectNode event =
                        event("location", name).put("lat", place.lat()).put("lon", place.lon());
                place.accuracy().ifPresent(metres -> event.put("accuracy", metres));
                yield event.put("at", place.at().getEpochSecond());
            }
            case Content.Rekey rekey -> event("rekey", name);
            case Content.Unknown unknown -> event("unreadable", name);
        };
    }

    private static ObjectNode announced(Happening.Announced it) {
        ObjectNode event = event("announcement").put("about", word(it.about())).put("text", it.text());
        it.starts().ifPresent(s -> event.put("starts_at", s.getEpochSecond()));
        it.ends().ifPresent(e -> event.put("ends_at", e.getEpochSecond()));
        return event;
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public void compare(String name, List<Shown> shown) {
        ObjectNode event = event("compare", name);
        ShownText.into(event, shown);
        say(event);
    }

    /** Whoever reads the lines knows what is asked. */
    @Override
    public Optional<String> code(String name, Terminal terminal) {
        return terminal.line();
    }

    @Override
    public boolean agrees(String name, Terminal terminal) {
        return terminal.yes();
    }

    @Override
    public void note(String sentence) {
        say(event("note").put("detail", sentence));
    }

    @Override
    public void shown(String sentence, List<Shown> shown) {
        ObjectNode event = event("note").put("detail", sentence);
        ShownText.into(event, shown);
        say(event);
    }

    @Override
    public void done(String sentence, ObjectNode event) {
        say(event);
    }

    @Override
    public void clock(String sentence) {}

    private void say(ObjectNode event) {
        out.println(Json.line(event));
        out.flush();
    }
}

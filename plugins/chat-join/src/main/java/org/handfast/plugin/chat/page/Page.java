package org.handfast.plugin.chat.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.handfast.api.Bytes;
import org.handfast.api.Effect;
import org.handfast.api.Event;
import org.handfast.api.Listener;
import org.handfast.api.Listener.Route;
import org.handfast.api.Request;
import org.handfast.api.Response;
import org.handfast.api.State;
import org.handfast.api.Step;
import org.handfast.api.Step.Outcome;

/** The browser device: three files that come with the plugin. What is below {@code /chat/} are rooms, so they are beside it. */
public final class Page {

    /** Where it is served. */
    public static final Listener LISTENER = new Listener.Http(
            "page",
            List.of(
                    new Route("GET", "/chat"),
                    new Route("GET", "/chat-device.js"),
                    new Route("GET", "/chat-device.css")),
            1024);

    private static final String POLICY = "default-src 'self'; img-src 'self' data: blob:; connect-src 'self';"
            + " frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    private static final Map<String, File> FILES = Map.of(
            "/chat", file("index.html", "text/html; charset=utf-8"),
            "/chat-device.js", file("chat-device.js", "text/javascript; charset=utf-8"),
            "/chat-device.css", file("chat-device.css", "text/css; charset=utf-8"));

    private static final Response NOT_FOUND =
            new Response(404, "text/plain; charset=utf-8", Bytes.utf8("There is no such page."));

    private record File(Bytes bytes, String type) {}

    /** A request for one of the files. */
    public record Exchange() implements State {
        @Override
        public Phase phase() {
            return Phase.OPENED;
        }
    }

    private Page() {}

    /** One event of such a request, which is over with its answer. */
    public static Step<State> on(Exchange state, Event event) {
        if (!(event instanceof Event.Requested asked)) {
            return Step.stay(state);
        }
        return Step.end(
                Outcome.CLOSED,
                "The page was sent.",
                Effect.respond(asked.link(), at(asked.request()).orElse(NOT_FOUND)));
    }

    private static Optional<Response> at(Request request) {
        return Optional.ofNullable(FILES.get(request.path()))
                .filter(file -> request.method().equals("GET"))
                .map(file -> new Response(200, file.type(), file.bytes())
                        .with("Content-Security-Policy", POLICY)
                        .with("Referrer-Policy", "no-referrer"));
    }

    private static File file(String name, String type) {
        return new File(read(name), type);
    }

    private static Bytes read(String name) {
        try (InputStream file = Page.class.getResourceAsStream("/org/handfast/plugin/chat/page/" + name)) {
            if (file == null) {
                throw new IllegalStateException("the plugin was packed without " + name);
            }
            return Bytes.wrap(file.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("the plugin's own " + name + " cannot be read", e);
        }
    }
}

package org.handfast.plugin.chat.page;

import java.util.List;
import java.util.Map;

import org.handfast.api.Bytes;
import org.handfast.api.Effect;
import org.handfast.api.Event;
import org.handfast.api.Listener;
import org.handfast.api.Listener.Route;
import org.handfast.api.Response;
import org.handfast.api.State;
import org.handfast.api.StaticFiles;
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

    private static final StaticFiles FILES = StaticFiles.of(
            Page.class,
            "/org/handfast/plugin/chat/page/",
            Map.of(
                    "/chat", "index.html",
                    "/chat-device.js", "chat-device.js",
                    "/chat-device.css", "chat-device.css"));

    private static final Response NOT_FOUND =
            new Response(404, "text/plain; charset=utf-8", Bytes.utf8("There is no such page."));

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
                Effect.respond(asked.link(), FILES.at(asked.request()).orElse(NOT_FOUND)));
    }
}

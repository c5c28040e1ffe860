package org.handfast.web.event;

import java.io.IOException;

import jakarta.inject.Inject;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.handfast.api.Fault;
import org.handfast.core.access.Session;
import org.handfast.web.hub.Hub;
import org.handfast.web.hub.HubLifecycle;
import org.handfast.web.problem.Problem;
import org.handfast.web.problem.Problems;
import org.handfast.web.security.Caller;

/** Server-sent events: one stream for each console that is open. */
@WebServlet(urlPatterns = "/api/v1/events", asyncSupported = true)
public class EventsServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    private final transient HubLifecycle lifecycle;
    private final transient EventStreams streams;

    @Inject
    public EventsServlet(HubLifecycle lifecycle, EventStreams streams) {
        this.lifecycle = lifecycle;
        this.streams = streams;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Hub hub = lifecycle.hub();
        try {
            streams.reserve(hub);
        } catch (Fault full) {
            Problem problem = Problems.of(full);
            response.setStatus(problem.status());
            response.setContentType(Problem.MEDIA_TYPE);
            response.getWriter().write(problem.json());
            return;
        }
        response.setContentType("text/event-stream; charset=utf-8");
        response.setHeader("X-Accel-Buffering", "no");
        AsyncContext context = request.startAsync();
        context.setTimeout(0);
        streams.start(
                hub, Caller.require(request).session().map(Session::id), response.getOutputStream(), context::complete);
    }
}

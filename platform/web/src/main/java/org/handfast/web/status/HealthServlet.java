package org.handfast.web.status;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.handfast.api.Fault;
import org.handfast.runtime.plugin.PluginStatus;
import org.handfast.web.hub.Hub;
import org.handfast.web.hub.HubLifecycle;
import org.handfast.web.json.Json;

/**
 * How the hub does, in the form of MicroProfile Health: {@code /health/live} says that it runs, {@code /health/ready} that it
 * can serve devices.
 */
@WebServlet(urlPatterns = {"/health", "/health/live", "/health/ready"})
public class HealthServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    private final transient HubLifecycle lifecycle;

    @Inject
    public HealthServlet(HubLifecycle lifecycle) {
        this.lifecycle = lifecycle;
    }

    /** The whole answer. */
    record Health(String status, List<Check> checks) {}

    /** One thing that was looked at. */
    record Check(String name, String status) {}

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        List<Check> checks = new ArrayList<>();
        checks.add(check("hub", lifecycle.running()));
        if (!request.getServletPath().endsWith("/live") && lifecycle.running()) {
            Hub hub = lifecycle.hub();
            checks.add(check("database", databaseAnswers(hub)));
            hub.plugins().list().stream()
                    .filter(p -> p.state() != PluginStatus.State.STOPPED)
                    .forEach(p -> checks.add(check("plugin " + p.name(), p.state() == PluginStatus.State.RUNNING)));
        }
        boolean up = checks.stream().allMatch(c -> c.status().equals("UP"));
        response.setStatus(up ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setContentType("application/json");
        response.setHeader("Cache-Control", "no-store");
        response.getOutputStream().write(Json.MAPPER.writeValueAsBytes(new Health(up ? "UP" : "DOWN", checks)));
    }

    private static boolean databaseAnswers(Hub hub) {
        try {
            hub.access().setUp();
            return true;
        } catch (Fault unavailable) {
            return false;
        }
    }

    private static Check check(String name, boolean up) {
        return new Check(name, up ? "UP" : "DOWN");
    }
}

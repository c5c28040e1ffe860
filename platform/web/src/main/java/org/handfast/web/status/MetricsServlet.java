package org.handfast.web.status;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.handfast.web.hub.Hub;
import org.handfast.web.hub.HubLifecycle;

/** What the hub counts, in the text format of Prometheus. */
@WebServlet(urlPatterns = "/metrics")
public class MetricsServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    private final transient HubLifecycle lifecycle;

    @Inject
    public MetricsServlet(HubLifecycle lifecycle) {
        this.lifecycle = lifecycle;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Hub hub = lifecycle.hub();
        var counters = hub.node().engine().counters();
        var text = new Exposition()
                .gauge(
                        "handfast_links",
                        "Links open that devices opened.",
                        hub.network().links())
                .gauge(
                        "handfast_conversations",
                        "Conversations in progress.",
                        hub.node().engine().size())
                .gauge(
                        "handfast_questions",
                        "Devices that wait for a person.",
                        hub.node().desk().pending().size())
                .gauge(
                        "handfast_addresses_present",
                        "Addresses of devices that are connected.",
                        hub.node().presence().size())
                .gauge(
                        "handfast_workers_stuck",
                        "Threads that a plugin does not come back from.",
                        hub.workers().stuck())
                .counter("handfast_steps_total", "Steps of conversations made.", counters.steps())
                .counter("handfast_commits_total", "Steps that changed what is kept.", counters.commits())
                .counter(
                        "handfast_conflicts_total",
                        "Runs of steps that other changes had overtaken.",
                        counters.conflicts());
        hub.plugins()
                .list()
                .forEach(p -> text.gauge(
                        "handfast_plugin_state",
                        "1 for the state that a plugin is in.",
                        1,
                        "plugin",
                        p.name(),
                        "state",
                        p.state().name()));
        response.setContentType("text/plain; version=0.0.4; charset=utf-8");
        response.setHeader("Cache-Control", "no-store");
        response.getOutputStream().write(text.toString().getBytes(StandardCharsets.UTF_8));
    }
}

package org.handfast.runtime.net.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.handfast.api.Fault;
import org.handfast.api.Listener;
import org.handfast.core.link.LinkEvents;
import org.handfast.core.link.PathTemplate;

/**
 * Which path is whose. No two routes ever fit one request: who wants what another has is refused. Read by any thread, changed
 * by one at a time.
 */
final class Routes {

    private static final String HUB = "the hub";
    private static final Route CARD = new Route(HUB, "", "GET", PathTemplate.of("/hub"), new Card());

    private volatile List<Route> table = List.of(CARD);

    /** What is done with a request. */
    sealed interface Service {}

    /** The hub answers what it is. */
    record Card() implements Service {}

    /** A protocol answers. */
    record Exchanges(Listener.Http listener, LinkEvents events) implements Service {}

    /** It opens a WebSocket. */
    record Sockets(Listener.WebSocket listener, LinkEvents events) implements Service {}

    /**
     * A path of somebody's.
     *
     * @param owner the protocol
     * @param listener the name of its listener
     * @param method in upper case
     * @param path where it is
     * @param service what is done there
     */
    record Route(String owner, String listener, String method, PathTemplate path, Service service) {

        private boolean fits(List<String> segments) {
            return path.match(segments).isPresent();
        }

        private boolean overlaps(Route other) {
            return method.equals(other.method) && path.overlaps(other.path);
        }

        /** What stands in a path that fits for the names in braces. */
        Map<String, String> parameters(List<String> segments) {
            return path.match(segments).orElse(Map.of());
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    /**
     * Adds what a listener declares.
     *
     * @throws Fault CONFIGURATION {@code path-taken} that names both protocols, and adds nothing
     */
    void add(String protocol, Listener.Http listener, LinkEvents events) {
        add(listener.routes().stream()
                .map(r -> new Route(
                        protocol,
                        listener.name(),
                        r.method(),
                        PathTemplate.of(r.path()),
                        new Exchanges(listener, events))));
    }

    /** Adds the paths of a listener for WebSockets, which are asked for by GET; errors as above. */
    void add(String protocol, Listener.WebSocket listener, LinkEvents events) {
        add(listener.paths().stream()
                .map(p -> new Route(
                        protocol, listener.name(), "GET", PathTemplate.of(p), new Sockets(listener, events))));
    }

    private void add(Stream<Route> routes) {
        List<Route> all = new ArrayList<>(table);
        routes.forEach(route -> {
            all.stream().filter(route::overlaps).findFirst().ifPresent(other -> {
                throw taken(route, other);
            });
            all.add(route);
        });
        table = List.copyOf(all);
    }

    private static Fault taken(Route route, Route other) {
        return new Fault(
                Fault.Category.CONFIGURATION,
                "path-taken",
                "'" + route.owner() + "' wants " + route + ", and "
                        + (other.owner().equals(HUB) ? HUB : "'" + other.owner() + "'") + " has " + other
                        + (route.owner().equals(other.owner()) ? " already." : "; stop one of them to use the other."));
    }

    /** Takes a listener's routes off. */
    void remove(String protocol, String listener) {
        table = table.stream()
                .filter(r -> !r.owner().equals(protocol) || !r.listener().equals(listener))
                .toList();
    }

    /** True if there is nothing but the hub's own. */
    boolean isEmpty() {
        return table.size() == 1;
    }

    /**
     * Where a request goes.
     *
     * @throws Refused 404 or 405
     */
    Route require(String method, List<String> path) throws Refused {
        List<Route> here = table.stream().filter(r -> r.fits(path)).toList();
        String wanted = method.equals("HEAD") ? "GET" : method;
        for (Route route : here) {
            if (route.method().equals(wanted)) {
                return route;
            }
        }
        throw here.isEmpty()
                ? new Refused(Answer.message(404, "There is nothing at this path."))
                : new Refused(Answer.message(405, "This path takes " + listed(here) + ".")
                        .with("allow", listed(here)));
    }

    /**
     * The methods that a path takes, as a header lists them.
     *
     * @throws Refused 404
     */
    String methods(List<String> path) throws Refused {
        List<Route> here = table.stream().filter(r -> r.fits(path)).toList();
        if (here.isEmpty()) {
            throw new Refused(Answer.message(404, "There is nothing at this path."));
        }
        return listed(here);
    }

    private static String listed(List<Route> here) {
        var methods = new TreeSet<String>();
        for (Route route : here) {
            methods.add(route.method());
            if (route.method().equals("GET") && !(route.service() instanceof Sockets)) {
                methods.add("HEAD");
            }
        }
        methods.add("OPTIONS");
        return String.join(", ", methods);
    }
}

package org.handfast.runtime.net.http;

import java.time.Duration;
import java.util.Optional;

import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;

import org.handfast.api.Response;
import org.handfast.runtime.net.socket.Peer;
import org.handfast.runtime.net.socket.Seat;

/**
 * Finds out what is to be done with the requests of one connection: who asks, whether that is too often, and whose the path
 * is. On the connection's loop.
 */
final class Dispatch {

    private final Site site;
    private final Peer connected;
    private final Seat seat;

    Dispatch(Site site, Peer connected, Seat seat) {
        this.site = site;
        this.connected = connected;
        this.seat = seat;
    }

    /**
     * What is to be done with a request, which counts from now on.
     *
     * @throws Refused if it is not to be served
     */
    Plan plan(HttpRequest request) throws Refused {
        Peer from = count(request);
        HttpMethod method = request.method();
        if (method.equals(HttpMethod.OPTIONS) && request.uri().equals(Target.ALL)) {
            return new Plan.Answering(Answer.empty());
        }
        Target target = Target.parse(request.uri());
        if (method.equals(HttpMethod.OPTIONS)) {
            String methods = site.routes().methods(target.segments());
            return new Plan.Answering(
                    Cors.isPreflight(request)
                            ? site.cors().preflight(request.headers(), methods)
                            : Answer.empty().with("allow", methods));
        }
        Routes.Route route = site.routes().require(method.name(), target.segments());
        return switch (route.service()) {
            case Routes.Card card -> new Plan.Answering(Answer.of(new Response(200, "application/json", site.card())));
            case Routes.Exchanges service -> new Plan.Asking(route, service, target, from);
            case Routes.Sockets service -> {
                Upgrade upgrade = Upgrade.require(request, service.listener(), site.cors());
                requireSeat(from);
                yield new Plan.Opening(route, service, target, upgrade, from);
            }
        };
    }

    /** Who asks, counted. */
    private Peer count(HttpRequest request) throws Refused {
        Peer from = site.proxies().client(connected, request.headers());
        Optional<Duration> wait = site.shared().guard().request(from.group());
        if (wait.isPresent()) {
            throw new Refused(Answer.message(429, "There are too many requests from this address.")
                    .with("retry-after", Long.toString(Math.max(1, wait.get().toSeconds()))));
        }
        return from;
    }

    /** A proxy's connections are counted by whom they are for, and only those that stay. */
    private void requireSeat(Peer from) throws Refused {
        if (site.proxies().trusts(connected.address())) {
            Optional<String> full = seat.take(from.group());
            if (full.isPresent()) {
                throw new Refused(Answer.message(503, "No more WebSockets: " + full.get() + ".")
                        .with("retry-after", "60"));
            }
        }
    }
}

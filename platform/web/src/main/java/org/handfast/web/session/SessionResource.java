package org.handfast.web.session;

import java.util.Optional;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;

import org.handfast.core.access.Sessions;
import org.handfast.web.hub.Hub;
import org.handfast.web.hub.HubLifecycle;
import org.handfast.web.security.Caller;
import org.handfast.web.security.Remote;
import org.handfast.web.security.SessionCookie;

/** Signing in and out. */
@Path("session")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class SessionResource {

    private final Hub hub;

    @Inject
    public SessionResource(HubLifecycle lifecycle) {
        this.hub = lifecycle.hub();
    }

    /** A password. */
    record SignIn(String password) {
        @Override
        public String toString() {
            return "SignIn[redacted]";
        }
    }

    @GET
    public SessionView get(@Context HttpServletRequest request) {
        Optional<Caller> caller = Caller.of(request);
        return SessionView.of(
                caller.isPresent(),
                hub.access().setUp(),
                hub.node().ports().toolkit().hub().name(),
                caller.flatMap(Caller::session));
    }

    @POST
    public SessionView signIn(SignIn body, @Context HttpServletRequest request, @Context HttpServletResponse response) {
        return begun(hub, hub.access().signIn(body.password().toCharArray(), Remote.of(request)), request, response);
    }

    @DELETE
    @Consumes(MediaType.WILDCARD)
    public void signOut(@Context HttpServletRequest request, @Context HttpServletResponse response) {
        SessionCookie.token(request).ifPresent(hub.sessions()::end);
        SessionCookie.clear(request, response);
    }

    /** Gives the cookie of a session that has begun, and says who one is now. */
    static SessionView begun(Hub hub, Sessions.Begun begun, HttpServletRequest request, HttpServletResponse response) {
        SessionCookie.set(request, response, begun.token());
        return SessionView.of(true, true, hub.node().ports().toolkit().hub().name(), Optional.of(begun.session()));
    }
}

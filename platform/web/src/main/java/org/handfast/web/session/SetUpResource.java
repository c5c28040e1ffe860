package org.handfast.web.session;

import java.net.URI;
import java.time.Instant;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import org.handfast.core.access.Access;
import org.handfast.web.hub.Hub;
import org.handfast.web.hub.HubLifecycle;
import org.handfast.web.security.Caller;
import org.handfast.web.security.Remote;

/** The administrator's password, by a one-time link. */
@Path("setup")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class SetUpResource {

    private final Hub hub;

    @Inject
    public SetUpResource(HubLifecycle lifecycle) {
        this.hub = lifecycle.hub();
    }

    /** A link's secret and the password to be. */
    record SetUp(String token, String password) {
        @Override
        public String toString() {
            return "SetUp[redacted]";
        }
    }

    /** The link as one opens it: its secret stands in the fragment, which is neither sent nor logged. */
    record SetUpLink(URI url, Instant expiresAt) {
        @Override
        public String toString() {
            return "SetUpLink[until " + expiresAt + "]";
        }
    }

    @POST
    public SessionView setUp(SetUp body, @Context HttpServletRequest request, @Context HttpServletResponse response) {
        return SessionResource.begun(
                hub,
                hub.access().setUp(body.token(), body.password().toCharArray(), Remote.of(request)),
                request,
                response);
    }

    @POST
    @Path("link")
    @Consumes(MediaType.WILDCARD)
    public Response makeLink(@Context HttpServletRequest request, @Context UriInfo uri) {
        Access.Link link = hub.access().makeLink(Caller.requireLocal(request).actor());
        URI page = uri.getBaseUri().resolve("../../setup");
        return Response.status(Response.Status.CREATED)
                .entity(new SetUpLink(URI.create(page + "#token=" + link.token()), link.expiresAt()))
                .build();
    }
}

package org.handfast.web.problem;

import java.util.UUID;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Answers what the container itself refuses, and what nobody foresaw; of that only a number goes out, for the log. */
@Provider
public class OtherMapper implements ExceptionMapper<Throwable> {

    private static final System.Logger LOG = System.getLogger(OtherMapper.class.getName());

    @Override
    public Response toResponse(Throwable cause) {
        Problem problem = cause instanceof WebApplicationException refused ? refused(refused) : unforeseen(cause);
        return Response.status(problem.status())
                .type(Problem.MEDIA_TYPE)
                .entity(problem)
                .build();
    }

    private static Problem refused(WebApplicationException refused) {
        int status = refused.getResponse().getStatus();
        return switch (status) {
            case 404 -> Problem.of(404, "no-such-resource", "There is nothing at this address.");
            case 405 -> Problem.of(405, "method-not-allowed", "This address does not take that method.");
            case 415 -> Problem.of(415, "unsupported-media-type", "Send application/json.");
            default -> Problem.of(status, "bad-request", "The request cannot be understood.");
        };
    }

    private static Problem unforeseen(Throwable cause) {
        String number = UUID.randomUUID().toString();
        LOG.log(System.Logger.Level.ERROR, "Request " + number + " failed", cause);
        return Problem.of(
                500, "internal", "Something failed that should not have; the log says more under " + number + ".");
    }
}

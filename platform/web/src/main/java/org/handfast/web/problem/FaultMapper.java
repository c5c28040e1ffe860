package org.handfast.web.problem;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

import org.handfast.api.Fault;
import org.handfast.core.access.TooManyTries;

/** Answers a fault with its problem. */
@Provider
public class FaultMapper implements ExceptionMapper<Fault> {

    private static final System.Logger LOG = System.getLogger(FaultMapper.class.getName());

    @Override
    public Response toResponse(Fault fault) {
        Problem problem = Problems.of(fault);
        if (problem.status() >= 500) {
            LOG.log(System.Logger.Level.ERROR, "A request failed: " + fault.detail(), fault.getCause());
        }
        Response.ResponseBuilder response =
                Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem);
        if (fault instanceof TooManyTries tries) {
            response.header("Retry-After", Math.max(1, tries.waitFor().toSeconds()));
        }
        return response.build();
    }
}

package org.handfast.plugin.qr.wire;

import java.time.Duration;
import java.util.Optional;

import org.handfast.api.Fault;
import org.handfast.api.Json;
import org.handfast.api.Response;

/** A request that is refused, and what the peer is told. */
public final class Refused extends Fault {
    private static final long serialVersionUID = 1;

    private final transient Problem problem;
    private final transient Json.Members members;
    private final transient Optional<Duration> wait;

    Refused(Problem problem, String detail) {
        this(problem, detail, Json.of(), Optional.empty());
    }

    private Refused(Problem problem, String detail, Json.Members members, Optional<Duration> wait) {
        super(Category.PEER_FAULT, problem.code(), detail);
        this.problem = problem;
        this.members = members;
        this.wait = wait;
    }

    /** What a fault of the peer is: a refusal as it is, anything else a malformed request. */
    public static Refused of(Fault fault) {
        if (fault.category() != Category.PEER_FAULT) {
            throw fault;
        }
        return fault instanceof Refused refused ? refused : Problem.BAD_REQUEST.because(fault.detail());
    }

    /** With a member of its own. */
    public Refused with(String name, String value) {
        return new Refused(problem, detail(), members.with(name, value), wait);
    }

    /** With how long to wait before it is tried again. */
    public Refused after(Duration wait) {
        return new Refused(problem, detail(), members, Optional.of(wait));
    }

    /** Why. */
    public Problem problem() {
        return problem;
    }

    /** The problem document. */
    public Json document() {
        return Json.of(
                        "type",
                        "about:blank",
                        "title",
                        problem.title(),
                        "status",
                        problem.status(),
                        "code",
                        problem.code(),
                        "detail",
                        detail())
                .and(members);
    }

    /** The answer. */
    public Response response() {
        Response response = Response.problem(problem.status(), document());
        return wait.map(w -> response.with("Retry-After", Long.toString(Math.max(1, w.toSeconds()))))
                .orElse(response);
    }
}

package org.handfast.web.security;

import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;

import org.handfast.api.Fault;
import org.handfast.core.access.Session;

/**
 * Who makes a request.
 *
 * @param actor the name that audit rows carry
 * @param session the session, if it is one's cookie that let them in
 */
public record Caller(String actor, Optional<Session> session) {

    static final String ATTRIBUTE = Caller.class.getName();

    /** The administrator, signed in to the console. */
    static Caller signedIn(Session session) {
        return new Caller("admin", Optional.of(session));
    }

    /** The hub's own user, on its own machine. */
    static Caller local() {
        return new Caller("local", Optional.empty());
    }

    /** Who makes this request; empty for nobody known. */
    public static Optional<Caller> of(HttpServletRequest request) {
        return Optional.ofNullable((Caller) request.getAttribute(ATTRIBUTE));
    }

    /** Who makes this request, where the filter lets nobody else through. */
    public static Caller require(HttpServletRequest request) {
        return of(request).orElseThrow(() -> new IllegalStateException("the filter let a stranger in"));
    }

    /**
     * The hub's own user, where nobody else will do. Asked where the thing is done: by its path it could be had under another
     * spelling.
     *
     * @throws Fault OPERATOR_INPUT {@code local-only} for anybody else
     */
    public static Caller requireLocal(HttpServletRequest request) {
        Caller caller = require(request);
        if (caller.session().isPresent()) {
            throw new Fault(
                    Fault.Category.OPERATOR_INPUT,
                    "local-only",
                    "This is done on the hub's own machine: ./handfast admin reset");
        }
        return caller;
    }
}

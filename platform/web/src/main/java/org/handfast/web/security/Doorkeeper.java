package org.handfast.web.security;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;

import jakarta.inject.Inject;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.handfast.core.access.Sessions;
import org.handfast.core.settings.HubSetting;
import org.handfast.web.hub.HubLifecycle;
import org.handfast.web.problem.Problem;

/**
 * Sees every request of the admin side first. Sets the security headers, turns away what is addressed elsewhere, and lets
 * nobody past who has not signed in, but to the few places where one signs in.
 */
@WebFilter(
        filterName = "doorkeeper",
        urlPatterns = "/*",
        asyncSupported = true,
        dispatcherTypes = DispatcherType.REQUEST)
public class Doorkeeper extends HttpFilter {

    private static final long serialVersionUID = 1;

    private static final String API = "/api/";
    private static final Set<String> PUBLIC =
            Set.of("GET /api/v1/session", "POST /api/v1/session", "POST /api/v1/setup");
    private static final Set<String> READING = Set.of("GET", "HEAD");
    private static final String CSP = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
            + " font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    private static final String BEARER = "Bearer ";

    private final transient HubLifecycle lifecycle;

    @Inject
    public Doorkeeper(HubLifecycle lifecycle) {
        this.lifecycle = lifecycle;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        secure(request, response);
        Optional<Problem> refusal = refusal(request);
        if (refusal.isPresent()) {
            refuse(response, refusal.get());
        } else {
            chain.doFilter(request, response);
        }
    }

    private static void secure(HttpServletRequest request, HttpServletResponse response) {
        response.setHeader("Content-Security-Policy", CSP);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.setHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
        if (request.isSecure()) {
            response.setHeader("Strict-Transport-Security", "max-age=31536000");
        }
        if (path(request).startsWith(API)) {
            response.setHeader("Cache-Control", "no-store");
        }
    }

    private Optional<Problem> refusal(HttpServletRequest request) {
        var origins = new Origins(lifecycle.hub().node().ports().settings().of(HubSetting.ADMIN_NAMES));
        if (!origins.addressedHere(request)) {
            return Optional.of(Problem.of(
                    421,
                    "misdirected",
                    "This hub does not go by that name. If it should, name it in the setting admin.names."));
        }
        Optional<Caller> caller = caller(request);
        caller.ifPresent(c -> request.setAttribute(Caller.ATTRIBUTE, c));
        String path = path(request);
        if (path.startsWith(API)) {
            return api(request, path, caller, origins);
        }
        return isOpen(path) || caller.isPresent() || origins.fromHere(request) ? Optional.empty() : signInNeeded();
    }

    /** The console's own files; how the hub does is for those who are here or signed in. */
    private static boolean isOpen(String path) {
        return !path.startsWith("/health") && !path.equals("/metrics") && !path.startsWith("/openapi");
    }

    private Optional<Problem> api(HttpServletRequest request, String path, Optional<Caller> caller, Origins origins) {
        String request1 = request.getMethod() + " " + path;
        if (!READING.contains(request.getMethod()) && !origins.sameOrigin(request)) {
            return Optional.of(Problem.of(403, "cross-origin", "Another site's page made this request."));
        }
        if (PUBLIC.contains(request1)) {
            return Optional.empty();
        }
        if (caller.isEmpty()) {
            return signInNeeded();
        }
        boolean forged = caller.get().session().isPresent()
                && !READING.contains(request.getMethod())
                && !equal(caller.get().session().get().csrfToken(), request.getHeader("Handfast-CSRF"));
        return forged
                ? Optional.of(Problem.of(
                        403, "csrf-token", "The request lacks the token of this session. Load the page again."))
                : Optional.empty();
    }

    private static Optional<Problem> signInNeeded() {
        return Optional.of(Problem.of(401, "sign-in-needed", "Sign in first, or again: the session has ended."));
    }

    private Optional<Caller> caller(HttpServletRequest request) {
        String authorization = request.getHeader("Authorization");
        if (authorization != null) {
            return authorization.startsWith(BEARER)
                            && lifecycle.hub().localToken().matches(authorization.substring(BEARER.length()))
                    ? Optional.of(Caller.local())
                    : Optional.empty();
        }
        Sessions sessions = lifecycle.hub().sessions();
        boolean background = READING.contains(request.getMethod()) && request.getHeader("Handfast-Background") != null;
        return SessionCookie.token(request)
                .flatMap(token -> background ? sessions.look(token) : sessions.use(token))
                .map(Caller::signedIn);
    }

    private static boolean equal(String expected, String given) {
        return given != null
                && MessageDigest.isEqual(
                        expected.getBytes(StandardCharsets.US_ASCII), given.getBytes(StandardCharsets.UTF_8));
    }

    /** The path as the container understood it, so that no other spelling of it gets past. */
    private static String path(HttpServletRequest request) {
        return request.getServletPath() + (request.getPathInfo() == null ? "" : request.getPathInfo());
    }

    private static void refuse(HttpServletResponse response, Problem problem) throws IOException {
        response.setStatus(problem.status());
        response.setContentType(Problem.MEDIA_TYPE);
        response.setHeader("Cache-Control", "no-store");
        response.getOutputStream().write(problem.json().getBytes(StandardCharsets.UTF_8));
    }
}

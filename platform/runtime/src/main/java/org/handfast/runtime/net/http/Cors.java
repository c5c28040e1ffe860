package org.handfast.runtime.net.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import org.jspecify.annotations.Nullable;

import org.handfast.core.settings.Origins;

/** What pages of other web sites may do from a browser (the Fetch standard, "CORS protocol"). No credentials, ever. */
record Cors(Origins origins) {

    private static final String TOKENS = "[A-Za-z0-9!#$%&'*+.^_`|~, -]{0,1000}";
    private static final String SECONDS = "600";

    /** What a page may read beside what any may. */
    private static final String READABLE = "retry-after";

    /** True if a browser asks what it may ask. */
    static boolean isPreflight(HttpRequest request) {
        return request.method().equals(HttpMethod.OPTIONS)
                && request.headers().contains(HttpHeaderNames.ORIGIN)
                && request.headers().contains(HttpHeaderNames.ACCESS_CONTROL_REQUEST_METHOD);
    }

    /** Answers such a question; {@code methods} are those of the path. */
    Answer preflight(HttpHeaders request, String methods) {
        Answer answer = Answer.empty();
        if (!permits(request)) {
            return answer;
        }
        String wanted = request.get(HttpHeaderNames.ACCESS_CONTROL_REQUEST_HEADERS, "");
        if (!wanted.isEmpty() && wanted.matches(TOKENS)) {
            answer = answer.with("access-control-allow-headers", wanted);
        }
        return answer.with("access-control-allow-methods", methods).with("access-control-max-age", SECONDS);
    }

    /** Says on a response whether a page may read it. */
    void mark(HttpHeaders request, HttpHeaders response) {
        if (origins.any()) {
            response.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
            response.set(HttpHeaderNames.ACCESS_CONTROL_EXPOSE_HEADERS, READABLE);
            return;
        }
        response.set(HttpHeaderNames.VARY, "Origin");
        String origin = request.get(HttpHeaderNames.ORIGIN);
        if (origin != null && origins.permit(origin)) {
            response.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
            response.set(HttpHeaderNames.ACCESS_CONTROL_EXPOSE_HEADERS, READABLE);
        }
    }

    /** True if whoever asks may open a WebSocket: no page of a browser, or one that may, or one of this very host. */
    boolean permits(HttpHeaders request) {
        String origin = request.get(HttpHeaderNames.ORIGIN);
        return origin == null || origins.permit(origin) || isHost(origin, request.get(HttpHeaderNames.HOST));
    }

    private static boolean isHost(String origin, @Nullable String host) {
        return origin.equalsIgnoreCase("http://" + host) || origin.equalsIgnoreCase("https://" + host);
    }
}

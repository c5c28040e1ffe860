package org.handfast.api;

import java.util.HashMap;
import java.util.Map;

/**
 * The answer to a {@link Request}.
 *
 * @param status the status code, 200 to 599
 * @param contentType the media type of the body; empty without one
 * @param body what is answered
 * @param headers more of them, by name, such as {@code Retry-After}; those that frame a message, say what other origins may
 *     do, or stand for another component here are the hub's, and a PLUGIN_FAULT
 */
public record Response(int status, String contentType, Bytes body, Map<String, String> headers) {

    /** One without headers of its own. */
    public Response(int status, String contentType, Bytes body) {
        this(status, contentType, body, Map.of());
    }

    public Response {
        headers = Map.copyOf(headers);
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("a status is 200 to 599, this is " + status);
        }
    }

    /** A problem (RFC 9457): what went wrong by a stable code, and a sentence that says what to do. */
    public static Response problem(int status, String title, String code, String detail) {
        return problem(
                status,
                Json.of(
                        "type",
                        "about:blank",
                        "title",
                        title,
                        "status",
                        (long) status,
                        "code",
                        code,
                        "detail",
                        detail));
    }

    /** The same with members of its own. */
    public static Response problem(int status, Json problem) {
        return new Response(status, "application/problem+json", problem.canonical());
    }

    /** The same with one more header. */
    public Response with(String header, String value) {
        var more = new HashMap<>(headers);
        more.put(header, value);
        return new Response(status, contentType, body, more);
    }

    /** An answer in JSON. */
    public static Response json(int status, Json body) {
        return new Response(status, "application/json", body.canonical());
    }
}

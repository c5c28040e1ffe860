package org.handfast.api;

/**
 * The answer to a {@link Request}.
 *
 * @param status the status code, 200 to 599
 * @param contentType the media type of the body; empty without one
 * @param body what is answered
 */
public record Response(int status, String contentType, Bytes body) {

    public Response {
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("a status is 200 to 599, this is " + status);
        }
    }

    /** An answer in JSON. */
    public static Response json(int status, Json body) {
        return new Response(status, "application/json", body.canonical());
    }
}

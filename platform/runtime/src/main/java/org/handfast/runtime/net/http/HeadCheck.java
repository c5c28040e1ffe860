package org.handfast.runtime.net.http;

import java.util.List;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;

/** What must hold of every request before anything is made of it (RFC 9112). */
final class HeadCheck {

    private static final String CHUNKED = "chunked";

    private HeadCheck() {}

    /**
     * Requires that everyone who reads the head agrees on where the request ends and whom it is for.
     *
     * @throws Refused 400, 417, 501 or 505
     */
    static void require(HttpRequest request) throws Refused {
        HttpHeaders headers = request.headers();
        HttpVersion version = request.protocolVersion();
        if (!version.equals(HttpVersion.HTTP_1_1) && !version.equals(HttpVersion.HTTP_1_0)) {
            throw new Refused(Answer.message(505, "This is HTTP/1.1."));
        }
        boolean old = version.equals(HttpVersion.HTTP_1_0);
        List<String> hosts = headers.getAll(HttpHeaderNames.HOST);
        if (hosts.size() > 1 || hosts.isEmpty() && !old) {
            throw bad("A request has one Host header.");
        }
        List<String> codings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
        if (!codings.isEmpty()) {
            if (old || headers.contains(HttpHeaderNames.CONTENT_LENGTH)) {
                throw bad("The request's size is ambiguous.");
            }
            if (codings.size() > 1 || !codings.getFirst().equalsIgnoreCase(CHUNKED)) {
                throw new Refused(Answer.message(501, "The only transfer coding is chunked."));
            }
        }
        if (headers.getAll(HttpHeaderNames.CONTENT_LENGTH).size() > 1) {
            throw bad("The request's size is ambiguous.");
        }
        String expectation = headers.get(HttpHeaderNames.EXPECT);
        if (expectation != null && !expectation.equalsIgnoreCase("100-continue")) {
            throw new Refused(Answer.message(417, "That cannot be expected."));
        }
    }

    /** True if a body follows, or could. */
    static boolean hasBody(HttpMessage request) {
        String length = request.headers().get(HttpHeaderNames.CONTENT_LENGTH);
        return request.headers().contains(HttpHeaderNames.TRANSFER_ENCODING) || length != null && !length.equals("0");
    }

    /** What a request is told that could not be read. */
    static Answer unreadable(Throwable cause) {
        return switch (cause) {
            case TooLongHttpLineException line -> Answer.message(414, "The request's first line is too long.");
            case TooLongHttpHeaderException header -> Answer.message(431, "The request's headers are too long.");
            default -> Answer.message(400, "That is not HTTP as it should be.");
        };
    }

    private static Refused bad(String message) {
        return new Refused(Answer.message(400, message));
    }
}

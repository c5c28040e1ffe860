package org.handfast.core.link;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * What a request's signature is over, and where it stands; see {@link org.handfast.api.RequestSignature}.
 *
 * @param target path and query as they were signed
 * @param signature as it came; none if there is none, or more than one
 */
public record SignedTarget(String target, Optional<String> signature) {

    private static final String AUTH = "auth=";

    /** That of an exchange, by its target and the headers that carry a signature. */
    public static SignedTarget of(String target, List<String> headers) {
        return new SignedTarget(target, headers.size() == 1 ? Optional.of(headers.getFirst()) : Optional.empty());
    }

    /**
     * That of a WebSocket. Browsers let nobody set a header on one: what would stand there may be the last of the query,
     * percent-encoded, which is not signed.
     *
     * @param target whose percent-encoding is sound
     */
    public static SignedTarget ofWebSocket(String target, List<String> headers) {
        int mark = target.indexOf('?');
        int last = Math.max(mark, target.lastIndexOf('&'));
        if (!headers.isEmpty() || mark < 0 || !target.startsWith(AUTH, last + 1)) {
            return of(target, headers);
        }
        String auth = target.substring(last + 1 + AUTH.length());
        return new SignedTarget(
                target.substring(0, last), Optional.of(URLDecoder.decode(auth, StandardCharsets.UTF_8)));
    }
}

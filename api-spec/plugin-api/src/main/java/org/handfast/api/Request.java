package org.handfast.api;

import java.util.Map;
import java.util.Optional;

/**
 * What a peer asks by HTTP (RFC 9110): an exchange of its own, or the one that opens a WebSocket.
 *
 * @param method of the route it fits, in upper case; for HEAD that of GET, since the hub leaves out the body
 * @param path as it came, without the query
 * @param target path and query as they came, undecoded; of a WebSocket without a last {@code auth} of the query
 * @param signature the header {@link RequestSignature#HEADER}, if it came once; of a WebSocket without one that
 *     {@code auth}, decoded, since browsers let nobody set a header on one
 * @param parameters what stands in the path for the names in braces of that route, decoded
 * @param query what follows the question mark, decoded; of a name that comes twice the first
 * @param subprotocol of a WebSocket, the one that was agreed on
 * @param body as it came; empty for a WebSocket
 */
public record Request(
        String method,
        String path,
        String target,
        Optional<String> signature,
        Map<String, String> parameters,
        Map<String, String> query,
        Optional<String> subprotocol,
        Bytes body) {

    public Request {
        parameters = Map.copyOf(parameters);
        query = Map.copyOf(query);
    }
}

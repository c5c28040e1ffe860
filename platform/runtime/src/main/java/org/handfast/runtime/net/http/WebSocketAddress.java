package org.handfast.runtime.net.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

import org.handfast.api.Fault;

/**
 * Where a WebSocket is (RFC 6455, section 3).
 *
 * @param secure true for {@code wss}
 * @param host name or address, without brackets
 * @param port 1 to 65535
 * @param authority as the Host header has it
 * @param target path and query
 */
record WebSocketAddress(boolean secure, String host, int port, String authority, String target) {

    /**
     * The address of a text.
     *
     * @throws Fault OPERATOR_INPUT {@code bad-endpoint}
     */
    static WebSocketAddress parse(String text) {
        try {
            var uri = new URI(text);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            boolean secure = scheme.equals("wss");
            if (!secure && !scheme.equals("ws")
                    || uri.getHost() == null
                    || uri.getUserInfo() != null
                    || uri.getFragment() != null
                    || uri.getPort() == 0
                    || uri.getPort() > 65_535) {
                throw bad(text);
            }
            String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
            return new WebSocketAddress(
                    secure,
                    uri.getHost().replaceAll("^\\[|]$", ""),
                    uri.getPort() > 0 ? uri.getPort() : secure ? 443 : 80,
                    uri.getRawAuthority(),
                    uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery());
        } catch (URISyntaxException e) {
            throw bad(text);
        }
    }

    private static Fault bad(String text) {
        return new Fault(
                Fault.Category.OPERATOR_INPUT,
                "bad-endpoint",
                "'" + text + "' is not the address of a WebSocket, such as ws://192.168.1.20:9081/ws or"
                        + " wss://hub.example/ws.");
    }
}

package org.handfast.runtime.net.http;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;

import org.handfast.api.Listener;

/**
 * A request to open a WebSocket that may be granted (RFC 6455, section 4.2).
 *
 * @param accept what proves that it was read
 * @param subprotocol what was agreed on
 */
record Upgrade(String accept, Optional<String> subprotocol) {

    private static final int KEY_BYTES = 16;
    private static final String VERSION = "13";

    /**
     * Requires that it may.
     *
     * @throws Refused 400, 403 or 426
     */
    static Upgrade require(HttpRequest request, Listener.WebSocket listener, Cors cors) throws Refused {
        HttpHeaders headers = request.headers();
        boolean asks = request.method().equals(HttpMethod.GET)
                && request.protocolVersion().equals(HttpVersion.HTTP_1_1)
                && tokens(headers, HttpHeaderNames.CONNECTION).anyMatch("upgrade"::equalsIgnoreCase)
                && tokens(headers, HttpHeaderNames.UPGRADE).anyMatch("websocket"::equalsIgnoreCase);
        if (!asks || !VERSION.equals(headers.get(HttpHeaderNames.SEC_WEBSOCKET_VERSION))) {
            throw new Refused(Answer.message(426, "There is a WebSocket at this path, version " + VERSION + ".")
                    .with("upgrade", "websocket")
                    .with("connection", "upgrade")
                    .with("sec-websocket-version", VERSION));
        }
        String key = headers.get(HttpHeaderNames.SEC_WEBSOCKET_KEY, "");
        if (headers.getAll(HttpHeaderNames.SEC_WEBSOCKET_KEY).size() != 1 || !isKey(key)) {
            throw new Refused(Answer.message(400, "Sec-WebSocket-Key is not 16 bytes in Base64."));
        }
        if (!cors.permits(headers)) {
            throw new Refused(Answer.message(403, "Pages of this web site may not open a WebSocket here."));
        }
        List<String> offered =
                tokens(headers, HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL).toList();
        return new Upgrade(
                Accept.of(key),
                listener.subprotocols().stream().filter(offered::contains).findFirst());
    }

    private static Stream<String> tokens(HttpHeaders headers, CharSequence name) {
        return headers.getAll(name).stream()
                .flatMap(line -> Arrays.stream(line.split(",")))
                .map(String::strip);
    }

    private static boolean isKey(String key) {
        try {
            return Base64.getDecoder().decode(key).length == KEY_BYTES;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    FullHttpResponse response() {
        var response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.SWITCHING_PROTOCOLS);
        response.headers()
                .set(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET)
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE)
                .set(HttpHeaderNames.SEC_WEBSOCKET_ACCEPT, accept);
        subprotocol.ifPresent(s -> response.headers().set(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL, s));
        return response;
    }
}

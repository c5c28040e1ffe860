package org.handfast.runtime.net.http;

import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.DateFormatter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;

import org.handfast.api.Bytes;
import org.handfast.api.Json;
import org.handfast.api.Response;

/**
 * What is answered, before it is put on the wire.
 *
 * @param response status, type and body
 * @param headers what else
 */
record Answer(Response response, List<Header> headers) {

    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;

    /** One header. */
    record Header(String name, String value) {}

    Answer {
        headers = List.copyOf(headers);
    }

    /** What a protocol answers. */
    static Answer of(Response response) {
        return new Answer(response, List.of());
    }

    /** No more than a sentence. */
    static Answer message(int status, String message) {
        return of(Response.json(status, new Json.Members(Map.of("message", new Json.Text(message)))));
    }

    /** Nothing, and that is right. */
    static Answer empty() {
        return of(new Response(NO_CONTENT, "", Bytes.EMPTY));
    }

    Answer with(String name, String value) {
        var more = new ArrayList<>(headers);
        more.add(new Header(name, value));
        return new Answer(response, more);
    }

    /**
     * As it goes on the wire.
     *
     * @param head true if the body is left out, as for HEAD
     * @throws IllegalArgumentException if a header cannot be
     */
    FullHttpResponse encoded(boolean head) {
        boolean bodiless = response.status() == NO_CONTENT || response.status() == NOT_MODIFIED;
        ByteBuf body = head || bodiless
                ? Unpooled.EMPTY_BUFFER
                : Unpooled.wrappedBuffer(response.body().buffer());
        var encoded =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(response.status()), body);
        HttpHeaders all = encoded.headers();
        all.set(HttpHeaderNames.DATE, DateFormatter.format(new Date()));
        all.set(HttpHeaderNames.CACHE_CONTROL, "no-store");
        response.headers().forEach(all::set);
        all.set("x-content-type-options", "nosniff");
        if (!bodiless) {
            all.set(HttpHeaderNames.CONTENT_LENGTH, response.body().size());
            if (!response.contentType().isEmpty()) {
                all.set(HttpHeaderNames.CONTENT_TYPE, response.contentType());
            }
        }
        headers.forEach(h -> all.set(h.name(), h.value()));
        return encoded;
    }
}

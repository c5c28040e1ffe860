package org.handfast.plugin.qr.device;

import java.util.Optional;

import org.handfast.api.Json;

/**
 * The hub's no (RFC 9457).
 *
 * @param status of HTTP
 * @param code what programs go by; empty if it is no problem document
 * @param detail what people go by; it may be empty
 * @param connectionId what a confirm had made before, if it says so
 */
public record Refusal(int status, String code, String detail, Optional<String> connectionId) {

    /** That of an answer with this status. */
    public static Refusal of(int status, Optional<Json.Members> body) {
        return new Refusal(
                status,
                body.flatMap(b -> b.text("code")).orElse(""),
                body.flatMap(b -> b.text("detail")).orElse(""),
                body.flatMap(b -> b.text("connectionId")));
    }

    /** True of a frame of the live stream that is one. */
    public static Optional<Refusal> frame(Json.Members frame) {
        return frame.has("code") && frame.has("status")
                ? Optional.of(of(frame.whole("status").map(Long::intValue).orElse(0), Optional.of(frame)))
                : Optional.empty();
    }

    /** Whether it says this. */
    public boolean is(String other) {
        return code.equals(other);
    }

    /** True if it is about what was asked, and not about who asked, or when. */
    boolean concernsContent() {
        return switch (status) {
            case 400, 404, 409, 410, 413 -> true;
            case 403 -> !is("not-active") && !is("blocked");
            case 429 -> is("full") || is("too-fast");
            default -> false;
        };
    }
}

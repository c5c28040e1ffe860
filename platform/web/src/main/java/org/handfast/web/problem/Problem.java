package org.handfast.web.problem;

/**
 * A problem document (RFC 9457).
 *
 * @param type where it is explained
 * @param title what sort of problem it is
 * @param status the HTTP status
 * @param code stable; what programs go by
 * @param detail a sentence for people that says what to do
 */
public record Problem(String type, String title, int status, String code, String detail) {

    /** The media type of problems. */
    public static final String MEDIA_TYPE = "application/problem+json";

    /** A problem of a status, whose title is the status's. */
    public static Problem of(int status, String code, String detail) {
        return new Problem("urn:handfast:problem:" + code, title(status), status, code, detail);
    }

    private static String title(int status) {
        return switch (status) {
            case 400 -> "Bad request";
            case 401 -> "Sign-in needed";
            case 403 -> "Not allowed";
            case 404 -> "Not found";
            case 405 -> "Method not allowed";
            case 409 -> "Not possible now";
            case 410 -> "Gone";
            case 413 -> "Too large";
            case 415 -> "Unsupported media type";
            case 421 -> "Misdirected request";
            case 429 -> "Too many requests";
            case 503 -> "Not available";
            default -> status < 500 ? "Bad request" : "Something failed";
        };
    }

    /** The document. */
    public String json() {
        return "{\"type\":" + quoted(type) + ",\"title\":" + quoted(title) + ",\"status\":" + status + ",\"code\":"
                + quoted(code) + ",\"detail\":" + quoted(detail) + "}";
    }

    private static String quoted(String text) {
        var out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }
}

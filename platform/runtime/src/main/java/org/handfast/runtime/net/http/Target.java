package org.handfast.runtime.net.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a request is for (RFC 9112, section 3.2), taken apart strictly.
 *
 * @param text as it came, without scheme and host
 * @param path as it came
 * @param segments of the path, decoded
 * @param query decoded; of a name that comes twice the first
 */
record Target(String text, String path, List<String> segments, Map<String, String> query) {

    /** The target of {@code OPTIONS *}. */
    static final String ALL = "*";

    /**
     * Takes it apart.
     *
     * @throws Refused 400
     */
    static Target parse(String uri) throws Refused {
        String target = origin(uri);
        if (!target.startsWith("/") || !target.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '#')) {
            throw bad();
        }
        int mark = target.indexOf('?');
        String path = mark < 0 ? target : target.substring(0, mark);
        var segments = new String[(int) path.chars().filter(c -> c == '/').count()];
        String[] raw = path.substring(1).split("/", -1);
        for (int i = 0; i < segments.length; i++) {
            segments[i] = decode(raw[i]);
        }
        return new Target(target, path, List.of(segments), mark < 0 ? Map.of() : query(target.substring(mark + 1)));
    }

    /** Without scheme and host, which a client may send too. */
    private static String origin(String uri) {
        boolean absolute = Stream.of("http://", "https://").anyMatch(s -> uri.regionMatches(true, 0, s, 0, s.length()));
        if (!absolute) {
            return uri;
        }
        String rest = uri.substring(uri.indexOf("//") + 2);
        int end = rest.indexOf('/');
        return end < 0 ? "/" : rest.substring(end);
    }

    private static Map<String, String> query(String text) throws Refused {
        Map<String, String> query = new HashMap<>();
        for (String pair : text.split("&")) {
            int is = pair.indexOf('=');
            String name = decode((is < 0 ? pair : pair.substring(0, is)).replace('+', ' '));
            String value = is < 0 ? "" : decode(pair.substring(is + 1).replace('+', ' '));
            if (!name.isEmpty()) {
                query.putIfAbsent(name, value);
            }
        }
        return query;
    }

    /** Percent-decoding (RFC 3986, section 2.1) to UTF-8. */
    private static String decode(String text) throws Refused {
        if (text.indexOf('%') < 0) {
            return text;
        }
        var bytes = ByteBuffer.allocate(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '%') {
                bytes.put((byte) c);
                continue;
            }
            if (i + 2 >= text.length()
                    || !HexFormat.isHexDigit(text.charAt(i + 1))
                    || !HexFormat.isHexDigit(text.charAt(i + 2))) {
                throw bad();
            }
            bytes.put((byte) HexFormat.fromHexDigits(text, i + 1, i + 3));
            i += 2;
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException e) {
            throw bad();
        }
    }

    private static Refused bad() {
        return new Refused(Answer.message(400, "The request's target is malformed."));
    }
}

package org.handfast.plugin.challengeresponse.wire;

import java.math.BigDecimal;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.handfast.api.Bytes;
import org.handfast.api.Fault;
import org.handfast.api.Json;

/**
 * Reads a JSON text (RFC 8259) that is an object, where there is no {@link org.handfast.api.View}: on the thread of a transport.
 * No name comes twice, nesting is limited, and numbers that are not whole are read as null, since no record has a meaning for
 * them.
 */
final class JsonReader {

    private static final int DEEPEST = 16;

    private final String text;
    private int at;

    private JsonReader(String text) {
        this.text = text;
    }

    /**
     * The object that a text is.
     *
     * @throws Fault PEER_FAULT if it is none
     */
    static Json.Members read(Bytes utf8) {
        try {
            var reader = new JsonReader(
                    StandardCharsets.UTF_8.newDecoder().decode(utf8.buffer()).toString());
            Json value = reader.value(0);
            reader.space();
            if (reader.at == reader.text.length() && value instanceof Json.Members members) {
                return members;
            }
        } catch (CharacterCodingException e) {
            throw bad();
        }
        throw bad();
    }

    private Json value(int depth) {
        if (depth > DEEPEST) {
            throw bad();
        }
        space();
        return switch (peek()) {
            case '{' -> members(depth);
            case '[' -> items(depth);
            case '"' -> new Json.Text(string());
            case 't' -> literal("true", new Json.Flag(true));
            case 'f' -> literal("false", new Json.Flag(false));
            case 'n' -> literal("null", new Json.Null());
            default -> number();
        };
    }

    private Json members(int depth) {
        Map<String, Json> members = new LinkedHashMap<>();
        at++;
        if (skip('}')) {
            return new Json.Members(members);
        }
        do {
            space();
            String name = string();
            expect(':');
            if (members.put(name, value(depth + 1)) != null) {
                throw bad();
            }
        } while (skip(','));
        expect('}');
        return new Json.Members(members);
    }

    private Json items(int depth) {
        List<Json> items = new ArrayList<>();
        at++;
        if (skip(']')) {
            return new Json.Items(items);
        }
        do {
            items.add(value(depth + 1));
        } while (skip(','));
        expect(']');
        return new Json.Items(items);
    }

    private String string() {
        if (peek() != '"') {
            throw bad();
        }
        var out = new StringBuilder();
        for (at++; peek() != '"'; at++) {
            char c = peek();
            if (c < ' ') {
                throw bad();
            }
            out.append(c == '\\' ? escaped() : c);
        }
        at++;
        if (!Json.Text.wellFormed(out.toString())) {
            throw bad();
        }
        return out.toString();
    }

    /** What an escape stands for; ends on its last character. */
    private char escaped() {
        at++;
        char c = peek();
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> {
                int value = 0;
                for (int i = 0; i < 4; i++) {
                    at++;
                    int digit = Character.digit(peek(), 16);
                    if (digit < 0 || peek() > 'f') {
                        throw bad();
                    }
                    value = value << 4 | digit;
                }
                yield (char) value;
            }
            default -> throw bad();
        };
    }

    private Json number() {
        int from = at;
        while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        String number = text.substring(from, at);
        if (!number.matches("-?(0|[1-9][0-9]{0,30})(\\.[0-9]{1,30})?([eE][+-]?[0-9]{1,3})?")) {
            throw bad();
        }
        return whole(number).<Json>map(Json.Whole::new).orElseGet(Json.Null::new);
    }

    private static Optional<Long> whole(String number) {
        try {
            long value = new BigDecimal(number).longValueExact();
            return Optional.of(value).filter(v -> v <= Json.MAX_WHOLE && v >= -Json.MAX_WHOLE);
        } catch (ArithmeticException e) {
            return Optional.empty();
        }
    }

    private Json literal(String word, Json value) {
        if (!text.startsWith(word, at)) {
            throw bad();
        }
        at += word.length();
        return value;
    }

    private void expect(char c) {
        if (!skip(c)) {
            throw bad();
        }
    }

    private boolean skip(char c) {
        space();
        if (at < text.length() && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    private void space() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private char peek() {
        if (at >= text.length()) {
            throw bad();
        }
        return text.charAt(at);
    }

    private static Fault bad() {
        return Fault.peer("not-json", "A record is not a JSON object as it must be.");
    }
}

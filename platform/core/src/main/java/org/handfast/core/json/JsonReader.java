package org.handfast.core.json;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;

import org.handfast.api.Bytes;
import org.handfast.api.Fault;
import org.handfast.api.Json;
import org.handfast.api.JsonDocument;

/**
 * Reads a JSON text (RFC 8259) of the strict kind that {@link org.handfast.api.View#json} states. In time and memory that
 * grow with the text's size, which the caller has bounded. What is wrong is told by its place, never quoted: it may be
 * anything.
 */
public final class JsonReader {

    /** How deep objects and arrays may lie in each other, the outermost included. */
    static final int DEEPEST = 16;

    /** What {@link Json#MAX_WHOLE} and its opposite are written with at most. */
    private static final int LONGEST_NUMBER = 17;

    private static final Bytes BYTE_ORDER_MARK = Bytes.hex("efbbbf");

    /** The text has been bounded, and so are its parts. */
    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private final JsonParser parser;
    private final Bytes text;

    private JsonReader(JsonParser parser, Bytes text) {
        this.parser = parser;
        this.text = text;
    }

    /**
     * The document of a text.
     *
     * @throws Fault PEER_FAULT {@code not-json}, with what is wrong and at which byte, counted from 0
     */
    public static JsonDocument read(Bytes text) {
        byte[] bytes = text.toArray();
        requireUtf8(text, bytes);
        try (JsonParser parser = FACTORY.createParser(bytes)) {
            return new JsonReader(parser, text).document();
        } catch (JsonProcessingException e) {
            long at = e.getLocation() == null ? -1 : e.getLocation().getByteOffset();
            throw at < 0 ? fault("breaks the rules of JSON") : fault("breaks the rules of JSON", at);
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory can be read", e);
        }
    }

    private static void requireUtf8(Bytes text, byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        var in = ByteBuffer.wrap(bytes);
        var out = CharBuffer.allocate(bytes.length);
        if (decoder.decode(in, out, true).isError()) {
            throw fault("is not UTF-8", in.position());
        }
        if (text.startsWith(BYTE_ORDER_MARK)) {
            throw fault("begins with a byte order mark, which JSON does without");
        }
        // The parser takes these for the mark of UTF-16 and UTF-32.
        for (int i = 0; i < Math.min(4, bytes.length); i++) {
            if (bytes[i] == 0) {
                throw fault("has a zero byte", i);
            }
        }
    }

    private JsonDocument document() throws IOException {
        JsonToken first = parser.nextToken();
        if (first == null) {
            throw fault("is empty");
        }
        if (first != JsonToken.START_OBJECT) {
            throw fault("must be an object, in braces");
        }
        Map<String, Json> members = new LinkedHashMap<>();
        Map<String, Bytes> sources = new HashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = name(members);
            JsonToken token = parser.nextToken();
            int start = at();
            members.put(name, value(token, 1));
            int end = (int) parser.currentLocation().getByteOffset();
            sources.put(name, text.slice(start, end - start));
        }
        if (parser.nextToken() != null) {
            throw fault("goes on after its closing brace", at());
        }
        return new JsonDocument(new Json.Members(members), sources);
    }

    /** Where the current token begins. */
    private int at() {
        return (int) parser.currentTokenLocation().getByteOffset();
    }

    /** The name that is the current token. */
    private String name(Map<String, Json> before) throws IOException {
        String name = wellFormed(parser.currentName());
        if (before.containsKey(name)) {
            throw fault("has a name for the second time in one object", at());
        }
        return name;
    }

    /** The value that begins with the current token, in a container {@code depth} deep; leaves the parser at its end. */
    private Json value(JsonToken token, int depth) throws IOException {
        return switch (token) {
            case START_OBJECT -> members(deeper(depth));
            case START_ARRAY -> items(deeper(depth));
            case VALUE_STRING -> new Json.Text(wellFormed(parser.getText()));
            case VALUE_NUMBER_INT -> whole();
            case VALUE_NUMBER_FLOAT -> throw fault("has a number that is not a whole one in digits alone", at());
            case VALUE_TRUE -> new Json.Flag(true);
            case VALUE_FALSE -> new Json.Flag(false);
            case VALUE_NULL -> new Json.Null();
            default -> throw new IllegalStateException("no value begins with " + token);
        };
    }

    private int deeper(int depth) {
        if (depth == DEEPEST) {
            throw fault("is more than " + DEEPEST + " levels deep", at());
        }
        return depth + 1;
    }

    private Json.Members members(int depth) throws IOException {
        Map<String, Json> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = name(members);
            members.put(name, value(parser.nextToken(), depth));
        }
        return new Json.Members(members);
    }

    private Json.Items items(int depth) throws IOException {
        List<Json> items = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            items.add(value(token, depth));
        }
        return new Json.Items(items);
    }

    private Json.Whole whole() throws IOException {
        if (parser.getTextLength() <= LONGEST_NUMBER) {
            long value = parser.getLongValue();
            if (value == 0 && parser.getTextLength() > 1) {
                throw fault("has a zero with a minus sign", at());
            }
            if (Math.abs(value) <= Json.MAX_WHOLE) {
                return new Json.Whole(value);
            }
        }
        throw fault("has a whole number beyond 2^53 - 1, which not every reader gets right", at());
    }

    private String wellFormed(String read) {
        if (!Json.Text.wellFormed(read)) {
            throw fault("has one half of a surrogate pair", at());
        }
        return read;
    }

    private static Fault fault(String wrong, long at) {
        return fault(wrong + ", at byte " + at);
    }

    private static Fault fault(String wrong) {
        return Fault.peer("not-json", "The JSON text " + wrong + ".");
    }
}

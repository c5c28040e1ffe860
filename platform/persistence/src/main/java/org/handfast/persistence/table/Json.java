package org.handfast.persistence.table;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.handfast.api.Bytes;
import org.handfast.api.Shown;
import org.handfast.core.flight.FlightRecord.Entry;
import org.handfast.core.flight.FlightRecord.Kind;

/** Lists as JSON in a text column, to be read by people as well. */
final class Json {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    private record Line(String at, Kind kind, String code, String detail) {}

    /** {@code [{"at":"2026-03-01T10:00:00Z","kind":"EVENT","code":"opened","detail":""}]}. */
    static String entries(List<Entry> entries) {
        return write(entries.stream()
                .map(e -> new Line(e.at().toString(), e.kind(), e.code(), e.detail()))
                .toList());
    }

    static List<Entry> entries(String json) {
        return Stream.of(read(json, Line[].class))
                .map(l -> new Entry(Instant.parse(l.at()), l.kind(), l.code(), l.detail()))
                .toList();
    }

    /** {@code ["abandon","ability"]}. */
    static String words(List<String> words) {
        return write(words);
    }

    static List<String> words(String json) {
        return List.of(read(json, String[].class));
    }

    /** {@code [{"kind":"CHECK_WORDS","values":["abandon","ability"]}]}. */
    static String shown(List<Shown> lines) {
        return write(lines);
    }

    static List<Shown> shown(String json) {
        return List.of(read(json, Shown[].class));
    }

    /** {@code {"first":"4102"}}, in the order of names. */
    static String facts(Map<String, String> facts) {
        return write(new TreeMap<>(facts));
    }

    static Map<String, String> facts(String json) {
        return Map.copyOf(read(json, Facts.class));
    }

    /** {@code {"send":"AQ…"}}, in the order of names. */
    static String secrets(Map<String, Bytes> secrets) {
        Map<String, String> texts = new TreeMap<>();
        secrets.forEach((name, kept) -> texts.put(name, kept.b64u()));
        return write(texts);
    }

    static Map<String, Bytes> secrets(String json) {
        Map<String, Bytes> secrets = new HashMap<>();
        facts(json).forEach((name, text) -> secrets.put(name, Bytes.b64u(text).orElseThrow()));
        return secrets;
    }

    private static final class Facts extends HashMap<String, String> {
        private static final long serialVersionUID = 1;
    }

    private static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static <T> T read(String json, Class<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the database holds JSON that no hub wrote", e);
        }
    }
}

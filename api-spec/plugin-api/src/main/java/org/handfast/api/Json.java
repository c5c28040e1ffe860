package org.handfast.api;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A JSON value (RFC 8259) of the strict kind that can be signed: no duplicate names, no unpaired surrogates, no numbers but
 * whole ones that every reader gets right. {@link View#json} reads one. Immutable.
 */
public sealed interface Json {

    /** The largest whole number that every reader of JSON gets right, 2^53 - 1 (RFC 8259, section 6). */
    long MAX_WHOLE = (1L << 53) - 1;

    /** The one form that is signed: the JSON Canonicalization Scheme (RFC 8785), in UTF-8. */
    default Bytes canonical() {
        var out = new StringBuilder();
        write(out);
        return Bytes.wrap(out.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Appends the canonical form. */
    void write(StringBuilder out);

    /**
     * An object of these members, name and value in turn. A value is a {@code Json}, a {@code String}, an {@code Integer}, a
     * {@code Long} or a {@code Boolean}; for null there is {@link Null}.
     */
    static Members of(Object... namesAndValues) {
        Map<String, Json> members = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            members.put((String) namesAndValues[i], value(namesAndValues[i + 1]));
        }
        return new Members(members);
    }

    private static Json value(Object value) {
        return switch (value) {
            case Json json -> json;
            case String text -> new Text(text);
            case Integer number -> new Whole(number);
            case Long number -> new Whole(number);
            case Boolean flag -> new Flag(flag);
            default -> throw new IllegalArgumentException(value.getClass() + " is no JSON value");
        };
    }

    /** A string. */
    record Text(String value) implements Json {
        public Text {
            if (!wellFormed(value)) {
                throw new IllegalArgumentException("a text has an unpaired surrogate");
            }
        }

        /** True if every surrogate is one of a pair, so that the text can be encoded. */
        public static boolean wellFormed(String text) {
            for (int i = 0; i < text.length(); i++) {
                if (Character.isSurrogate(text.charAt(i))) {
                    if (i + 1 == text.length() || !Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1))) {
                        return false;
                    }
                    i++;
                }
            }
            return true;
        }

        @Override
        public void write(StringBuilder out) {
            out.append('"');
            for (int i = 0; i < value.length(); i++) {
                char c = value.charAt(i);
                switch (c) {
                    case '"', '\\' -> out.append('\\').append(c);
                    case '\b' -> out.append("\\b");
                    case '\f' -> out.append("\\f");
                    case '\n' -> out.append("\\n");
                    case '\r' -> out.append("\\r");
                    case '\t' -> out.append("\\t");
                    default -> {
                        if (c < ' ') {
                            out.append("\\u00")
                                    .append(Character.forDigit(c >> 4, 16))
                                    .append(Character.forDigit(c & 15, 16));
                        } else {
                            out.append(c);
                        }
                    }
                }
            }
            out.append('"');
        }
    }

    /** A whole number. */
    record Whole(long value) implements Json {
        public Whole {
            if (value > MAX_WHOLE || value < -MAX_WHOLE) {
                throw new IllegalArgumentException(value + " is beyond what every reader of JSON gets right");
            }
        }

        @Override
        public void write(StringBuilder out) {
            out.append(value);
        }
    }

    /** True or false. */
    record Flag(boolean value) implements Json {
        @Override
        public void write(StringBuilder out) {
            out.append(value);
        }
    }

    /** Null. */
    record Null() implements Json {
        @Override
        public void write(StringBuilder out) {
            out.append("null");
        }
    }

    /** An array. */
    record Items(List<Json> values) implements Json {
        public Items {
            values = List.copyOf(values);
        }

        @Override
        public void write(StringBuilder out) {
            out.append('[');
            String comma = "";
            for (Json value : values) {
                out.append(comma);
                value.write(out);
                comma = ",";
            }
            out.append(']');
        }
    }

    /** An object. */
    record Members(Map<String, Json> values) implements Json {
        public Members {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }

        /** A member that is a string. */
        public Optional<String> text(String name) {
            return values.get(name) instanceof Text text ? Optional.of(text.value()) : Optional.empty();
        }

        /** A member that is a whole number. */
        public Optional<Long> whole(String name) {
            return values.get(name) instanceof Whole whole ? Optional.of(whole.value()) : Optional.empty();
        }

        /** A member that is an object. */
        public Optional<Members> members(String name) {
            return values.get(name) instanceof Members members ? Optional.of(members) : Optional.empty();
        }

        /** With one more member, in place of one of its name; the value as {@link Json#of} takes it. */
        public Members with(String name, Object value) {
            return and(of(name, value));
        }

        /** With these members too, in place of those of their names. */
        public Members and(Members more) {
            var all = new LinkedHashMap<>(values);
            all.putAll(more.values);
            return new Members(all);
        }

        /** True if there is a member of this name, whatever it is. */
        public boolean has(String name) {
            return values.containsKey(name);
        }

        @Override
        public void write(StringBuilder out) {
            // RFC 8785, section 3.2.3: by UTF-16 code units, which is how strings compare.
            var sorted = new TreeMap<>(values);
            out.append('{');
            String comma = "";
            for (Map.Entry<String, Json> member : sorted.entrySet()) {
                out.append(comma);
                new Text(member.getKey()).write(out);
                out.append(':');
                member.getValue().write(out);
                comma = ",";
            }
            out.append('}');
        }
    }
}

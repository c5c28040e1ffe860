package org.handfast.plugin.qr.device;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import org.handfast.api.Bytes;
import org.handfast.api.Fault;
import org.handfast.api.Json;
import org.handfast.plugin.qr.wire.PairId;

/** A JSON object that a device has written down, as it is read: what is missing is a fault. */
record Kept(Json.Members members) {

    private static Kept of(Json value) {
        if (value instanceof Json.Members members) {
            return new Kept(members);
        }
        throw damaged("an object");
    }

    /** An object, made of names and values in turn; a value that is an empty {@code Optional} is left out. */
    static Json.Members write(Object... namesAndValues) {
        Map<String, Json> all = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            String name = (String) namesAndValues[i];
            Object value = namesAndValues[i + 1] instanceof Optional<?> optional
                    ? optional.orElse(null)
                    : namesAndValues[i + 1];
            if (value != null) {
                all.putAll(Json.of(name, json(value)).values());
            }
        }
        return new Json.Members(all);
    }

    private static Object json(Object value) {
        return switch (value) {
            case Bytes bytes -> bytes.b64u();
            case PairId id -> id.hex();
            case Instant instant -> instant.getEpochSecond();
            default -> value;
        };
    }

    static <T> Json.Items list(List<T> all, Function<T, Object> write) {
        List<Json> items = new ArrayList<>();
        for (T one : all) {
            items.addAll(Json.of("", json(write.apply(one))).values().values());
        }
        return new Json.Items(items);
    }

    boolean has(String name) {
        return members.has(name);
    }

    String text(String name) {
        return members.text(name).orElseThrow(() -> damaged(name));
    }

    long whole(String name) {
        return members.whole(name).orElseThrow(() -> damaged(name));
    }

    boolean flag(String name) {
        return members.values().get(name) instanceof Json.Flag(boolean value) && value;
    }

    Instant moment(String name) {
        return Instant.ofEpochSecond(whole(name));
    }

    Bytes bytes(String name) {
        return bytesOf(text(name));
    }

    PairId pairId(String name) {
        return pairIdOf(text(name));
    }

    Kept kept(String name) {
        return members.members(name).map(Kept::new).orElseThrow(() -> damaged(name));
    }

    List<Json> items(String name) {
        if (members.values().get(name) instanceof Json.Items(List<Json> values)) {
            return values;
        }
        throw damaged(name);
    }

    <T> List<T> texts(String name, Function<String, T> read) {
        List<T> all = new ArrayList<>();
        for (Json item : items(name)) {
            if (!(item instanceof Json.Text(String text))) {
                throw damaged(name);
            }
            all.add(read.apply(text));
        }
        return all;
    }

    <T> List<T> all(String name, Function<Kept, T> read) {
        return items(name).stream().map(Kept::of).map(read).toList();
    }

    static Bytes bytesOf(String text) {
        return Bytes.b64u(text).orElseThrow(() -> damaged("bytes"));
    }

    static PairId pairIdOf(String text) {
        return PairId.parse(text).orElseThrow(() -> damaged("a pair ID"));
    }

    static Fault damaged(String what) {
        return new Fault(
                Fault.Category.CONFIGURATION, "damaged-record", "What this device has kept is damaged (" + what + ").");
    }
}

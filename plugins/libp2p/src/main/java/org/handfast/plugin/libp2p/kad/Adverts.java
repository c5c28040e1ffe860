package org.handfast.plugin.libp2p.kad;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.handfast.api.Bytes;

/** The records of this node itself, which it wants others to keep. At most 256: then the oldest gives way. Not thread-safe. */
final class Adverts {

    private static final int MOST = 256;

    private final Map<Bytes, Advert> adverts = new LinkedHashMap<>();

    private record Advert(Bytes value, Instant until) {}

    void put(Bytes key, Bytes value, Instant until) {
        adverts.remove(key);
        if (adverts.size() >= MOST) {
            adverts.remove(adverts.keySet().iterator().next());
        }
        adverts.put(key, new Advert(value, until));
    }

    void remove(Bytes key) {
        adverts.remove(key);
    }

    /** What is told under a key now. */
    Optional<Bytes> value(Bytes key, Instant now) {
        return Optional.ofNullable(adverts.get(key))
                .filter(advert -> advert.until().isAfter(now))
                .map(Advert::value);
    }

    /** The keys of those that are not over. */
    List<Bytes> keys(Instant now) {
        adverts.values().removeIf(advert -> !advert.until().isAfter(now));
        return List.copyOf(adverts.keySet());
    }
}

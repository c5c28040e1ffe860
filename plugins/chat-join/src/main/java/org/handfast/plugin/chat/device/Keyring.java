package org.handfast.plugin.chat.device;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The keys of a room that this client has been given: the newest, and those before it for a while.
 *
 * @param newest what is written with; none before the first
 * @param ended those before
 */
record Keyring(Optional<SessionKey> newest, List<Ended> ended) {

    static final Keyring EMPTY = new Keyring(Optional.empty(), List.of());

    private static final Duration GRACE = Duration.ofSeconds(10);

    /** A key that another came after. */
    record Ended(SessionKey key, Instant at) {}

    Keyring {
        ended = List.copyOf(ended);
    }

    static Keyring of(SessionKey key) {
        return new Keyring(Optional.of(key), List.of());
    }

    Keyring plus(SessionKey key, Instant now) {
        List<Ended> before = new ArrayList<>();
        newest.ifPresent(old -> before.add(new Ended(old, now)));
        ended.stream().filter(e -> now.isBefore(e.at().plus(GRACE))).forEach(before::add);
        return new Keyring(Optional.of(key), before);
    }

    /** The epoch of the newest; 0 before the first. */
    long epoch() {
        return newest.map(SessionKey::epoch).orElse(0L);
    }

    /** The key of an epoch, as long as it is good. */
    Optional<SessionKey> good(long epoch, Instant now) {
        return newest.filter(key -> key.epoch() == epoch).or(() -> ended.stream()
                .filter(e -> e.key().epoch() == epoch && now.isBefore(e.at().plus(GRACE)))
                .map(Ended::key)
                .findFirst());
    }
}

package org.handfast.core.access;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.handfast.api.Bytes;
import org.handfast.core.crypto.Sha256;
import org.handfast.core.crypto.Toolkit;
import org.handfast.core.feed.News;
import org.handfast.core.feed.NewsFeed;
import org.handfast.core.limit.Limit;
import org.handfast.core.limit.Limits;
import org.handfast.core.time.Timers;

/**
 * The sessions there are. In memory: a restart ends them all. The token itself is not kept, only its hash, so that a look at
 * the memory of the hub signs nobody in. Thread-safe.
 */
public final class Sessions {

    private static final int TOKEN_SIZE = 32;

    private final Toolkit toolkit;
    private final Timers timers;
    private final Limits limits;
    private final NewsFeed feed;
    private final Map<Bytes, Kept> sessions = new HashMap<>();

    private record Kept(String id, String csrfToken, Instant begun, Instant used) {}

    /** A session that has just begun, and the token that only its holder has. */
    public record Begun(Session session, String token) {

        @Override
        public String toString() {
            return "Begun[" + session + "]";
        }
    }

    /** None yet. */
    public Sessions(Toolkit toolkit, Timers timers, Limits limits, NewsFeed feed) {
        this.toolkit = toolkit;
        this.timers = timers;
        this.limits = limits;
        this.feed = feed;
    }

    /** Begins one; the one that was used longest ago gives way if there are too many. */
    synchronized Begun begin() {
        Instant now = timers.now();
        forgetExpired(now);
        if (sessions.size() >= limits.of(Limit.SESSIONS)) {
            sessions.entrySet().stream()
                    .min(Comparator.comparing(e -> e.getValue().used()))
                    .map(Map.Entry::getKey)
                    .ifPresent(sessions::remove);
        }
        Bytes token = toolkit.random(TOKEN_SIZE);
        var kept = new Kept(toolkit.random(8).hex(), toolkit.random(TOKEN_SIZE).hex(), now, now);
        sessions.put(Sha256.of(token), kept);
        return new Begun(session(kept), token.hex());
    }

    /** The session of a token, which counts as used now. */
    public synchronized Optional<Session> use(String token) {
        Instant now = timers.now();
        forgetExpired(now);
        return key(token)
                .flatMap(key -> Optional.ofNullable(
                        sessions.computeIfPresent(key, (k, s) -> new Kept(s.id(), s.csrfToken(), s.begun(), now))))
                .map(this::session);
    }

    /** The session of a token, without counting as its use: for what a page does with nobody there. */
    public synchronized Optional<Session> look(String token) {
        forgetExpired(timers.now());
        return key(token).flatMap(key -> Optional.ofNullable(sessions.get(key))).map(this::session);
    }

    /** True while a session lasts; asking does not count as using it. */
    public synchronized boolean lasts(String id) {
        forgetExpired(timers.now());
        return sessions.values().stream().anyMatch(s -> s.id().equals(id));
    }

    /** Ends the session of a token. */
    public void end(String token) {
        synchronized (this) {
            key(token).ifPresent(sessions::remove);
        }
        feed.tell(News.Resource.SESSION);
    }

    /** Ends them all. */
    void endAll() {
        synchronized (this) {
            sessions.clear();
        }
        feed.tell(News.Resource.SESSION);
    }

    /** How many there are. */
    synchronized int size() {
        forgetExpired(timers.now());
        return sessions.size();
    }

    private static Optional<Bytes> key(String token) {
        return token.matches("[0-9a-f]{" + 2 * TOKEN_SIZE + "}")
                ? Optional.of(Sha256.of(Bytes.hex(token)))
                : Optional.empty();
    }

    private Session session(Kept kept) {
        return new Session(kept.id(), kept.csrfToken(), ends(kept));
    }

    private Instant ends(Kept kept) {
        Instant idle = kept.used().plus(Duration.ofMinutes(limits.of(Limit.SESSION_IDLE_MINUTES)));
        Instant longest = kept.begun().plus(Duration.ofHours(limits.of(Limit.SESSION_HOURS)));
        return idle.isBefore(longest) ? idle : longest;
    }

    private void forgetExpired(Instant now) {
        sessions.values().removeIf(s -> !now.isBefore(ends(s)));
    }
}

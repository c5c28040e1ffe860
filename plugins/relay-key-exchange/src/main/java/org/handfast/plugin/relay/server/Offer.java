package org.handfast.plugin.relay.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.handfast.api.Address;

/**
 * What a user offered another last. Sent again it may be signed anew, and is the same offer still.
 *
 * @param key the X25519 key, in hexadecimal digits
 * @param commit the commitment to it, if there was one
 * @param exchanges the hashes of the signatures it came under, newest first: an answer names one of them
 */
record Offer(String key, Optional<String> commit, List<String> exchanges) {

    private static final int MOST = 50;

    Offer {
        exchanges = List.copyOf(exchanges);
    }

    /** What is remembered of a user's. */
    static Optional<Offer> of(Address user, Map<String, String> facts) {
        return Optional.ofNullable(facts.get("offer-key-of-" + user))
                .map(key -> new Offer(
                        key,
                        Optional.ofNullable(facts.get("offer-commit-of-" + user)),
                        List.of(facts.getOrDefault("offer-of-" + user, "").split(",", -1))));
    }

    void into(Map<String, String> facts, Address user) {
        facts.put("offer-key-of-" + user, key);
        facts.put("offer-of-" + user, String.join(",", exchanges));
        commit.ifPresentOrElse(
                c -> facts.put("offer-commit-of-" + user, c), () -> facts.remove("offer-commit-of-" + user));
    }

    boolean repeatedBy(Offer other) {
        return key.equals(other.key) && commit.equals(other.commit);
    }

    Offer with(String exchange) {
        List<String> all = new ArrayList<>(exchanges);
        all.addFirst(exchange);
        return new Offer(key, commit, all.subList(0, Math.min(all.size(), MOST)));
    }
}

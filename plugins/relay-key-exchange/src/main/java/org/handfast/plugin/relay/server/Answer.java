package org.handfast.plugin.relay.server;

import java.util.Map;
import java.util.Optional;

/**
 * The answer to an offer, which makes a pairing of it.
 *
 * @param offered the X25519 key that it answers
 * @param key the X25519 key that it brings
 * @param nonce the one that it brings, if it does
 */
record Answer(String offered, String key, Optional<String> nonce) {

    private static final String OFFERED = "answered-key";
    private static final String KEY = "answer-key";
    private static final String NONCE = "answer-nonce";

    /** What is remembered of the last. */
    static Optional<Answer> of(Map<String, String> facts) {
        String offered = facts.get(OFFERED);
        String key = facts.get(KEY);
        return offered == null || key == null
                ? Optional.empty()
                : Optional.of(new Answer(offered, key, Optional.ofNullable(facts.get(NONCE))));
    }

    void into(Map<String, String> facts) {
        facts.put(OFFERED, offered);
        facts.put(KEY, key);
        nonce.ifPresentOrElse(n -> facts.put(NONCE, n), () -> facts.remove(NONCE));
    }
}

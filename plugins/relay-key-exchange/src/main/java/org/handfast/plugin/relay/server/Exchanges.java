package org.handfast.plugin.relay.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The exchanges that two users have begun, newest first, as the hub remembers them: whoever recorded one cannot bring back
 * with it a pairing that is over.
 *
 * @param heads the first half of each one's id, which nobody can find a second exchange for
 */
record Exchanges(List<String> heads) {

    private static final String FACT = "exchanges";
    private static final int HEAD = 32;
    private static final int MOST = 100;

    Exchanges {
        heads = List.copyOf(heads);
    }

    static Exchanges of(Map<String, String> facts) {
        String kept = facts.getOrDefault(FACT, "");
        return new Exchanges(kept.isEmpty() ? List.of() : List.of(kept.split(",", -1)));
    }

    boolean has(String exchange) {
        return heads.contains(exchange.substring(0, HEAD));
    }

    Exchanges with(String exchange) {
        List<String> all = new ArrayList<>(heads);
        all.addFirst(exchange.substring(0, HEAD));
        return new Exchanges(all.subList(0, Math.min(all.size(), MOST)));
    }

    void into(Map<String, String> facts) {
        facts.put(FACT, String.join(",", heads));
    }
}

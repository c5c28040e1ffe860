package org.handfast.core.store;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What look-ups found, the absence of it included; the one unused longest gives way. A key that is being changed is looked up
 * anew each time, and nothing is kept that was looked up before its change was over. Thread-safe; holds no lock while it
 * looks up.
 */
final class LookUps<K, V> {

    private final Map<K, Optional<V>> known;
    private final Map<K, Object> lookedUp = new HashMap<>();
    private final Map<K, Integer> changing = new HashMap<>();

    LookUps(int most) {
        this.known = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, Optional<V>> eldest) {
                return size() > most;
            }
        };
    }

    /** What there is for a key. */
    Optional<V> get(K key, Function<K, Optional<V>> lookUp) {
        var mine = new Object();
        synchronized (this) {
            Optional<V> found = known.get(key);
            if (found != null) {
                return found;
            }
            if (!changing.containsKey(key)) {
                lookedUp.put(key, mine);
            }
        }
        Optional<V> found = Optional.empty();
        boolean answered = false;
        try {
            found = lookUp.apply(key);
            answered = true;
            return found;
        } finally {
            synchronized (this) {
                if (lookedUp.remove(key, mine) && answered) {
                    known.put(key, found);
                }
            }
        }
    }

    /** Keys are about to be changed. */
    synchronized void begin(Collection<K> keys) {
        for (K key : keys) {
            forget(key);
            changing.merge(key, 1, Integer::sum);
        }
    }

    /** Their change is over, made or not. */
    synchronized void end(Collection<K> keys) {
        for (K key : keys) {
            changing.computeIfPresent(key, (k, changes) -> changes == 1 ? null : changes - 1);
        }
    }

    private void forget(K key) {
        known.remove(key);
        lookedUp.remove(key);
    }

    /** Knows nothing any more. */
    synchronized void clear() {
        known.clear();
        lookedUp.clear();
    }

    synchronized int size() {
        return known.size();
    }
}

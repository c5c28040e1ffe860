package org.handfast.core.store;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/** Which rows of a {@link Table} have a key. */
final class Index<K, I, R> {

    private final Map<K, Set<I>> ids = new HashMap<>();
    private final Function<R, Collection<K>> keys;

    Index(Function<R, Collection<K>> keys) {
        this.keys = keys;
    }

    /** The ids of the rows that have it, as they are now. */
    Set<I> of(K key) {
        return Set.copyOf(ids.getOrDefault(key, Set.of()));
    }

    void replace(I id, @Nullable R before, @Nullable R after) {
        if (before != null) {
            keys.apply(before).forEach(key -> ids.computeIfPresent(key, (k, with) -> without(with, id)));
        }
        if (after != null) {
            keys.apply(after).forEach(key -> ids.computeIfAbsent(key, k -> new LinkedHashSet<>())
                    .add(id));
        }
    }

    private static <I> @Nullable Set<I> without(Set<I> with, I id) {
        with.remove(id);
        return with.isEmpty() ? null : with;
    }
}

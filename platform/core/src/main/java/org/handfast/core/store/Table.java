package org.handfast.core.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/** Rows by their id, in the order they came, with indexes that follow them. For one thread at a time. */
final class Table<I, R> {

    private final Map<I, R> rows = new LinkedHashMap<>();
    private final List<Index<?, I, R>> indexes = new ArrayList<>();

    /** An index by what a row has any number of. To be made before the first row. */
    <K> Index<K, I, R> indexedBy(Function<R, Collection<K>> keys) {
        var index = new Index<K, I, R>(keys);
        indexes.add(index);
        return index;
    }

    /** A row, if there is one. */
    @Nullable
    R get(@Nullable I id) {
        return id == null ? null : rows.get(id);
    }

    /** All rows; a view. */
    Collection<R> all() {
        return Collections.unmodifiableCollection(rows.values());
    }

    /** The rows of ids. */
    List<R> all(Collection<I> ids) {
        return ids.stream().map(rows::get).filter(Objects::nonNull).toList();
    }

    /** Puts a row in its place, or clears the place; gives what takes it back. */
    Runnable set(I id, @Nullable R row) {
        R before = row == null ? rows.remove(id) : rows.put(id, row);
        indexes.forEach(index -> index.replace(id, before, row));
        return () -> set(id, before);
    }
}

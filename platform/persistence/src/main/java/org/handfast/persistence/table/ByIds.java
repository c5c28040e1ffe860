package org.handfast.persistence.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.hibernate.StatelessSession;
import org.hibernate.query.SelectionQuery;

/**
 * One query for any number of ids. They go in 64, 16, 4 or 1 at a time, and what is over is filled up with the last: so there
 * are four texts of a query at most, and Hibernate and the database have them ready.
 */
final class ByIds {

    private static final int MOST = 64;

    /** By the number of ids. No list of one: Hibernate takes that for a list of its own and plans it anew each time. */
    private static final NavigableMap<Integer, String> CONDITIONS =
            new TreeMap<>(Map.of(1, " = :id0", 4, isOneOf(4), 16, isOneOf(16), MOST, isOneOf(MOST)));

    private ByIds() {}

    /** What a query gives for ids; {@code query} ends with what is to be one of them. */
    static <I, R> List<R> select(StatelessSession session, String query, Class<R> type, List<I> ids) {
        List<R> found = new ArrayList<>();
        for (int from = 0; from < ids.size(); from += MOST) {
            found.addAll(some(session, query, type, ids.subList(from, Math.min(from + MOST, ids.size()))));
        }
        return found;
    }

    private static <I, R> List<R> some(StatelessSession session, String query, Class<R> type, List<I> ids) {
        Map.Entry<Integer, String> condition = Objects.requireNonNull(CONDITIONS.ceilingEntry(ids.size()));
        SelectionQuery<R> sized = session.createSelectionQuery(query + condition.getValue(), type);
        for (int i = 0; i < condition.getKey(); i++) {
            sized.setParameter("id" + i, ids.get(Math.min(i, ids.size() - 1)));
        }
        return sized.getResultList();
    }

    private static String isOneOf(int size) {
        return IntStream.range(0, size).mapToObj(i -> ":id" + i).collect(Collectors.joining(",", " in (", ")"));
    }
}

package org.handfast.persistence.table;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.hibernate.StatelessSession;
import org.hibernate.query.SelectionQuery;

/**
 * One query for any number of ids. They go in 64 at a time, or 8, or alone, and what is over is filled up with the last: so
 * there are three texts of a query at most, and Hibernate and the database have them ready.
 */
final class ByIds {

    private static final int FEW = 8;
    private static final int MANY = 64;

    // No list of one: Hibernate takes its parameter for a list of its own and makes the plan anew each time.
    private static final String IS_ONE = " = :id0";
    private static final String IS_OF_FEW = isOf(FEW);
    private static final String IS_OF_MANY = isOf(MANY);

    private ByIds() {}

    /** What a query gives for ids; {@code query} ends with what is to be one of them. */
    static <I, R> List<R> select(StatelessSession session, String query, Class<R> type, List<I> ids) {
        List<R> found = new ArrayList<>();
        for (int from = 0; from < ids.size(); ) {
            int size = size(ids.size() - from);
            SelectionQuery<R> sized = session.createSelectionQuery(query + condition(size), type);
            for (int i = 0; i < size; i++) {
                sized.setParameter("id" + i, ids.get(Math.min(from + i, ids.size() - 1)));
            }
            found.addAll(sized.getResultList());
            from += size;
        }
        return found;
    }

    private static int size(int left) {
        return left == 1 ? 1 : left <= FEW ? FEW : MANY;
    }

    private static String condition(int size) {
        return size == 1 ? IS_ONE : size == FEW ? IS_OF_FEW : IS_OF_MANY;
    }

    private static String isOf(int size) {
        return IntStream.range(0, size).mapToObj(i -> ":id" + i).collect(Collectors.joining(",", " in (", ")"));
    }
}

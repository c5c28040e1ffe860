package org.handfast.persistence;

import java.util.function.Function;

import org.hibernate.StatelessSession;

/**
 * What is to be done in one transaction.
 *
 * @param reach what it may read or write
 * @param statements the doing; done again if it came to nothing the first time
 * @param prepared told when all is done but the commit; may be told twice
 */
record Work<T>(Reach reach, Function<StatelessSession, T> statements, Runnable prepared) {

    /** Work that is to have the database to itself. */
    static <T> Work<T> alone(Function<StatelessSession, T> statements) {
        return new Work<>(Reach.EVERYTHING, statements, () -> {});
    }
}

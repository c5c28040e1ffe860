package org.handfast.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Function;
import javax.sql.DataSource;

import org.hibernate.HibernateException;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;

/**
 * A session on a connection of its own that never commits by itself. Kept from one transaction to the next: a connection
 * taken anew is switched to transactions and back each time, and for H2 the way back is a second commit. For one thread at
 * a time.
 */
final class WritingSession implements AutoCloseable {

    private final Connection connection;
    private final StatelessSession session;

    private WritingSession(Connection connection, StatelessSession session) {
        this.connection = connection;
        this.session = session;
    }

    static WritingSession open(SessionFactory factory, DataSource dataSource) {
        try {
            Connection connection = dataSource.getConnection();
            try {
                connection.setAutoCommit(false);
                return new WritingSession(connection, factory.openStatelessSession(connection));
            } catch (SQLException | RuntimeException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw new HibernateException("no connection to write with", e);
        }
    }

    /** Works in a transaction and commits it. If that fails the session is of no more use. */
    <T> T transaction(Function<StatelessSession, T> work) {
        session.beginTransaction();
        T result = work.apply(session);
        session.getTransaction().commit();
        return result;
    }

    /** Undoes what is not committed and gives the connection back. */
    @Override
    public void close() {
        try (connection;
                session) {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException | HibernateException e) {
            // It is closed because it is of no more use; its owner has heard why.
        }
    }
}

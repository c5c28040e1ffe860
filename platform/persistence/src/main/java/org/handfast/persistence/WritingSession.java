package org.handfast.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;

import org.hibernate.HibernateException;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

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

    /** Begins a transaction and works in it; nothing is left to be sent to the database. */
    <T> T begin(Function<StatelessSession, T> work) {
        session.beginTransaction();
        T result = work.apply(session);
        ((SharedSessionContractImplementor) session).getJdbcCoordinator().executeBatch();
        return result;
    }

    /** Does the last of a transaction's work and commits it. */
    void commit(Consumer<StatelessSession> last) {
        last.accept(session);
        session.getTransaction().commit();
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

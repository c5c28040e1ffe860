package org.handfast.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;

import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;

import org.handfast.api.Fault;

/** The one door to Hibernate: whatever goes wrong behind it comes out as a {@link Fault}. Thread-safe. */
final class Sessions implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Sessions.class.getName());

    private static final String EMBEDDED = "jdbc:h2:file:";

    private final SessionFactory factory;
    private final DataSource dataSource;

    Sessions(SessionFactory factory, DataSource dataSource) {
        this.factory = factory;
        this.dataSource = dataSource;
    }

    /**
     * Works in a session, outside of transactions, so that each statement sees what is committed when it begins.
     *
     * @throws Fault HUB_FAULT {@code store-unavailable}
     */
    <T> T use(Function<StatelessSession, T> work) {
        return guarded(() -> {
            try (StatelessSession session = factory.openStatelessSession()) {
                return work.apply(session);
            }
        });
    }

    /** A session for writing, which keeps its connection; to be closed before this. */
    WritingSession forWriting() {
        return guarded(() -> WritingSession.open(factory, dataSource));
    }

    /** Does what is done to the database. */
    static <T> T guarded(Supplier<T> work) {
        // H2 closes its file under a thread that is interrupted, and with it the database of all others.
        boolean interrupted = Thread.interrupted();
        try {
            return work.get();
        } catch (Fault known) {
            throw known;
        } catch (RuntimeException e) {
            throw DatabaseFaults.unavailable(e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        factory.close();
        try {
            guarded(this::closeEmbedded);
        } catch (Fault e) {
            LOG.log(System.Logger.Level.WARNING, "The database is left to be closed by others: {0}", e.detail());
        }
    }

    /**
     * An embedded database is closed while its code can still be loaded. Left to the last connection of the data source, it
     * is closed when the server has already stopped the application, fails at a class that is needed then for the first
     * time, and may take back what was committed.
     */
    private boolean closeEmbedded() {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            return connection.getMetaData().getURL().startsWith(EMBEDDED) && statement.execute("SHUTDOWN");
        } catch (SQLException e) {
            throw DatabaseFaults.unavailable(e);
        }
    }
}

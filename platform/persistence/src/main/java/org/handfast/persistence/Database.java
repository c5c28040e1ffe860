package org.handfast.persistence;

import javax.sql.DataSource;

import org.handfast.api.Fault;
import org.handfast.core.mailbox.ParcelStore;
import org.handfast.core.store.CachedStore;
import org.handfast.core.store.Store;

/**
 * The hub's database, opened. It has the writing to itself: when another hub opens the same database, the commits of this
 * one fail from then on. Thread-safe.
 */
public final class Database implements AutoCloseable {

    /** Devices, addresses and relations that look-ups need not ask the database for. */
    private static final int REMEMBERED = 20_000;

    private final Sessions sessions;
    private final Writer writer;
    private final CachedStore store;
    private final ParcelStore parcels;

    private Database(Sessions sessions, Writer writer) {
        this.sessions = sessions;
        this.writer = writer;
        this.store = new CachedStore(new JpaStore(sessions, writer), REMEMBERED);
        this.parcels = new DatabaseParcels(sessions, writer);
    }

    /**
     * Opens a database: migrates its tables, starts Hibernate on them and takes the writing over.
     *
     * @param dataSource of H2 or PostgreSQL, pooled, with autocommit on; it stays the caller's to close
     * @throws Fault CONFIGURATION {@code database-newer}, {@code database-changed}, {@code database-foreign},
     *     {@code database-in-use} or {@code database-refuses}; HUB_FAULT {@code store-unavailable}
     */
    public static Database open(DataSource dataSource) {
        new Migrations(dataSource).migrate();
        try {
            return open(new Sessions(HibernateStart.start(dataSource), dataSource));
        } catch (Fault known) {
            throw known;
        } catch (RuntimeException e) {
            throw DatabaseFaults.notOpened(e);
        }
    }

    private static Database open(Sessions sessions) {
        try {
            return new Database(sessions, new Writer(sessions));
        } catch (RuntimeException e) {
            sessions.close();
            throw e;
        }
    }

    /** The store over it. */
    public Store store() {
        return store;
    }

    /** Lets the store look at the database anew, which somebody else has changed. */
    void changedByOthers() {
        store.clear();
    }

    /** The parcels in it. */
    public ParcelStore parcels() {
        return parcels;
    }

    /** Closes what was opened, and a database that is embedded, but not the data source. Calls of the store that come later fail as unavailable. */
    @Override
    public void close() {
        writer.close();
        sessions.close();
    }
}

package org.handfast.persistence;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

import org.handfast.api.Fault;
import org.handfast.persistence.table.WriterTable;

/**
 * The hub as the only writer of its database: one transaction at a time, and when a call returns it is known whether its
 * transaction is made. Thread-safe.
 */
final class Writer implements AutoCloseable {

    private final Sessions sessions;
    private final long epoch;
    private final ReentrantLock writing = new ReentrantLock();
    private @Nullable WritingSession kept;
    private long commits;
    private boolean counted = true;

    /** Takes the writing over from whichever hub had it. */
    Writer(Sessions sessions) {
        this.sessions = sessions;
        try (WritingSession session = sessions.forWriting()) {
            this.epoch = Sessions.guarded(() -> session.transaction(s -> new WriterTable(s).takeOver()));
        }
    }

    /** The database is there and did not take what it was given: nothing has changed. */
    static final class Refused extends Fault {
        private static final long serialVersionUID = 1;

        Refused(Fault why) {
            super(why.category(), why.code(), why.detail(), why);
        }
    }

    /**
     * Works in a transaction of its own and commits it. The work is done again if it came to nothing the first time.
     *
     * @throws Refused if it failed and the database goes on
     * @throws Fault HUB_FAULT {@code store-unavailable}
     */
    <T> T write(Function<StatelessSession, T> work) {
        writing.lock();
        try {
            if (!counted) {
                recount();
            }
            boolean fresh = kept == null;
            try {
                return attempt(work);
            } catch (Refused refused) {
                if (fresh) {
                    throw refused;
                }
                // A connection that was kept may have died since: the database was restarted.
                return attempt(work);
            }
        } finally {
            writing.unlock();
        }
    }

    private <T> T attempt(Function<StatelessSession, T> work) {
        var counting = new Counting<>(work);
        try {
            WritingSession session = kept == null ? sessions.forWriting() : kept;
            kept = session;
            T result = Sessions.guarded(() -> session.transaction(counting));
            commits++;
            return result;
        } catch (Fault failure) {
            letGo();
            long before = commits;
            recount();
            if (commits > before && counting.result != null) {
                return counting.result;
            }
            throw new Refused(failure);
        } catch (Error e) {
            letGo();
            counted = false;
            throw e;
        }
    }

    /** Work that is counted in its transaction, and whose result is at hand if the commit goes unanswered. */
    private final class Counting<T> implements Function<StatelessSession, T> {
        private final Function<StatelessSession, T> work;
        private @Nullable T result;

        Counting(Function<StatelessSession, T> work) {
            this.work = work;
        }

        @Override
        public T apply(StatelessSession session) {
            if (!new WriterTable(session).count(epoch)) {
                throw DatabaseFaults.takenOver();
            }
            T given = work.apply(session);
            result = given;
            return given;
        }
    }

    private void recount() {
        counted = false;
        commits =
                sessions.use(session -> new WriterTable(session).commits(epoch).orElseThrow(DatabaseFaults::takenOver));
        counted = true;
    }

    private void letGo() {
        WritingSession old = kept;
        kept = null;
        if (old != null) {
            old.close();
        }
    }

    /** Gives the connection back. */
    @Override
    public void close() {
        writing.lock();
        try {
            letGo();
        } finally {
            writing.unlock();
        }
    }
}

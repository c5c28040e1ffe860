package org.handfast.persistence;

import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.locks.ReentrantLock;

import org.hibernate.StatelessSession;

import org.handfast.api.Fault;
import org.handfast.persistence.table.WriterTable;

/**
 * The hub as the only writer of its database. Transactions commit one after the other; while one does, the next is prepared
 * already if the two do not meet. When a call returns it is known whether its transaction is made. Thread-safe.
 */
final class Writer implements AutoCloseable {

    private final Sessions sessions;
    private final long epoch;
    private final Deque<WritingSession> kept = new ConcurrentLinkedDeque<>();

    /** Held while a transaction is prepared, until it holds {@link #committing} as well. */
    private final ReentrantLock preparing = new ReentrantLock();

    private final ReentrantLock committing = new ReentrantLock();
    private volatile Reach underWay = Reach.NOTHING;
    private long commits;
    private boolean counted = true;

    /** Takes the writing over from whichever hub had it. */
    Writer(Sessions sessions) {
        this.sessions = sessions;
        WritingSession session = sessions.forWriting();
        try {
            this.epoch = Sessions.guarded(() -> {
                long taken = session.begin(s -> new WriterTable(s).takeOver());
                session.commit(s -> {});
                return taken;
            });
        } finally {
            session.close();
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
     * Does work in a transaction of its own and commits it.
     *
     * @throws Refused if it failed and the database goes on
     * @throws Fault HUB_FAULT {@code store-unavailable}
     */
    <T> T write(Work<T> work) {
        boolean fresh = kept.isEmpty();
        try {
            return attempt(work);
        } catch (Refused refused) {
            if (fresh) {
                throw refused;
            }
            // Connections that were kept may have died since: the database was restarted.
            letGo();
            return attempt(work);
        }
    }

    private <T> T attempt(Work<T> work) {
        WritingSession session;
        T result;
        preparing.lock();
        try {
            if (work.reach().meets(underWay)) {
                awaitCommit();
            }
            WritingSession idle = kept.pollFirst();
            session = idle == null ? sessions.forWriting() : idle;
            result = prepare(session, work);
            committing.lock();
            underWay = work.reach();
        } finally {
            preparing.unlock();
        }
        try {
            work.prepared().run();
            commit(session);
            return result;
        } finally {
            underWay = Reach.NOTHING;
            committing.unlock();
        }
    }

    /** Nobody can begin to commit meanwhile, as that takes having prepared. */
    private void awaitCommit() {
        committing.lock();
        committing.unlock();
    }

    private <T> T prepare(WritingSession session, Work<T> work) {
        try {
            return Sessions.guarded(() -> session.begin(work.statements()));
        } catch (Fault failure) {
            session.close();
            readCommits();
            throw new Refused(failure);
        } catch (Error e) {
            session.close();
            throw e;
        }
    }

    private void commit(WritingSession session) {
        try {
            if (!counted) {
                recount();
            }
        } catch (Fault unavailable) {
            session.close();
            throw unavailable;
        }
        try {
            Sessions.guarded(() -> {
                session.commit(this::count);
                return commits++;
            });
            kept.addFirst(session);
        } catch (Fault failure) {
            session.close();
            long before = commits;
            recount();
            if (commits == before) {
                throw new Refused(failure);
            }
        } catch (Error e) {
            session.close();
            counted = false;
            throw e;
        }
    }

    private void count(StatelessSession session) {
        if (!new WriterTable(session).count(epoch)) {
            throw DatabaseFaults.takenOver();
        }
    }

    private void recount() {
        counted = false;
        commits = readCommits();
        counted = true;
    }

    private long readCommits() {
        return sessions.use(session -> new WriterTable(session).commits(epoch).orElseThrow(DatabaseFaults::takenOver));
    }

    private void letGo() {
        for (WritingSession old = kept.pollFirst(); old != null; old = kept.pollFirst()) {
            old.close();
        }
    }

    /** Gives the connections back; work that is under way is let finish. */
    @Override
    public void close() {
        preparing.lock();
        try {
            awaitCommit();
            letGo();
        } finally {
            preparing.unlock();
        }
    }
}

package org.handfast.persistence.table;

import java.util.Optional;

import org.hibernate.StatelessSession;

/**
 * Who writes to the database, and how often that has been done. A hub takes the writing over when it opens the database;
 * from then on an earlier one cannot. Since each transaction counts itself, a hub whose commit went unanswered can see
 * whether it came through.
 */
public final class WriterTable {

    private final StatelessSession session;

    /** The table in a session. */
    public WriterTable(StatelessSession session) {
        this.session = session;
    }

    /** Takes the writing over; gives the epoch in which it is ours. */
    public long takeOver() {
        session.createMutationQuery("update WriterRow w set w.epoch = w.epoch + 1, w.commits = 0")
                .executeUpdate();
        return session.createSelectionQuery("select w.epoch from WriterRow w", Long.class)
                .getSingleResult();
    }

    /** Counts a transaction; false if the writing is not ours any more. Keeps others from writing until its end. */
    public boolean count(long epoch) {
        // In SQL, since Hibernate keeps no plan of a change and this one is part of every transaction.
        return session.createNativeMutationQuery("update writer set commits = commits + 1 where epoch = :epoch")
                        .setParameter("epoch", epoch)
                        .executeUpdate()
                == 1;
    }

    /** The transactions committed in an epoch, if it is still the present one. */
    public Optional<Long> commits(long epoch) {
        return session
                .createSelectionQuery("select w.commits from WriterRow w where w.epoch = :epoch", Long.class)
                .setParameter("epoch", epoch)
                .getResultList()
                .stream()
                .findFirst();
    }
}

package org.handfast.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.handfast.api.Fault;
import org.handfast.core.audit.AuditLog;
import org.handfast.core.store.Changes;
import org.handfast.core.store.Committed;
import org.handfast.core.store.Store;
import org.handfast.core.store.StoredValue;
import org.handfast.core.store.Write;
import org.handfast.testkit.store.Samples;

/** What a store over a database does when the database does not do as it is told. */
@Timeout(60)
class JpaStoreTest {

    private final JdbcConnectionPool pool = JdbcConnectionPool.create("jdbc:h2:mem:faults", "sa", "");
    private final BrittleDataSource dataSource = new BrittleDataSource(pool);
    private Database database;
    private Store store;

    @BeforeEach
    void open() throws SQLException {
        database = Database.open(dataSource.dataSource());
        store = database.store();
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("alter table stored_value add constraint picky check (content <> 'poison')");
        }
    }

    @AfterEach
    void close() {
        dataSource.on();
        database.close();
        pool.dispose();
    }

    @Test
    void refusesWhatTheDatabaseCannotTakeAndGoesOn() {
        assertUnavailable(() -> store.commit(put("v", "poison", 0)));
        assertThat(store.value("v")).isEmpty();
        assertThat(store.commit(put("v", "wholesome", 0))).isEqualTo(new Committed.Done());
    }

    @Test
    void letsNobodyFailByWhatAnotherBroughtIntoTheTransaction() throws Exception {
        var entered = new CountDownLatch(1);
        var opened = new CountDownLatch(1);
        dataSource.nextCommit(connection -> {
            entered.countDown();
            await(opened);
            connection.commit();
        });
        try (ExecutorService callers = Executors.newCachedThreadPool()) {
            Future<Committed> committing = callers.submit(() -> store.commit(put("a", "a", 0)));
            await(entered);
            Future<Committed> second = callers.submit(() -> store.commit(put("b", "b", 0)));
            Future<Committed> good = callers.submit(() -> store.commit(put("c", "c", 0)));
            Future<Committed> bad = callers.submit(() -> store.commit(put("d", "poison", 0)));
            Future<Committed> stale = callers.submit(() -> store.commit(put("e", "e", 1)));
            Future<Committed> alsoGood = callers.submit(() -> store.commit(put("f", "f", 0)));
            opened.countDown();

            assertThat(List.of(committing.get(), second.get(), good.get(), alsoGood.get()))
                    .containsOnly(new Committed.Done());
            assertThat(stale.get()).isInstanceOf(Committed.Stale.class);
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(bad::get)
                    .withCauseInstanceOf(Fault.class);
        }
        assertThat(store.value("a")).isPresent();
        assertThat(store.value("b")).isPresent();
        assertThat(store.value("c")).isPresent();
        assertThat(store.value("d")).isEmpty();
        assertThat(store.value("e")).isEmpty();
        assertThat(store.value("f")).isPresent();
    }

    @Test
    void triesEachAloneIfAllTogetherFail() {
        try (var sessions = new Sessions(HibernateStart.start(dataSource.dataSource()), dataSource.dataSource());
                var writer = new Writer(sessions)) {
            var batches = new Batches(writer, () -> 1);
            List<Answer> answers = batches.commit(
                    List.of(put("a", "first", 0), put("d", "poison", 0), put("a", "second", 1), put("a", "late", 1)));

            assertThat(answers.get(0)).isEqualTo(new Answer.Judged(new Committed.Done()));
            assertThat(answers.get(1)).isInstanceOf(Answer.Failed.class);
            assertThat(answers.get(2)).isEqualTo(new Answer.Judged(new Committed.Done()));
            assertThat(answers.get(3)).isInstanceOfSatisfying(Answer.Judged.class, a -> assertThat(a.outcome())
                    .isInstanceOf(Committed.Stale.class));
        }
        assertThat(store.value("a")).contains(new StoredValue("a", "second", 2));
    }

    @Test
    void saysDoneIfOnlyTheAnswerToTheCommitWasLost() {
        dataSource.nextCommit(connection -> {
            connection.commit();
            throw new SQLException("cut off", "08006");
        });
        assertThat(store.commit(put("v", "made", 0))).isEqualTo(new Committed.Done());
        assertThat(store.value("v")).contains(new StoredValue("v", "made", 1));
        assertThat(store.commit(put("v", "again", 1))).isEqualTo(new Committed.Done());
    }

    @Test
    void makesTheChangeAnewIfItsCommitDidNotComeThrough() {
        store.commit(put("v", "before", 0));
        dataSource.nextCommit(connection -> {
            throw new SQLException("cut off", "08006");
        });
        assertThat(store.commit(put("v", "after", 1))).isEqualTo(new Committed.Done());
        assertThat(store.value("v")).contains(new StoredValue("v", "after", 2));
    }

    @Test
    void knowsWhatBecameOfACommitOnceTheDatabaseIsBack() {
        store.commit(put("v", "before", 0));
        dataSource.nextCommit(connection -> {
            connection.commit();
            dataSource.off();
            throw new SQLException("cut off", "08006");
        });
        assertUnavailable(() -> store.commit(put("v", "made", 1)));
        dataSource.on();
        assertThat(store.commit(put("v", "made", 1))).isInstanceOf(Committed.Stale.class);

        dataSource.nextCommit(connection -> {
            throw new SQLException("cut off", "08006");
        });
        assertThat(store.commit(put("v", "later", 2))).isEqualTo(new Committed.Done());
        assertThat(store.value("v")).contains(new StoredValue("v", "later", 3));
    }

    @Test
    void takesNoEarlierCommitForItsOwn() {
        dataSource.nextCommit(connection -> {
            connection.commit();
            dataSource.off();
            throw new SQLException("cut off", "08006");
        });
        assertUnavailable(() -> store.commit(put("v", "made", 0)));
        dataSource.on();
        // This is the one to see what became of the commit before.
        dataSource.refuse(1);
        assertUnavailable(() -> store.commit(put("w", "not made", 0)));
        assertThat(store.value("w")).isEmpty();
        assertThat(store.commit(put("w", "made", 0))).isEqualTo(new Committed.Done());
        assertThat(store.value("v")).isPresent();
    }

    @Test
    void goesOnWithNewConnectionsWhenTheOldOnesAreCut() {
        store.commit(put("v", "before", 0));
        dataSource.cut();
        assertThat(store.value("v")).contains(new StoredValue("v", "before", 1));
        assertThat(store.commit(put("v", "after", 1))).isEqualTo(new Committed.Done());
        dataSource.cut();
        store.tidy(1, Samples.START);
    }

    @Test
    void writesNoMoreOnceAnotherHubHasOpenedTheDatabase() {
        store.commit(put("v", "ours", 0));
        try (Database other = Database.open(pool)) {
            assertUnavailable(() -> store.commit(put("v", "ours again", 1))).withMessageContaining("Another hub");
            assertUnavailable(() -> store.tidy(0, Samples.START));
            assertThat(other.store().value("v")).contains(new StoredValue("v", "ours", 1));
            assertThat(other.store().commit(put("v", "theirs", 1))).isEqualTo(new Committed.Done());
            assertThat(store.value("v")).contains(new StoredValue("v", "theirs", 2));
        }
    }

    @Test
    void isUnavailableOnceItIsClosed() {
        database.close();
        assertUnavailable(() -> store.value("v"));
        assertUnavailable(() -> store.commit(put("v", "late", 0)));
    }

    @Test
    void commitsOnAnInterruptedThreadAndLeavesItInterrupted() {
        Thread.currentThread().interrupt();
        Committed answer = store.commit(put("v", "x", 0));
        boolean readable = store.value("v").isPresent();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(answer).isEqualTo(new Committed.Done());
        assertThat(readable).isTrue();
    }

    @Test
    void tidiesMoreThanOneTransactionIsToTake() {
        for (int batch = 0; batch < 3; batch++) {
            List<Write> writes = new ArrayList<>();
            for (int n = 400 * batch; n < 400 * (batch + 1); n++) {
                writes.add(new Write.AddClaim(Samples.claim("old", n)));
                writes.add(new Write.PutFlight(Samples.ended(n)));
            }
            store.commit(new Changes(List.of(), writes));
        }
        store.tidy(100, Samples.time(1_199));
        assertThat(store.claims(Samples.PROTOCOL, "old")).isEqualTo(1);
        assertThat(store.flights(Optional.empty(), 2_000))
                .hasSize(100)
                .startsWith(Samples.ended(1_199))
                .endsWith(Samples.ended(1_100));
    }

    @Test
    void sealsOnlyRowsThatWait() {
        store.commit(Changes.of(new Write.AddAudit(Samples.audit(1))));
        new AuditLog(store).seal();
        var again = store.auditHead().orElseThrow();
        assertUnavailable(() -> store.seal(List.of(again)));
        assertThat(store.auditHead()).contains(again);
    }

    private static Changes put(String name, String value, long version) {
        return Changes.of(new Write.PutValue(new StoredValue(name, value, version)));
    }

    private static ThrowableAssertAlternative<Fault> assertUnavailable(ThrowingCallable call) {
        return assertThatExceptionOfType(Fault.class).isThrownBy(call).satisfies(fault -> {
            assertThat(fault.category()).isEqualTo(Fault.Category.HUB_FAULT);
            assertThat(fault.code()).isEqualTo("store-unavailable");
        });
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

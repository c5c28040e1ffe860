package org.handfast.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.handfast.core.registry.DeviceRecord;
import org.handfast.core.registry.PairingRecord.Standing;
import org.handfast.core.store.Changes;
import org.handfast.core.store.Committed;
import org.handfast.core.store.Seen;
import org.handfast.core.store.Store;
import org.handfast.core.store.StoredValue;
import org.handfast.core.store.Write;
import org.handfast.testkit.store.Samples;

/** A change that comes while another is being committed. */
@Timeout(60)
class OverlapTest {

    private final JdbcConnectionPool pool = JdbcConnectionPool.create("jdbc:h2:mem:overlap", "sa", "");
    private final BrittleDataSource dataSource = new BrittleDataSource(pool);
    private final CompletableFuture<Void> committing = new CompletableFuture<>();
    private final CompletableFuture<Void> goOn = new CompletableFuture<>();
    private Database database;
    private Store store;

    @BeforeEach
    void open() {
        database = Database.open(dataSource.dataSource());
        store = database.store();
    }

    @AfterEach
    void close() {
        goOn.complete(null);
        database.close();
        pool.dispose();
    }

    static Stream<Arguments> pairs() {
        DeviceRecord device = Samples.device(1);
        DeviceRecord sameAddress =
                DeviceRecord.firstSeen(Samples.id(2), "Two", "phone", Samples.address(1), Samples.START);
        var claim = new Write.AddClaim(Samples.claim("epoch", 1));
        return Stream.of(
                arguments(Changes.of(value(0)), Changes.of(value(1)), Committed.Done.class),
                arguments(Changes.of(value(0)), Changes.of(value(0)), Committed.Stale.class),
                arguments(
                        Changes.of(new Write.PutDevice(device)),
                        Changes.of(new Write.PutDevice(device.atVersion(1))),
                        Committed.Done.class),
                arguments(
                        Changes.of(new Write.PutDevice(device)),
                        Changes.of(new Write.PutDevice(sameAddress)),
                        Committed.Stale.class),
                arguments(
                        Changes.of(new Write.PutDevice(device)),
                        new Changes(List.of(new Seen.NoDeviceAt(Samples.address(1))), List.of()),
                        Committed.Stale.class),
                arguments(
                        Changes.of(new Write.PutDevice(device)),
                        new Changes(List.of(new Seen.NoHolder(Samples.key(1))), List.of()),
                        Committed.Stale.class),
                arguments(
                        Changes.of(new Write.PutPairing(Samples.pairing(1, Standing.PROPOSED))),
                        new Changes(
                                List.of(new Seen.OfPairing(Samples.pairingRef(1, Standing.PROPOSED), 1)), List.of()),
                        Committed.Done.class),
                arguments(
                        Changes.of(new Write.PutOffer(Samples.offer(1))),
                        Changes.of(new Write.DeleteOffer(Samples.offer(1).atVersion(1))),
                        Committed.Done.class),
                arguments(Changes.of(claim), Changes.of(claim), Committed.Lost.class),
                arguments(
                        Changes.of(claim),
                        Changes.of(new Write.DeleteClaims(Samples.PROTOCOL, "epoch"), claim),
                        Committed.Done.class),
                arguments(
                        Changes.of(new Write.PutFlight(Samples.flight(1))),
                        Changes.of(new Write.PutFlight(Samples.ended(1))),
                        Committed.Done.class));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void comesAfterTheOtherIfTheTwoMeet(Changes first, Changes second, Class<? extends Committed> outcome)
            throws Exception {
        FutureTask<Committed> one = heldAtItsCommit(first);
        var two = new FutureTask<>(() -> store.commit(second));
        Thread caller = start(two);
        // It waits for its turn, or else wrongly for the other's commit only.
        spinUntil(() -> caller.getState() == Thread.State.WAITING);
        goOn.complete(null);
        assertThat(one.get()).isEqualTo(new Committed.Done());
        assertThat(two.get()).isInstanceOf(outcome);
    }

    @Test
    void isPreparedMeanwhileIfTheTwoDoNotMeet() throws Exception {
        FutureTask<Committed> one = heldAtItsCommit(Changes.of(value(0)));
        var two = new FutureTask<>(() -> store.commit(Changes.of(new Write.PutDevice(Samples.device(1)))));
        start(two);
        spinUntil(() -> uncommittedFacts() == 2);
        assertThat(store.device(Samples.id(1))).isEmpty();
        goOn.complete(null);
        assertThat(one.get()).isEqualTo(new Committed.Done());
        assertThat(two.get()).isEqualTo(new Committed.Done());
        assertThat(store.device(Samples.id(1))).isPresent();
    }

    @Test
    void standsThoughTheOneBeforeItFails() throws Exception {
        dataSource.nextCommit(connection -> {
            hold();
            throw new SQLException("cut off", "08006");
        });
        var one = new FutureTask<>(() -> store.commit(Changes.of(value(0))));
        start(one);
        committing.get();
        var two = new FutureTask<>(() -> store.commit(Changes.of(new Write.PutDevice(Samples.device(1)))));
        start(two);
        spinUntil(() -> uncommittedFacts() == 2);
        goOn.complete(null);
        assertThat(two.get()).isEqualTo(new Committed.Done());
        assertThat(store.device(Samples.id(1))).isPresent();
    }

    @Test
    void isTidiedOnlyWhenItIsCommitted() throws Exception {
        FutureTask<Committed> one = heldAtItsCommit(Changes.of(new Write.AddClaim(Samples.claim("epoch", 1))));
        var tidying = new FutureTask<>(() -> store.tidy(0, Samples.time(100)), true);
        Thread caller = start(tidying);
        spinUntil(() -> caller.getState() == Thread.State.WAITING);
        goOn.complete(null);
        assertThat(one.get()).isEqualTo(new Committed.Done());
        assertThat(tidying.get()).isTrue();
        assertThat(store.claims(Samples.PROTOCOL, "epoch")).isZero();
    }

    private FutureTask<Committed> heldAtItsCommit(Changes changes) throws Exception {
        dataSource.nextCommit(connection -> {
            hold();
            connection.commit();
        });
        var task = new FutureTask<>(() -> store.commit(changes));
        start(task);
        committing.get();
        return task;
    }

    private void hold() {
        committing.complete(null);
        goOn.join();
    }

    private static Thread start(Runnable task) {
        var thread = new Thread(task);
        thread.start();
        return thread;
    }

    private long uncommittedFacts() {
        try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:overlap", "sa", "")) {
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_UNCOMMITTED);
            try (Statement statement = connection.createStatement();
                    ResultSet count = statement.executeQuery("select count(*) from device_fact")) {
                count.next();
                return count.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Write value(long version) {
        return new Write.PutValue(new StoredValue("v", "x", version));
    }

    private static void spinUntil(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }
}

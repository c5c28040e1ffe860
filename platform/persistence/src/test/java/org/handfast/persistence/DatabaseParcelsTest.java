package org.handfast.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;

import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.handfast.api.Fault;
import org.handfast.core.mailbox.ParcelStore;
import org.handfast.core.mailbox.StoredParcel;
import org.handfast.testkit.store.Samples;

/** What parcels in a database go through when the database does not do as it is told. */
@Timeout(60)
class DatabaseParcelsTest {

    private final JdbcConnectionPool pool = JdbcConnectionPool.create("jdbc:h2:mem:parcels", "sa", "");
    private final BrittleDataSource dataSource = new BrittleDataSource(pool);
    private Database database;
    private ParcelStore parcels;

    @BeforeEach
    void open() {
        database = Database.open(dataSource.dataSource());
        parcels = database.parcels();
    }

    @AfterEach
    void close() {
        dataSource.on();
        database.close();
        pool.dispose();
    }

    private List<StoredParcel> waiting() {
        return parcels.waiting(Samples.address(1), 0, 100);
    }

    @Test
    void saysByAFaultThatItIsUnavailableAndHasChangedNothing() {
        StoredParcel parcel = Samples.parcel(1, 1, 2, 1);
        parcels.write(List.of(parcel), List.of());
        List<Consumer<ParcelStore>> calls = List.of(
                p -> p.write(List.of(Samples.parcel(2, 1, 2, 2)), List.of(1L)),
                p -> p.waiting(Samples.address(1), 0, 1),
                p -> p.headers(Samples.address(1)),
                ParcelStore::lastNumber,
                p -> p.dropExpired(Samples.time(100)),
                p -> p.forget(Samples.address(1)),
                p -> p.sizes(1),
                p -> p.size(Samples.address(1)));
        dataSource.off();
        assertThat(calls).allSatisfy(call -> assertThatExceptionOfType(Fault.class)
                .isThrownBy(() -> call.accept(parcels))
                .satisfies(fault -> assertThat(fault.code()).isEqualTo("store-unavailable")));
        dataSource.on();
        assertThat(waiting()).containsExactly(parcel);
    }

    @Test
    void writesOnceWhatIsWrittenAgainAfterOnlyTheAnswerWasLost() {
        List<StoredParcel> kept = List.of(Samples.parcel(1, 1, 2, 1), Samples.parcel(2, 1, 2, 2));
        dataSource.nextCommit(connection -> {
            connection.commit();
            dataSource.off();
            throw new SQLException("cut off", "08006");
        });
        assertThatExceptionOfType(Fault.class).isThrownBy(() -> parcels.write(kept, List.of()));
        dataSource.on();
        parcels.write(kept, List.of());
        assertThat(waiting()).isEqualTo(kept);
    }

    @Test
    void writesNoMoreOnceAnotherHubHasOpenedTheDatabase() {
        try (Database other = Database.open(pool)) {
            assertThatExceptionOfType(Fault.class)
                    .isThrownBy(() -> parcels.write(List.of(Samples.parcel(1, 1, 2, 1)), List.of()))
                    .withMessageContaining("Another hub");
            assertThat(other.parcels().lastNumber()).isZero();
        }
    }
}

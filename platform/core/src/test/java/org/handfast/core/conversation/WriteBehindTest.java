package org.handfast.core.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.handfast.api.Address;
import org.handfast.api.DeviceId;
import org.handfast.api.State;
import org.handfast.api.Step;
import org.handfast.core.fake.FailingStore;
import org.handfast.core.fake.FakeTimers;
import org.handfast.core.fake.Logged;
import org.handfast.core.flight.FlightRecord;
import org.handfast.core.registry.DeviceRecord;
import org.handfast.core.registry.ProtocolAddress;
import org.handfast.core.store.Changes;
import org.handfast.core.store.Write;

/** What is written off the conversations' way, while the store comes and goes. */
class WriteBehindTest {

    private static final Instant NOW = FakeTimers.BEGINNING;

    private final FailingStore store = new FailingStore();
    private final FlightWriter flights = new FlightWriter(store.seen());
    private final LastSeen lastSeen = new LastSeen(store.seen());
    private final Logged logged = Logged.by(FlightWriter.class);

    @AfterEach
    void stopListening() {
        logged.close();
    }

    private static FlightRecord flight(int number) {
        return new FlightRecord(
                new UUID(0, number),
                "p",
                "k/" + number,
                Optional.empty(),
                Optional.empty(),
                State.Phase.OPENED,
                "Label",
                Optional.of(Step.Outcome.CLOSED),
                "reason",
                NOW.plusSeconds(number),
                Optional.of(NOW.plusSeconds(number)),
                List.of(),
                0,
                0);
    }

    private static ProtocolAddress address(int number) {
        return new ProtocolAddress("p", new Address("device-" + number));
    }

    private void known(int number) {
        store.behind()
                .commit(Changes.of(new Write.PutDevice(DeviceRecord.firstSeen(
                        new DeviceId(new UUID(1, number)), "Name", "device", address(number), NOW))));
    }

    private Optional<Instant> seen(int number) {
        return store.behind().deviceAt(address(number)).orElseThrow().lastSeen();
    }

    @Test
    void writesFlightRecordsAHundredAtATime() {
        for (int i = 0; i < 250; i++) {
            flights.add(flight(i));
        }
        flights.flush();
        assertThat(store.commits()).extracting(c -> c.writes().size()).containsExactly(100, 100, 50);
        assertThat(store.behind().flights(Optional.empty(), 1_000)).hasSize(250);
    }

    @Test
    void keepsFlightRecordsUntilTheStoreIsBack() {
        for (int i = 0; i < 150; i++) {
            flights.add(flight(i));
        }
        store.away(true);
        flights.flush();
        assertThat(store.commits()).hasSize(1);
        assertThat(logged.lines()).singleElement().asString().startsWith("WARNING Flight records wait to be kept");
        store.away(false);
        flights.flush();
        assertThat(store.behind().flights(Optional.empty(), 1_000)).hasSize(150);
        assertThat(flights.dropped()).isZero();
    }

    @Test
    void letsTheNewestFlightRecordsGoThatDoNotFitAndCountsThem() {
        for (int i = 0; i < 2_001; i++) {
            flights.add(flight(i));
        }
        assertThat(flights.dropped()).isEqualTo(1);
        store.away(true);
        flights.flush();
        flights.add(flight(3_000));
        assertThat(flights.dropped()).isEqualTo(2);
        store.away(false);
        flights.flush();
        assertThat(store.behind().flights(Optional.empty(), 3_000)).hasSize(2_000);
        assertThat(store.behind().flight(flight(0).id())).isPresent();
        assertThat(store.behind().flight(flight(2_000).id())).isEmpty();
        assertThat(logged.lines()).contains("WARNING 1 flight records did not fit and are lost");
    }

    @Test
    void writesTheLastVisitOfEachDeviceOnce() {
        known(1);
        lastSeen.seen(address(1), NOW.plusSeconds(1));
        lastSeen.seen(address(1), NOW.plusSeconds(2));
        lastSeen.seen(address(2), NOW.plusSeconds(3));
        lastSeen.flush();
        assertThat(seen(1)).contains(NOW.plusSeconds(2));
        assertThat(store.commits()).hasSize(1);
        lastSeen.flush();
        assertThat(store.commits()).hasSize(1);
    }

    @Test
    void asksAStoreThatIsAwayOnceAndKeepsAllLastVisits() {
        for (int i = 0; i < 50; i++) {
            known(i);
            lastSeen.seen(address(i), NOW.plusSeconds(1));
        }
        store.away(true);
        lastSeen.flush();
        assertThat(store.calls()).isEqualTo(1);
        lastSeen.seen(address(7), NOW.plusSeconds(7));
        store.away(false);
        lastSeen.flush();
        for (int i = 0; i < 50; i++) {
            assertThat(seen(i)).contains(NOW.plusSeconds(i == 7 ? 7 : 1));
        }
    }

    @Test
    void leavesADeviceToWhoeverChangesItAtThatMoment() {
        known(1);
        lastSeen.seen(address(1), NOW.plusSeconds(1));
        store.beforeCommit(() -> {
            DeviceRecord device = store.behind().deviceAt(address(1)).orElseThrow();
            store.behind().commit(Changes.of(new Write.PutDevice(device.seenAt(NOW.plusSeconds(9)))));
        });
        lastSeen.flush();
        assertThat(seen(1)).contains(NOW.plusSeconds(9));
    }

    @Test
    void remembersOnlySoManyLastVisits() {
        for (int i = 0; i < 10_001; i++) {
            lastSeen.seen(address(i), NOW);
        }
        lastSeen.seen(address(0), NOW.plusSeconds(5));
        known(0);
        known(10_000);
        lastSeen.flush();
        assertThat(seen(0)).contains(NOW.plusSeconds(5));
        assertThat(seen(10_000)).isEmpty();
    }
}

package org.handfast.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import org.handfast.api.Address;
import org.handfast.api.DeviceId;
import org.handfast.api.Fault;
import org.handfast.api.Peering;
import org.handfast.core.fake.FailingStore;
import org.handfast.core.fake.FakeTimers;
import org.handfast.core.registry.DeviceRecord;
import org.handfast.core.registry.PeeringRecord;
import org.handfast.core.registry.ProtocolAddress;

class CachedStoreTest {

    private static final ProtocolAddress ADDRESS = new ProtocolAddress("relay", new Address("ADA0001"));

    private static final DeviceId ID = new DeviceId(new UUID(0, 7));

    private final FailingStore behind = new FailingStore();
    private final CachedStore store = new CachedStore(behind.seen(), 10);

    private static DeviceRecord device() {
        return DeviceRecord.firstSeen(ID, "Ada", "user", ADDRESS, FakeTimers.BEGINNING);
    }

    private static PeeringRecord peering() {
        return new PeeringRecord(
                "relay",
                new Peering(
                        new Address("ADA0001"), new Address("BOB0001"), Peering.Standing.PROPOSED, List.of(), Map.of()),
                FakeTimers.BEGINNING,
                Optional.empty(),
                0);
    }

    private void lookUpAll() {
        store.device(ID);
        store.deviceAt(ADDRESS);
        store.peering(peering().ref());
    }

    @Test
    void answersAgainWithoutTheStoreBehind() {
        store.commit(Changes.of(new Write.PutDevice(device()), new Write.PutPeering(peering())));
        lookUpAll();
        behind.away(true);
        assertThat(store.device(ID)).contains(device().atVersion(1));
        assertThat(store.deviceAt(ADDRESS)).contains(device().atVersion(1));
        assertThat(store.peering(peering().ref())).contains(peering().atVersion(1));
    }

    @Test
    void answersAgainThatThereIsNothing() {
        lookUpAll();
        behind.away(true);
        assertThat(store.device(ID)).isEmpty();
        assertThat(store.deviceAt(ADDRESS)).isEmpty();
        assertThat(store.peering(peering().ref())).isEmpty();
    }

    @Test
    void seesAtOnceWhatIsCommitted() {
        lookUpAll();
        store.commit(Changes.of(new Write.PutDevice(device()), new Write.PutPeering(peering())));
        assertThat(store.device(ID)).isPresent();
        assertThat(store.deviceAt(ADDRESS)).isPresent();
        assertThat(store.peering(peering().ref())).isPresent();

        store.commit(Changes.of(
                new Write.DeleteDevice(device().atVersion(1)),
                new Write.DeletePeering(peering().atVersion(1))));
        assertThat(store.device(ID)).isEmpty();
        assertThat(store.deviceAt(ADDRESS)).isEmpty();
        assertThat(store.peering(peering().ref())).isEmpty();
    }

    @Test
    void asksAnewAfterACommitThatFailed() {
        store.commit(Changes.of(new Write.PutDevice(device())));
        lookUpAll();
        behind.away(true);
        assertThatExceptionOfType(Fault.class)
                .isThrownBy(() -> store.commit(Changes.of(new Write.PutDevice(device().atVersion(1)))));
        assertThatExceptionOfType(Fault.class).isThrownBy(() -> store.device(ID));
        assertThatExceptionOfType(Fault.class).isThrownBy(() -> store.deviceAt(ADDRESS));
    }
}

package org.handfast.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.handfast.api.Address;
import org.handfast.core.registry.DeviceRecord;
import org.handfast.core.registry.ProtocolAddress;
import org.handfast.core.store.Committed;
import org.handfast.core.store.Write;

/** Addresses: one device at most has each, in each protocol. */
public interface AddressContract extends StoreSubject {

    @Test
    default void findsADeviceByAnyOfItsAddresses() {
        commit(new Write.PutDevice(Samples.device(1)), new Write.PutDevice(Samples.device(2)));
        assertThat(Samples.device(2).addresses()).allSatisfy(a -> assertThat(store().deviceAt(a))
                .contains(Samples.device(2).atVersion(1)));
        assertThat(store().deviceAt(Samples.address(3))).isEmpty();
        assertThat(store().deviceAt(new ProtocolAddress("qr", Samples.address(1).address())))
                .isEmpty();
    }

    @Test
    default void tellsAddressesApartByCase() {
        var lower = new ProtocolAddress(Samples.PROTOCOL, new Address("code"));
        var upper = new ProtocolAddress(Samples.PROTOCOL, new Address("CODE"));
        assertThat(commit(new Write.PutDevice(with(1, lower)), new Write.PutDevice(with(2, upper))))
                .isEqualTo(new Committed.Done());
        assertThat(store().deviceAt(upper).map(DeviceRecord::id)).contains(Samples.id(2));
    }

    @Test
    default void refusesAnAddressThatAnotherDeviceHas() {
        commit(new Write.PutDevice(with(1, Samples.address(1))));
        assertThat(commit(new Write.PutDevice(with(2, Samples.address(2), Samples.address(1)))))
                .isInstanceOf(Committed.Stale.class);
        assertThat(store().device(Samples.id(2))).isEmpty();

        commit(new Write.PutDevice(with(2, Samples.address(2))));
        assertThat(commit(new Write.PutDevice(
                        with(2, Samples.address(2), Samples.address(1)).atVersion(1))))
                .isInstanceOf(Committed.Stale.class);
        assertThat(store().deviceAt(Samples.address(1)).map(DeviceRecord::id)).contains(Samples.id(1));
    }

    @Test
    default void givesTheSameNameToDevicesOfTwoProtocols() {
        var elsewhere =
                new ProtocolAddress(Samples.OTHER_PROTOCOL, Samples.address(1).address());
        assertThat(commit(new Write.PutDevice(with(1, Samples.address(1))), new Write.PutDevice(with(2, elsewhere))))
                .isEqualTo(new Committed.Done());
        assertThat(store().deviceAt(elsewhere).map(DeviceRecord::id)).contains(Samples.id(2));
    }

    @Test
    default void keepsTheOrderOfADevicesAddresses() {
        commit(new Write.PutDevice(with(1, Samples.address(3), Samples.address(1), Samples.address(2))));
        DeviceRecord turned = with(1, Samples.address(2), Samples.address(4), Samples.address(3));
        assertThat(commit(new Write.PutDevice(turned.atVersion(1)))).isEqualTo(new Committed.Done());
        assertThat(store().device(Samples.id(1))).contains(turned.atVersion(2));
        assertThat(store().deviceAt(Samples.address(1))).isEmpty();
    }

    @Test
    default void freesAnAddressThatIsGivenUp() {
        commit(new Write.PutDevice(with(1, Samples.address(1), Samples.address(2))));
        commit(new Write.PutDevice(with(1, Samples.address(1)).atVersion(1)));
        assertThat(commit(new Write.PutDevice(with(2, Samples.address(2))))).isEqualTo(new Committed.Done());
        commit(new Write.DeleteDevice(with(1).atVersion(2)));
        assertThat(commit(new Write.PutDevice(with(3, Samples.address(1))))).isEqualTo(new Committed.Done());
    }

    @Test
    default void movesAnAddressWithinOneChange() {
        commit(
                new Write.PutDevice(with(1, Samples.address(1))),
                new Write.PutDevice(with(2, Samples.address(2))),
                new Write.PutDevice(with(3, Samples.address(3))));
        assertThat(commit(
                        new Write.DeleteDevice(with(1).atVersion(1)),
                        new Write.PutDevice(with(2).atVersion(1)),
                        new Write.PutDevice(
                                with(3, Samples.address(2), Samples.address(1)).atVersion(1))))
                .isEqualTo(new Committed.Done());
        assertThat(store().deviceAt(Samples.address(1)).map(DeviceRecord::id)).contains(Samples.id(3));
        assertThat(store().deviceAt(Samples.address(2)).map(DeviceRecord::id)).contains(Samples.id(3));
        assertThat(store().deviceAt(Samples.address(3))).isEmpty();
    }

    private static DeviceRecord with(int n, ProtocolAddress... addresses) {
        DeviceRecord d = Samples.device(n);
        return new DeviceRecord(
                d.id(),
                d.name(),
                d.kind(),
                d.trust(),
                d.trustReason(),
                List.of(addresses),
                d.keys(),
                d.facts(),
                d.approval(),
                d.firstSeen(),
                Optional.empty(),
                0);
    }
}

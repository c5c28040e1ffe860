package org.handfast.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import org.handfast.api.Bytes;
import org.handfast.api.Item;
import org.handfast.core.item.ItemRecord;
import org.handfast.core.item.ScopeSize;
import org.handfast.core.registry.ProtocolAddress;
import org.handfast.core.store.Write;

/** Queues: the items that lie in scopes named as an address of a device. */
public interface QueueContract extends StoreSubject {

    private static Write item(ProtocolAddress scope, int n, int size, int since) {
        return new Write.PutItem(new ItemRecord(
                scope.protocol(),
                new Item(scope.address().value(), Bytes.u8(n), Bytes.wrap(new byte[size]), Samples.time(100 + n)),
                Samples.time(since)));
    }

    private static ScopeSize size(ProtocolAddress scope, long items, long bytes, int oldest) {
        return new ScopeSize(
                new ItemRecord.Scope(scope.protocol(), scope.address().value()), items, bytes, Samples.time(oldest));
    }

    private void twoDevicesAndAStranger() {
        ProtocolAddress second = Samples.device(1).addresses().getLast();
        commit(
                new Write.PutDevice(Samples.device(1)),
                new Write.PutDevice(Samples.device(2)),
                item(Samples.address(1), 1, 10, 7),
                item(Samples.address(1), 2, 20, 3),
                item(second, 1, 5, 4),
                item(Samples.address(2), 3, 100, 5),
                item(Samples.address(9), 4, 1_000, 6));
    }

    @Test
    default void sizesUpWhatWaitsForDevicesFullestFirst() {
        twoDevicesAndAStranger();
        ProtocolAddress second = Samples.device(1).addresses().getLast();
        assertThat(store().queues(Samples.START, 10))
                .containsExactly(
                        size(Samples.address(2), 1, 100, 5), size(Samples.address(1), 2, 30, 3), size(second, 1, 5, 4));
        assertThat(store().queues(Samples.START, 1)).containsExactly(size(Samples.address(2), 1, 100, 5));
        assertThat(store().queues(Samples.time(102), 10)).containsExactly(size(Samples.address(2), 1, 100, 5));
    }

    @Test
    default void sizesUpWhatWaitsForOneDeviceAtAllItsAddresses() {
        twoDevicesAndAStranger();
        ProtocolAddress second = Samples.device(1).addresses().getLast();
        assertThat(store().queuesOf(Samples.id(1), Samples.START))
                .containsExactly(size(Samples.address(1), 2, 30, 3), size(second, 1, 5, 4));
        assertThat(store().queuesOf(Samples.id(1), Samples.time(101)))
                .containsExactly(size(Samples.address(1), 1, 20, 3));
        assertThat(store().queuesOf(Samples.id(9), Samples.START)).isEmpty();
    }
}

package org.handfast.testkit;

import org.handfast.core.mailbox.MemoryParcels;
import org.handfast.core.mailbox.ParcelStore;

class MemoryParcelsTest implements ParcelStoreContract {

    private final MemoryParcels parcels = new MemoryParcels();

    @Override
    public ParcelStore parcels() {
        return parcels;
    }
}

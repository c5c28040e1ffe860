package org.handfast.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import org.handfast.core.registry.PairingRecord.Standing;
import org.handfast.core.store.Changes;
import org.handfast.core.store.Committed;
import org.handfast.core.store.MemoryStore;
import org.handfast.core.store.Store;
import org.handfast.core.store.StoredValue;
import org.handfast.core.store.Write;
import org.handfast.testkit.store.Samples;

class MemoryStoreTest implements StoreContract {

    private final MemoryStore store = new MemoryStore();

    @Override
    public Store store() {
        return store;
    }

    @Test
    void goesOnWithTheContentsOfAnother() {
        commit(
                new Write.PutDevice(Samples.device(1)),
                new Write.PutPairing(Samples.pairing(1, Standing.ESTABLISHED)),
                new Write.PutOffer(Samples.offer(1)),
                new Write.PutValue(new StoredValue("v", "kept", 0)),
                new Write.AddClaim(Samples.claim("c", 1)));

        var again = new MemoryStore(store.contents());

        assertThat(again.contents()).isEqualTo(store.contents());
        assertThat(again.deviceAt(Samples.address(1)))
                .contains(Samples.device(1).atVersion(1));
        assertThat(again.commit(Changes.of(new Write.AddClaim(Samples.claim("c", 1)))))
                .isInstanceOf(Committed.Lost.class);
    }
}
